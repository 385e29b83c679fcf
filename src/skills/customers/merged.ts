import type { Customer } from "../../storage/customer-records";
import { together } from "./import/combine";
import { emailKey, phoneKey } from "./names";

/** What can differ between two records of one person, so that one of both must be chosen. */
export const CHOSEN = ["name", "company", "role", "notes"] as const;

/** Of each of them, whose value stays; what isn't named here is of the one that stays. */
export type MergeChoices = Partial<Record<(typeof CHOSEN)[number], "keep" | "other">>;

/** Both as one: what was chosen, and every email, number, tag and id of either, so that neither is taken for new again. */
export function mergedCustomer(keep: Customer, other: Customer, choices: MergeChoices): Customer {
  const chosen = (field: (typeof CHOSEN)[number]) => (choices[field] === "other" ? other : keep)[field];
  const [company, role, notes] = [chosen("company"), chosen("role"), chosen("notes")];
  return {
    id: keep.id,
    name: chosen("name") ?? keep.name,
    emails: together(keep.emails, other.emails, emailKey),
    phones: together(keep.phones, other.phones, phoneKey),
    ...(company !== undefined && { company }),
    ...(role !== undefined && { role }),
    tags: together(keep.tags, other.tags, (tag) => tag.toLowerCase()),
    ...(notes !== undefined && { notes }),
    external: together(keep.external, other.external, (id) => id),
    created: keep.created,
  };
}
