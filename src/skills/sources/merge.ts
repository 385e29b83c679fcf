import { canonical } from "../../storage/canonical";
import { together } from "../customers/import/combine";
import type { Said } from "./ledger";

/**
 * What becomes of a record whose server says something new. What was changed here since it was read stays, and so does what is here of a
 * record that is met for the first time: `conflicts` names the fields that were changed there too.
 */
export function mergedFields<T extends object>(
  mine: T | undefined,
  was: Said | undefined,
  theirs: T,
  fields: readonly (keyof T & string)[],
): { value: T; conflicts: string[] } {
  const value: Partial<T> = {};
  const conflicts: string[] = [];
  for (const field of fields) {
    const [here, before, there] = [mine?.[field], was?.[field], theirs[field]];
    let merged: unknown = there;
    if (Array.isArray(there)) merged = mergedLists(here, before, there);
    else if (mine && !was) merged = here ?? there;
    else if (mine && !same(here, before)) {
      merged = here;
      if (!same(there, before) && !same(there, here)) conflicts.push(field);
    }
    if (merged !== undefined) value[field] = merged as T[typeof field];
  }
  return { value: value as T, conflicts };
}

/** What was added on either side is in it, what was taken out on either isn't. */
function mergedLists(here: unknown, before: unknown, there: readonly string[]): string[] {
  const [mine, was] = [texts(here), texts(before)];
  const added = together(mine, there, (text) => text.toLowerCase());
  return added.filter((one) => !was.includes(one) || (mine.includes(one) && there.includes(one)));
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const same = (a: unknown, b: unknown) => canonical(a ?? null) === canonical(b ?? null);
