import {
  aboutCustomer,
  casesInOrder,
  fold,
  foldedWords,
  hasAll,
  newestFirst,
} from "../../../skills/for-customers-panel";
import type { RecordOf } from "../../../worker/protocol";

export type Customer = RecordOf<"customers">;
export type Company = RecordOf<"companies">;
export type Case = RecordOf<"cases">;
export type Interaction = RecordOf<"interactions">;
export type CannedReply = RecordOf<"replies">;

/** What is kept of customers, read. */
export interface Records {
  customers: Customer[];
  companies: Company[];
  cases: Case[];
  interactions: Interaction[];
  replies: CannedReply[];
}

/** A customer as the list has them. */
export interface Listed {
  customer: Customer;
  about: string;
  searched: string;
}

/** Everybody by name, each with all that they are found by. */
export function listed({ customers, companies }: Pick<Records, "customers" | "companies">): Listed[] {
  const collator = new Intl.Collator(undefined, { sensitivity: "base" });
  const names = new Map(companies.map(({ id, name }) => [id, name]));
  return customers
    .map((customer) => {
      const { name, emails, phones, company = "", role = "", tags, notes = "" } = customer;
      const numbers = phones.flatMap((phone) => [phone, phone.replace(/\D/g, "")]);
      const texts = [name, names.get(company) ?? "", role, notes, ...emails, ...tags, ...numbers];
      return { customer, about: aboutIn(names, customer), searched: fold(texts.join("\n")) };
    })
    .sort((a, b) => collator.compare(a.customer.name, b.customer.name));
}

function aboutIn(names: ReadonlyMap<string, string>, customer: Customer): string {
  const name = names.get(customer.company ?? "");
  const companies = customer.company !== undefined && name !== undefined ? [{ id: customer.company, name }] : [];
  return aboutCustomer({ companies: companies.map((one) => ({ ...one, external: [], created: "" })) }, customer);
}

export function found(all: readonly Listed[], typed: string): Listed[] {
  const words = foldedWords(typed);
  return all.filter(({ searched }) => hasAll(searched, words));
}

/** What stands in a customer's timeline. */
export type Entry =
  | { kind: "interaction"; at: string; interaction: Interaction; inCase: Case | undefined }
  | { kind: "opened"; at: string; opened: Case };

/** All that happened with a customer as one line of time, the newest first; of that what has all that was typed. */
export function timeline(customer: string, records: Pick<Records, "cases" | "interactions">, typed: string): Entry[] {
  const own = records.cases.filter((one) => one.customer === customer);
  const byId = new Map(own.map((one) => [one.id, one]));
  const said = newestFirst(records.interactions.filter((one) => one.customer === customer)).map(
    (interaction): Entry => {
      return { kind: "interaction", at: interaction.at, interaction, inCase: byId.get(interaction.case ?? "") };
    },
  );
  const opened = own.map((one): Entry => ({ kind: "opened", at: one.opened, opened: one }));
  const words = foldedWords(typed);
  return [...said, ...opened]
    .filter((entry) => hasAll(fold(textOf(entry)), words))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function textOf(entry: Entry): string {
  if (entry.kind === "opened") return `case ${entry.opened.number} ${entry.opened.subject}`;
  const { interaction, inCase } = entry;
  return `${interaction.kind} ${interaction.text} ${inCase ? `case ${inCase.number} ${inCase.subject}` : ""}`;
}

export function casesOf(customer: string, cases: readonly Case[]): Case[] {
  return casesInOrder(cases.filter((one) => one.customer === customer));
}
