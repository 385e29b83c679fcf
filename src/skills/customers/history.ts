import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import { headOf, latestMessage, saidIn } from "../message";
import { timesOf } from "../reminders/when";
import { countOf, joinWords, shorten } from "../phrases";
import { possessive } from "../people/names";
import { describeDay } from "../reminders/describe";
import { interactionLine, isOpen, openCases, readBook, type Book } from "./book";
import type { InteractionsCardData } from "./card-data";
import { pastMoment } from "./past";
import { askWho, caseNamed, customerMeant } from "./meant";
import { customersCard } from "./show";
import { unanswered } from "./unanswered";

const SHOWN = 10;

/** What each kind is called in a sentence. */
const KINDS = { call: "a call", email: "an email", chat: "a chat", meeting: "a meeting", note: "a note" };

/** "What did we last talk about", "what's new with Acme". */
export const customerHistory: Action<UserData> = {
  name: "action_customer_history",
  async run(context) {
    const { store, clock, tracker, dispatcher } = context;
    const book = await readBook(store);
    const said = saidIn(latestMessage(tracker));
    const told = tellMentions(context, book, said);
    if (told) return told;
    const meant = customerMeant(context, book, headOf(said));
    if (meant.kind !== "one" && meant.kind !== "company") return askWho(context, book, "customer_history", meant);
    const people =
      meant.kind === "one" ? [meant.customer] : book.customers.filter(({ company }) => company === meant.company.id);
    const ids = new Set(people.map(({ id }) => id));
    const name = meant.kind === "one" ? meant.customer.name : meant.company.name;
    const entries = book.interactions.filter(({ customer }) => ids.has(customer));
    const open = book.cases.filter((one) => ids.has(one.customer) && isOpen(one)).length;
    const [last] = entries;
    const remembered: NewEvent[] = [
      meant.kind === "one"
        ? rememberRecord("customers", meant.customer.id)
        : rememberRecord("companies", meant.company.id),
    ];
    if (!last) {
      dispatcher.say({ text: `There is no contact with ${name} so far, and ${openCases(open)}.` });
      return remembered;
    }
    const line = interactionLine(book, last, clock);
    const who = meant.kind === "company" ? ` with ${line.who}` : "";
    const card: InteractionsCardData = {
      card: "interactions",
      title: `${possessive(name)} history`,
      entries: entries.slice(0, SHOWN).map((entry) => interactionLine(book, entry, clock)),
    };
    const text = `Last with ${name}: ${KINDS[line.kind]}${who}, ${line.when}: ${shorten(line.text, 200)}`;
    dispatcher.say({
      text: `${text.replace(/[.!?…]?$/, (end) => end || ".")} There ${open === 1 ? "is" : "are"} ${openCases(open)}.`,
      custom: card,
    });
    return remembered;
  },
};

/** "What happened with order 1182": where a number stands in what was said. Null where the message has none, or it is a case's. */
function tellMentions(context: ActionContext<UserData>, book: Book, said: string): NewEvent[] | null {
  const [number] = /(?<![\d@+-])\d{3,9}(?![\d@])/.exec(said) ?? [];
  if (number === undefined || caseNamed(said, book.cases)) return null;
  const stands = new RegExp(`(?<!\\d)${number}(?!\\d)`);
  const entries = book.interactions.filter(({ text }) => stands.test(text));
  const [last] = entries;
  if (!last) return null;
  const lines = entries.slice(0, SHOWN).map((entry) => interactionLine(book, entry, context.clock));
  const card: InteractionsCardData = {
    card: "interactions",
    title: `With “${number}”`,
    entries: lines,
  };
  const count = entries.length === 1 ? "one entry" : `${entries.length} entries`;
  const told = `${number} stands in ${count}, last with ${lines[0]?.who}, ${lines[0]?.when}`;
  context.dispatcher.say({ text: `${told}: ${shorten(last.text, 200)}`, custom: card });
  return [rememberRecord("customers", last.customer)];
}

const READ_OUT = 5;

/** "Who from Acme hasn't answered since May". */
export const listUnanswered: Action<UserData> = {
  name: "action_list_unanswered",
  async run(context) {
    const { store, clock, tracker, dispatcher } = context;
    const book = await readBook(store);
    const message = latestMessage(tracker);
    const text = saidIn(message);
    if (book.customers.length === 0) {
      dispatcher.utter("utter_no_customers");
      return [];
    }
    const meant = customerMeant(context, book, text, false);
    const company = meant.kind === "company" ? meant.company : undefined;
    const one =
      meant.kind === "one" && !/\b(?:who|which|anyone|anybody|customers)\b/i.test(text) ? meant.customer : undefined;
    const [time] = timesOf({ text, entities: message.entities });
    const since = time ? pastMoment(time.at, clock) : null;
    const found = unanswered(book, since).filter(
      ({ customer }) => (company ? customer.company === company.id : true) && (one ? customer.id === one.id : true),
    );
    const where = company ? ` from ${company.name}` : one ? ` called ${one.name}` : "";
    const span = since === null ? "" : ` since ${describeDay(new Date(since).toISOString(), clock.zone, clock.now())}`;
    if (found.length === 0) {
      dispatcher.say({ text: `Nobody${where} owes you an answer${span}.` });
      return company ? [rememberRecord("companies", company.id)] : [];
    }
    const told = found
      .slice(0, READ_OUT)
      .map(({ customer, asked }) => `${customer.name} (you wrote ${describeDay(asked.at, clock.zone, clock.now())})`);
    const more = found.length - told.length;
    const names = joinWords(more > 0 ? [...told, `${more} more`] : told);
    const card = customersCard(
      book,
      "Not answered",
      found.map(({ customer }) => customer),
    );
    const notes = new Map(
      found.map(({ customer, asked }) => [customer.id, `you wrote ${describeDay(asked.at, clock.zone, clock.now())}`]),
    );
    dispatcher.say({
      text: `${countOf(found.length, "customer")}${where} ${found.length === 1 ? "hasn't" : "haven't"} answered${span}: ${names}.`,
      custom: { ...card, customers: card.customers.map((line) => ({ ...line, note: notes.get(line.id) ?? "" })) },
    });
    const [only] = found;
    return only && found.length === 1
      ? [rememberRecord("customers", only.customer.id)]
      : company
        ? [rememberRecord("companies", company.id)]
        : [];
  },
};
