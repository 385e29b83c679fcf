import type { Customer } from "../../storage/customer-records";
import { editDistance } from "../matching";
import { emailKey, nameKey, phoneKey } from "./names";

/** Two records that may be of the same person, and what says so. */
export interface DuplicatePair {
  a: Customer;
  b: Customer;
  reasons: ("same email" | "same phone" | "same name" | "nearly the same name")[];
}

/** More pairs than these aren't looked at in one go. */
const MOST_PAIRS = 200;

/** Of more records that share something than these, it is a switchboard or a whole team, and tells nothing of its people. */
const MOST_ALIKE = 12;

/** Digits that a number must have to tell anything. */
const SHORTEST_PHONE = 6;

/** Pairs that may be the same person, the surest first. */
export function duplicatePairs(customers: readonly Customer[]): DuplicatePair[] {
  const pairs = new Map<string, DuplicatePair>();
  const add = (a: Customer, b: Customer, reason: DuplicatePair["reasons"][number]) => {
    const [first, second] = a.id < b.id ? [a, b] : [b, a];
    const key = `${first.id} ${second.id}`;
    const known = pairs.get(key) ?? { a: first, b: second, reasons: [] };
    if (!known.reasons.includes(reason)) known.reasons.push(reason);
    pairs.set(key, known);
  };
  eachPair(
    customers,
    ({ emails }) => emails.map(emailKey),
    (a, b) => add(a, b, "same email"),
  );
  eachPair(
    customers,
    ({ phones }) => phones.map(phoneKey).filter((phone) => phone.length >= SHORTEST_PHONE),
    (a, b) => sharesWord(a, b) && add(a, b, "same phone"),
  );
  eachPair(
    customers,
    ({ name }) => [nameKey(name)].filter(Boolean),
    (a, b) => isSameCompany(a, b) && add(a, b, "same name"),
  );
  // A slip in a name keeps the beginning of one of its words nearly always.
  eachPair(
    customers,
    ({ name, company = "" }) =>
      nameKey(name)
        .split(" ")
        .filter((word) => word.length > 2)
        .map((word) => `${company} ${word.slice(0, 3)}`),
    (a, b) => isNearlySame(a, b) && add(a, b, "nearly the same name"),
  );
  return [...pairs.values()].sort((x, y) => y.reasons.length - x.reasons.length).slice(0, MOST_PAIRS);
}

function eachPair(
  customers: readonly Customer[],
  keysOf: (customer: Customer) => string[],
  look: (a: Customer, b: Customer) => unknown,
): void {
  const groups = new Map<string, Customer[]>();
  for (const customer of customers)
    for (const key of new Set(keysOf(customer))) {
      const group = groups.get(key);
      if (group) group.push(customer);
      else groups.set(key, [customer]);
    }
  for (const group of groups.values()) {
    if (group.length > MOST_ALIKE) continue;
    for (const [place, a] of group.entries()) for (const b of group.slice(place + 1)) look(a, b);
  }
}

const isSameCompany = (a: Customer, b: Customer) =>
  a.company === b.company || a.company === undefined || b.company === undefined;

function sharesWord(a: Customer, b: Customer): boolean {
  const words = nameKey(a.name).split(" ");
  return nameKey(b.name)
    .split(" ")
    .some((word) => words.includes(word));
}

/** Word by word the same, or a slip of the finger away from it where the word is long enough to tell. */
function isNearlySame(a: Customer, b: Customer): boolean {
  const [x, y] = [nameKey(a.name), nameKey(b.name)];
  const [mine, others] = [x.split(" "), y.split(" ")];
  if (x === y || mine.length !== others.length) return false;
  return mine.every((word, place) => {
    const other = others[place] ?? "";
    const length = Math.min(word.length, other.length);
    return word === other || (length >= 5 && editDistance(word, other) <= (length < 9 ? 1 : 2));
  });
}
