import * as v from "valibot";
import type { Action } from "../../engine/actions/action";
import type { Store } from "../../engine/actions/store";
import { slotSet } from "../../engine/dialogue/events";
import { formatIso } from "../../engine/time/zone";
import type { Company, Customer } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { newId } from "../ids";
import { entityText, latestMessage } from "../message";
import { readBook } from "./book";
import { companyKey } from "./names";
import { sayCustomer } from "./show";

const text = (longest: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));
const texts = (longest: number) => v.pipe(v.array(text(longest)), v.maxLength(50));

/** What the form of the page sends: all of a customer's fields; one left out is empty. `company` is its name. */
const formSchema = v.object({
  name: text(200),
  emails: texts(320),
  phones: texts(60),
  company: v.optional(text(200)),
  role: v.optional(text(200)),
  tags: texts(60),
  notes: v.optional(text(20_000)),
});

/** Keeps a customer as the form has them: `/save_customer{"customer": {...}, "customer_id": "..."}`, without an id a new one. */
export const saveCustomer: Action<UserData> = {
  name: "action_save_customer",
  async run(context) {
    const { tracker, store, clock, random, dispatcher } = context;
    const message = latestMessage(tracker);
    const read = v.safeParse(formSchema, message.entities.find(({ entity }) => entity === "customer")?.value);
    const id = entityText(message, "customer_id");
    const old = id === null ? undefined : await store.get("customers", id);
    if (!read.success || (id !== null && !old)) {
      dispatcher.utter(read.success ? "utter_customer_gone" : "utter_customer_unreadable");
      return [];
    }
    const created = formatIso(clock.now(), clock.zone);
    const { company: companyName, ...fields } = read.output;
    const company = companyName && (await companyNamed(store, companyName, () => ({ id: newId(random), created })));
    const customer: Customer = {
      ...fields,
      ...(company && { company: company.id }),
      id: old?.id ?? newId(random),
      external: old?.external ?? [],
      created: old?.created ?? created,
    };
    await store.put("customers", customer);
    const told = old ? `Saved ${customer.name}.` : `Added ${customer.name} to your customers.`;
    return sayCustomer(context, await readBook(store), customer, told);
  },
};

/** The company of that name; a new one where there is none. */
async function companyNamed(
  store: Store<UserData>,
  name: string,
  make: () => Pick<Company, "id" | "created">,
): Promise<Company> {
  const key = companyKey(name);
  const known = (await store.all("companies")).find((company) => companyKey(company.name) === key);
  if (known) return known;
  const company: Company = { ...make(), name, external: [] };
  await store.put("companies", company);
  return company;
}

/** Deletes a customer with their cases and all that happened with them; the page has asked. */
export const deleteCustomer: Action<UserData> = {
  name: "action_delete_customer",
  async run({ tracker, store, dispatcher }) {
    const customer = await store.get("customers", entityText(latestMessage(tracker), "customer_id") ?? "");
    if (!customer) {
      dispatcher.utter("utter_customer_gone");
      return [];
    }
    for (const name of ["cases", "interactions"] as const)
      for (const record of await store.all(name))
        if (record.customer === customer.id) await store.delete(name, record.id);
    await store.delete("customers", customer.id);
    dispatcher.utter("utter_customer_deleted", { name: customer.name });
    return [slotSet("last_record", null)];
  },
};

/** Takes one entry out of a customer's history. */
export const deleteInteraction: Action<UserData> = {
  name: "action_delete_interaction",
  async run({ tracker, store, dispatcher }) {
    await store.delete("interactions", entityText(latestMessage(tracker), "interaction_id") ?? "");
    dispatcher.utter("utter_interaction_deleted");
    return [];
  },
};
