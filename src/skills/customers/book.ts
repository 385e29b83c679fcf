import type { Store } from "../../engine/actions/store";
import type { Clock } from "../../engine/environment";
import type { Case, Company, Customer, Interaction } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { countOf, shorten } from "../phrases";
import { describeDay } from "../reminders/describe";
import type { CaseLine, CustomerCardData, InteractionLine } from "./card-data";

/** All that is known of those who are served, as one turn sees it. */
export interface Book {
  customers: Customer[];
  companies: Company[];
  cases: Case[];
  /** The newest first. */
  interactions: Interaction[];
}

export async function readBook(store: Pick<Store<UserData>, "all">): Promise<Book> {
  const [customers, companies, cases, interactions] = await Promise.all([
    store.all("customers"),
    store.all("companies"),
    store.all("cases"),
    store.all("interactions"),
  ]);
  return { customers, companies, cases, interactions: newestFirst(interactions) };
}

export function newestFirst(interactions: readonly Interaction[]): Interaction[] {
  const timed = interactions.map((interaction) => ({ interaction, at: Date.parse(interaction.at) }));
  return timed.sort((a, b) => b.at - a.at).map(({ interaction }) => interaction);
}

export const isOpen = ({ state }: Case) => state !== "closed";

/** Those that need most come first: open before waiting, the urgent ones, then the ones that waited longest. */
export function casesInOrder(cases: readonly Case[]): Case[] {
  const rank = ({ state, priority }: Case) =>
    ["open", "waiting", "closed"].indexOf(state) * 3 + ["high", "normal", "low"].indexOf(priority);
  return cases.toSorted((a, b) => rank(a) - rank(b) || Date.parse(a.opened) - Date.parse(b.opened));
}

/** Characters of what was said, where it stands among others. */
const EXCERPT = 300;

const nameOf = (book: Pick<Book, "customers">, id: string) =>
  book.customers.find((customer) => customer.id === id)?.name ?? "Somebody deleted";

export function caseLine(book: Book, { id, number, subject, state, priority, customer }: Case): CaseLine {
  return { id, number, subject, state, priority, who: nameOf(book, customer) };
}

export function interactionLine(book: Book, interaction: Interaction, clock: Clock): InteractionLine {
  const { id, kind, direction = "", text, customer, at } = interaction;
  const when = describeDay(at, clock.zone, clock.now());
  return { id, kind, direction, text: shorten(text, EXCERPT), who: nameOf(book, customer), when };
}

/** "Buyer at Acme", as far as it is known. */
export function aboutCustomer({ companies }: Pick<Book, "companies">, { role, company }: Customer): string {
  const name = companies.find(({ id }) => id === company)?.name;
  if (role !== undefined && name !== undefined) return `${role} at ${name}`;
  return role ?? name ?? "";
}

/** Of what happened, so many stand on a customer's card. */
const LATEST = 3;

export function customerCard(book: Book, customer: Customer, clock: Clock): CustomerCardData {
  const { id, name, emails, phones, tags, notes = "" } = customer;
  const cases = casesInOrder(book.cases.filter((one) => one.customer === id && isOpen(one)));
  const latest = book.interactions.filter((one) => one.customer === id).slice(0, LATEST);
  return {
    card: "customer",
    id,
    name,
    about: aboutCustomer(book, customer),
    emails,
    phones,
    tags,
    notes,
    cases: cases.map((one) => caseLine(book, one)),
    latest: latest.map((one) => interactionLine(book, one, clock)),
  };
}

/** "case 1042, “Printer on fire”". */
export const caseName = ({ number, subject }: Pick<Case, "number" | "subject">) =>
  `case ${number}, “${shorten(subject, 80)}”`;

export const openCases = (count: number) => (count === 0 ? "no open cases" : `${countOf(count, "open case")}`);
