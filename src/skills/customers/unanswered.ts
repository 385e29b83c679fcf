import type { Customer, Interaction } from "../../storage/customer-records";
import type { Book } from "./book";

/** Who was written to and gave no answer after it; where `since` is given, also none from then on. The longest wait comes first. */
export function unanswered(book: Book, since: number | null): { customer: Customer; asked: Interaction }[] {
  const newest = new Map<string, { in?: number; out?: Interaction }>();
  // The newest comes first, so what is there already is newer.
  for (const interaction of book.interactions) {
    const { customer, direction, at } = interaction;
    const known = newest.get(customer) ?? {};
    if (direction === "in") known.in ??= Date.parse(at);
    if (direction === "out") known.out ??= interaction;
    newest.set(customer, known);
  }
  return book.customers
    .flatMap((customer) => {
      const { in: answered = -Infinity, out: asked } = newest.get(customer.id) ?? {};
      const isOwed = asked && Date.parse(asked.at) > answered && (since === null || answered < since);
      return isOwed ? [{ customer, asked }] : [];
    })
    .sort((a, b) => Date.parse(a.asked.at) - Date.parse(b.asked.at));
}
