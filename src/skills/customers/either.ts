import type { Action, ActionContext } from "../../engine/actions/action";
import type { Person, UserData } from "../../storage/schema";
import type { Customer } from "../../storage/customer-records";
import { lastRecord } from "../last-record";
import { headOf, latestMessage, saidIn } from "../message";
import { personMeant } from "../people/meant";
import { payloadFor } from "../payload";
import { readBook, type Book } from "./book";
import { customerMeant } from "./meant";

/** Records that a question about somebody may mean. */
interface Found {
  people: Person[];
  customers: Customer[];
  hasCompany: boolean;
}

/**
 * One question, two stores: "who is Anna Berg" may mean somebody the user knows or a customer. The action of the store that has the name
 * answers; where both have it, the user is asked; where neither has, the one whose words it was.
 */
export function ofEither(
  own: "people" | "customers",
  ask: Record<"people" | "customers", Action<UserData>>,
): Action<UserData> {
  return {
    name: ask[own].name,
    async run(context) {
      const { store, dispatcher } = context;
      const message = latestMessage(context.tracker);
      if (message.entities.some(({ entity }) => entity === "person_id")) return ask.people.run(context);
      if (message.entities.some(({ entity }) => entity === "customer_id")) return ask.customers.run(context);
      // Most who use this keep no customers: then nothing is read twice.
      if ((await store.all("customers")).length === 0)
        return ask[own === "customers" ? ownOrPeople(context) : "people"].run(context);
      const found = await findBoth(context, await readBook(store));
      const [person] = found.people;
      const [customer] = found.customers;
      if (person && customer && !lastIsOf(context, found)) {
        const said = saidIn(message);
        dispatcher.say({
          text: `${customer.name} is among your customers, and ${person.name} among your contacts. Which do you mean?`,
          buttons: [
            {
              title: `${customer.name}, the customer`,
              payload: payloadFor("show_customer", { customer_id: customer.id, said }),
            },
            {
              title: `${person.name}, the contact`,
              payload: payloadFor("find_person", { person_id: person.id, said }),
            },
          ],
        });
        return [];
      }
      if (person && !customer) return ask.people.run(context);
      if (customer || found.hasCompany) return ask.customers.run(context);
      return ask[own].run(context);
    },
  };
}

/** "Show me Anna Berg", said by somebody who keeps no customers, is of a contact. */
function ownOrPeople({ tracker }: ActionContext<UserData>): "people" | "customers" {
  return /\bcustomers?\b|\bclients?\b/i.test(latestMessage(tracker).text) ? "customers" : "people";
}

async function findBoth(context: ActionContext<UserData>, book: Book): Promise<Found> {
  const said = saidIn(latestMessage(context.tracker));
  const asked = /^\s*who\b/i.test(said) ? said : headOf(said);
  const person = personMeant(context, await context.store.all("people"));
  const customer = customerMeant(context, book, asked);
  return {
    people: person.kind === "one" ? [person.person] : person.kind === "several" ? person.people : [],
    customers: customer.kind === "one" ? [customer.customer] : customer.kind === "several" ? customer.customers : [],
    hasCompany: customer.kind === "company",
  };
}

/** Whether one of them was just spoken of: "and her email?" is settled by that. */
function lastIsOf({ tracker }: ActionContext<UserData>, { people, customers }: Found): boolean {
  const last = lastRecord(tracker);
  return [...people, ...customers].some(({ id }) => id === last?.id);
}
