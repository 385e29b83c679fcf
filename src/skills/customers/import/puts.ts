import type { Change } from "../../../engine/actions/store";
import { canonical } from "../../../storage/canonical";
import type { UserData } from "../../../storage/schema";

/** A record as it is to be written. */
export type Put = Extract<Change<UserData>, { op: "put" }>;

/** Of what was written the changes: each record once, from what it was to what it becomes. */
export function changesOf(written: ReadonlyMap<string, Put>): Put[] {
  return [...written.values()].filter(({ before, value }) => before === null || canonical(before) !== canonical(value));
}

export interface ImportCounts {
  /** Customers. */
  added: number;
  changed: number;
  same: number;
  cases: number;
  interactions: number;
}

/** How many of which kind; `seen` are the customers that were looked at. */
export function countPuts(changes: readonly Put[], seen: number): ImportCounts {
  const of = (store: Put["store"]) => changes.filter((change) => change.store === store);
  const added = of("customers").filter(({ before }) => before === null).length;
  const changed = of("customers").length - added;
  const same = seen - added - changed;
  return { added, changed, same, cases: of("cases").length, interactions: of("interactions").length };
}
