import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Company, Customer } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import { headOf, latestMessage, saidIn } from "../message";
import { peopleMentioned } from "../people/names";
import { countOf, joinWords, shorten } from "../phrases";
import type { Services } from "../services";
import { provenance } from "../sources/provenance";
import { aboutCustomer, customerCard, isOpen, openCases, readBook, type Book } from "./book";
import type { CustomersCardData } from "./card-data";
import { askWho, customerMeant } from "./meant";

/** "Show me Anna Berg", "who is this: anna@acme.com", "open Acme's record". */
export const showCustomer = ({ sources }: Services): Action<UserData> => ({
  name: "action_show_customer",
  async run(context) {
    const book = await readBook(context.store);
    const said = saidIn(latestMessage(context.tracker));
    // "Who is this: Anna Berg": here what is behind the colon is the one.
    const head = /^\s*who\b/i.test(said) ? said : headOf(said);
    const meant = customerMeant(context, book, head);
    if (meant.kind === "one") {
      const { customer } = meant;
      const from = provenance(customer, await sources.views(), context.clock);
      return sayCustomer(context, book, customer, [tellCustomer(context, book, customer), ...from].join(" "));
    }
    if (meant.kind === "company") return sayCompany(context, book, meant.company);
    return askWho(context, book, "show_customer", meant);
  },
});

/** Says something of one customer, with their card, and makes them the one that "her" means. */
export function sayCustomer(
  { dispatcher, clock }: ActionContext<UserData>,
  book: Book,
  customer: Customer,
  text: string,
): NewEvent[] {
  dispatcher.say({ text, custom: customerCard(book, customer, clock) });
  return [rememberRecord("customers", customer.id)];
}

function tellCustomer({ clock }: ActionContext<UserData>, book: Book, customer: Customer): string {
  const { name, emails, phones, cases, latest } = customerCard(book, customer, clock);
  const about = aboutCustomer(book, customer);
  const reached = [...emails, ...phones];
  const [last] = latest;
  return [
    `${name}${about === "" ? "" : `, ${about}`}${reached.length === 0 ? "" : `: ${joinWords(reached)}`}.`,
    cases.length === 0
      ? "No open cases."
      : `${countOf(cases.length, "open case")}: ${joinWords(cases.slice(0, 3).map(({ number, subject }) => `${number} “${shorten(subject, 60)}”`))}.`,
    last ? `Last contact ${last.when}: ${shorten(last.text, 120)}` : "No contact so far.",
  ].join(" ");
}

/** Names read out; the card has more. */
const READ_OUT = 5;
const SHOWN = 50;

function sayCompany({ dispatcher }: ActionContext<UserData>, book: Book, company: Company): NewEvent[] {
  const people = book.customers.filter((customer) => customer.company === company.id);
  const ids = new Set(people.map(({ id }) => id));
  const open = book.cases.filter((one) => isOpen(one) && ids.has(one.customer)).length;
  const names = people.slice(0, READ_OUT).map(({ name }) => name);
  const more = people.length - names.length;
  const told = joinWords(more > 0 ? [...names, `${more} more`] : names);
  const text = `${company.name} has ${countOf(people.length, "customer")} here${told === "" ? "" : `: ${told}`}, and ${openCases(open)}.`;
  dispatcher.say({ text, custom: customersCard(book, company.name, people) });
  return [rememberRecord("companies", company.id)];
}

export function customersCard(book: Book, title: string, customers: Customer[]): CustomersCardData {
  const shown = customers.slice(0, SHOWN);
  return {
    card: "customers",
    title,
    customers: shown.map((customer) => ({
      id: customer.id,
      name: customer.name,
      note: aboutCustomer(book, customer) || (customer.emails[0] ?? customer.phones[0] ?? ""),
    })),
  };
}

/** Shows everybody, as far as there is room. */
export const listCustomers: Action<UserData> = {
  name: "action_list_customers",
  async run(context) {
    const { store, dispatcher, tracker } = context;
    const book = await readBook(store);
    if (book.customers.length === 0) {
      dispatcher.utter("utter_no_customers");
      return [];
    }
    const [company] = peopleMentioned(saidIn(latestMessage(tracker)), book.companies);
    if (company) return sayCompany(context, book, company);
    const all = book.customers.toSorted((a, b) => a.name.localeCompare(b.name, "en", { sensitivity: "base" }));
    const names = all.slice(0, READ_OUT).map(({ name }) => name);
    const more = all.length - names.length;
    const told = joinWords(more > 0 ? [...names, `${more} more`] : names);
    const text = `You have ${countOf(all.length, "customer")}: ${told}.`;
    dispatcher.say({ text, custom: customersCard(book, "Your customers", all) });
    return [];
  },
};
