import type { ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { Case, Company, Customer } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { lastIdIn } from "../last-record";
import { entityText, latestMessage, saidIn } from "../message";
import { payloadFor } from "../payload";
import { nameIn } from "../people/name-in-text";
import { peopleMentioned, peopleNamed } from "../people/names";
import { joinWords } from "../phrases";
import { aboutCustomer, type Book } from "./book";
import { emailKey, phoneKey } from "./names";

/** Whom a message is about. */
export type Meant =
  | { kind: "one"; customer: Customer }
  | { kind: "company"; company: Company }
  | { kind: "several"; name: string; customers: Customer[] }
  | { kind: "unknown"; name: string }
  | { kind: "nobody" };

const EMAIL = /[^\s<>,;:]+@[^\s<>,;:]+\.[a-z]{2,}/i;
const PRONOUN =
  /\b(?:her|hers|his|him|she|he|their|them|they|this customer|that customer|same (?:one|person|customer))\b/i;

/**
 * The one of a button, an email, a number or a case; the one named; or by "her" (or, where `usesLast`, without any name) the one last
 * spoken of.
 */
export function customerMeant(context: ActionContext<UserData>, book: Book, head: string, usesLast = true): Meant {
  const message = latestMessage(context.tracker);
  const id = entityText(message, "customer_id");
  if (id !== null)
    return oneOf(
      book.customers.filter((customer) => customer.id === id),
      "",
    );
  const email = EMAIL.exec(saidIn(message))?.[0];
  if (email !== undefined) {
    const found = book.customers.filter(({ emails }) => emails.some((one) => emailKey(one) === emailKey(email)));
    return found.length > 0 ? oneOf(found, email) : { kind: "unknown", name: email };
  }
  const phone = entityText(message, "phone-number");
  const reached =
    phone === null ? [] : book.customers.filter((one) => one.phones.some((own) => phoneKey(own) === phoneKey(phone)));
  if (reached.length > 0) return oneOf(reached, phone ?? "");
  const numbered = caseNamed(head, book.cases);
  if (numbered)
    return oneOf(
      book.customers.filter((one) => one.id === numbered.customer),
      "",
    );
  return named(context, book, head, usesLast);
}

function named(context: ActionContext<UserData>, book: Book, head: string, usesLast: boolean): Meant {
  const message = latestMessage(context.tracker);
  const entities = message.text.startsWith(head) ? message.entities.filter(({ end }) => end <= head.length) : [];
  const name = nameIn({ ...message, text: head, entities });
  const isRecognized = entities.some(({ entity }) => entity === "person");
  const customers = name === null ? [] : peopleNamed(name, book.customers);
  if (customers.length > 0) return oneOf(customers, name ?? "");
  const companies = name === null ? [] : peopleNamed(name, book.companies);
  const company = companies[0] ?? peopleMentioned(head, book.companies)[0];
  const mentioned = peopleMentioned(head, book.customers);
  // "Anna from Acme": the one of that company whose name is said too.
  const there = company && mentioned.filter((customer) => customer.company === company.id);
  if (there && there.length > 0) return oneOf(there, name ?? "");
  if (companies.length === 0 && mentioned.length > 0) return oneOf(mentioned, name ?? "");
  if (company) return { kind: "company", company };
  const last = usesLast || PRONOUN.test(head) ? lastCustomer(context, book) : null;
  if (last && (!isRecognized || PRONOUN.test(head))) return last;
  return name === null ? { kind: "nobody" } : { kind: "unknown", name };
}

/** Whom the last answer was about: a customer, the one of a case or an entry, or a company. */
function lastCustomer({ tracker }: ActionContext<UserData>, book: Book): Meant | null {
  const inCase = book.cases.find(({ id }) => id === lastIdIn("cases", tracker));
  const id = lastIdIn("customers", tracker) ?? inCase?.customer;
  const customer = book.customers.find((one) => one.id === id);
  if (customer) return { kind: "one", customer };
  const company = book.companies.find((one) => one.id === lastIdIn("companies", tracker));
  return company ? { kind: "company", company } : null;
}

/** "case 1042", "#1042", "ticket no. 1042"; a number alone where a case has it. */
export function caseNamed(text: string, cases: readonly Case[]): Case | undefined {
  const number = /(?:\b(?:case|ticket|issue|no\.?|number)\s*|#)#?(?:no\.?\s*|number\s*)?(\d{1,9})\b/i.exec(text)?.[1];
  const plain = number ?? /(?:^|\s)(\d{3,9})(?=[\s?!.,]|$)/.exec(text)?.[1];
  return plain === undefined ? undefined : cases.find((one) => one.number === Number(plain));
}

function oneOf(customers: Customer[], name: string): Meant {
  const [customer] = customers;
  if (!customer) return { kind: "nobody" };
  return customers.length === 1 ? { kind: "one", customer } : { kind: "several", name, customers };
}

/** More buttons than these are no help. */
const MOST_BUTTONS = 6;

/** Says why nobody could be told: each button says the same again, of one of those who may be meant. */
export function askWho(
  context: ActionContext<UserData>,
  book: Book,
  intent: string,
  meant: Exclude<Meant, { kind: "one" }>,
): NewEvent[] {
  const { dispatcher, tracker } = context;
  if (book.customers.length === 0) dispatcher.utter("utter_no_customers");
  else if (meant.kind === "unknown") dispatcher.utter("utter_customer_unknown", { name: meant.name });
  else if (meant.kind === "nobody") dispatcher.utter("utter_ask_which_customer");
  else {
    const customers =
      meant.kind === "several" ? meant.customers : book.customers.filter(({ company }) => company === meant.company.id);
    const name = meant.kind === "several" ? meant.name : `customer of ${meant.company.name}`;
    const buttons = customers.slice(0, MOST_BUTTONS).map((customer) => ({
      title: [customer.name, aboutCustomer(book, customer)].filter(Boolean).join(", "),
      payload: payloadFor(intent, { customer_id: customer.id, said: saidIn(latestMessage(tracker)) }),
    }));
    const names = joinWords(
      buttons.map(({ title }) => title),
      "or",
    );
    dispatcher.say({ text: `Which ${name === "" ? "customer" : name} do you mean: ${names}?`, buttons });
    return [slotSet("last_record", null)];
  }
  return [];
}
