import * as v from "valibot";
import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { entityText, latestMessage } from "../message";
import { readBook } from "./book";
import { duplicatePairs } from "./duplicates";
import { mergedCustomer } from "./merged";
import { customersCard, sayCustomer } from "./show";

const choicesSchema = v.partial(
  v.object({
    name: v.picklist(["keep", "other"]),
    company: v.picklist(["keep", "other"]),
    role: v.picklist(["keep", "other"]),
    notes: v.picklist(["keep", "other"]),
  }),
);

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
    return sayCustomer(context, book, merged, `${other.name} and ${keep.name} are one now: ${merged.name}.`);
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
