import type { Customer } from "../../../storage/customer-records";
import { emailKey, phoneKey } from "../names";
import type { Draft } from "./draft";

/**
 * The customer that a row makes of what is known. Whom they are known by, their name and company, changes only where it `isTheirOwn` row,
 * told by an id: else two rows of a file could take turns at it.
 */
export function combinedCustomer(
  old: Customer | undefined,
  draft: Draft,
  company: string | undefined,
  { source, now, newId, isTheirOwn }: { source: string; now: string; newId: () => string; isTheirOwn: boolean },
): Customer {
  const external = draft.externalId === null ? [] : [`${source}:${draft.externalId}`];
  const notes = withNotes(old?.notes, draft.notes);
  const at = isTheirOwn ? (company ?? old?.company) : (old?.company ?? company);
  // A row without a name calls somebody by their address, which any name is better than.
  const keepsName = old && (draft.isNameless || !(isTheirOwn || old.emails.includes(old.name)));
  const role = draft.role ?? old?.role;
  return {
    id: old?.id ?? newId(),
    name: keepsName ? old.name : draft.name,
    emails: together(old?.emails ?? [], draft.emails, emailKey),
    phones: together(old?.phones ?? [], draft.phones, phoneKey),
    ...(at !== undefined && { company: at }),
    ...(role !== undefined && { role }),
    tags: together(old?.tags ?? [], draft.tags, (tag) => tag.toLowerCase()),
    ...(notes !== undefined && { notes }),
    external: together(old?.external ?? [], external, (id) => id),
    created: old?.created ?? now,
  };
}

/** Those of both, each once; the first way to write one stays. */
export function together(
  first: readonly string[],
  others: readonly string[],
  keyOf: (value: string) => string,
): string[] {
  const all = [...first, ...others].map((value): [string, string] => [keyOf(value), value]);
  return [...new Map(all.toReversed()).entries()].toReversed().map(([, value]) => value);
}

/** Notes of one's own are never lost to those of a file, nor added twice. */
function withNotes(old: string | undefined, added: string | null): string | undefined {
  if (added === null || old === added || old?.includes(added)) return old;
  return old === undefined ? added : `${old}\n${added}`;
}
