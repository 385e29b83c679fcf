import type { Clock } from "../../engine/environment";
import type { Customer } from "../../storage/customer-records";
import { casesInOrder, isOpen, type Book } from "./book";

/** What can stand in a canned reply, and what it stands for. */
export const REPLY_FIELDS = {
  name: "the customer's name",
  "first name": "the first word of it",
  company: "their company",
  case: "the number of their most urgent open case",
  subject: "what that case is about",
  today: "today's date",
} as const;

export type Fields = Partial<Record<keyof typeof REPLY_FIELDS, string>>;

export function fieldsFor(book: Pick<Book, "companies" | "cases">, customer: Customer | null, clock: Clock): Fields {
  const today = new Intl.DateTimeFormat("en-GB", { timeZone: clock.zone, dateStyle: "long" }).format(clock.now());
  if (!customer) return { today };
  const company = book.companies.find(({ id }) => id === customer.company)?.name;
  const [open] = casesInOrder(book.cases.filter((one) => one.customer === customer.id && isOpen(one)));
  return {
    today,
    name: customer.name,
    "first name": customer.name.split(" ")[0] ?? customer.name,
    ...(company !== undefined && { company }),
    ...(open && { case: String(open.number), subject: open.subject }),
  };
}

/** Fills each `{field}` once: braces in a value are text. What nothing is known of stays, and is named. */
export function filled(text: string, fields: Fields): { text: string; missing: string[] } {
  const missing = new Set<string>();
  const done = text.replace(/\{([^{}\n]{1,40})\}/g, (whole, written: string) => {
    const name = written.trim().toLowerCase().replaceAll("_", " ");
    const value = Object.entries(fields).find(([field]) => field === name)?.[1];
    if (value === undefined) missing.add(written.trim());
    return value ?? whole;
  });
  return { text: done, missing: [...missing] };
}
