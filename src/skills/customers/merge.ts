import * as v from "valibot";
import type { Action } from "../../engine/actions/action";
import type { Customer } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { entityText, latestMessage } from "../message";
import { readBook } from "./book";
import { duplicatePairs } from "./duplicates";
import { together } from "./import/combine";
import { emailKey, phoneKey } from "./names";
import { customersCard, sayCustomer } from "./show";

/** What can differ between two records of one person, so that one of both must be chosen. */
export const CHOSEN = ["name", "company", "role", "notes"] as const;

/** Of each of them, whose value stays; what isn't named here is of the one that stays. */
export type MergeChoices = Partial<Record<(typeof CHOSEN)[number], "keep" | "other">>;

const choicesSchema = v.partial(
  v.object({
    name: v.picklist(["keep", "other"]),
    company: v.picklist(["keep", "other"]),
    role: v.picklist(["keep", "other"]),
    notes: v.picklist(["keep", "other"]),
  }),
);

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

/** Makes two records one: `/merge_customers{"customer_id": "...", "other_id": "...", "choices": {"name": "other"}}`. */
export const mergeCustomers: Action<UserData> = {
  name: "action_merge_customers",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const message = latestMessage(tracker);
    const keep = await store.get("customers", entityText(message, "customer_id") ?? "");
    const other = await store.get("customers", entityText(message, "other_id") ?? "");
    const choices = v.safeParse(
      choicesSchema,
      message.entities.find(({ entity }) => entity === "choices")?.value ?? {},
    );
    if (!keep || !other || keep.id === other.id || !choices.success) {
      dispatcher.utter("utter_customer_gone");
      return [];
    }
    const merged = mergedCustomer(keep, other, choices.output);
    await store.put("customers", merged);
    await store.delete("customers", other.id);
    for (const name of ["cases", "interactions"] as const)
      for (const record of await store.all(name))
        if (record.customer === other.id) await store.put(name, { ...record, customer: keep.id });
    const book = await readBook(store);
    return sayCustomer(context, book, merged, `${other.name} and ${keep.name} are one now: ${merged.name}.`, true);
  },
};

/** "Are there duplicates among my customers?" */
export const findDuplicates: Action<UserData> = {
  name: "action_find_duplicates",
  async run({ store, dispatcher }) {
    const book = await readBook(store);
    const pairs = duplicatePairs(book.customers);
    if (pairs.length === 0) {
      dispatcher.utter(book.customers.length === 0 ? "utter_no_customers" : "utter_no_duplicates");
      return [];
    }
    const told = pairs.slice(0, 3).map(({ a, b, reasons }) => `${a.name} and ${b.name} (${reasons[0]})`);
    const more = pairs.length - told.length;
    const names = [...told, ...(more > 0 ? [`${more} more`] : [])].join("; ");
    const people = pairs.flatMap(({ a, b }) => [a, b]);
    dispatcher.say({
      text: `These may be the same: ${names}. Open Customers, then Duplicates, to look at them side by side and merge them.`,
      custom: customersCard(book, "Maybe the same", [...new Set(people)]),
    });
    return [];
  },
};
