import type { Case } from "../../storage/customer-records";

/** The first case of all. */
const FIRST = 1001;

export function byNumber(cases: readonly Case[]): Map<number, Case> {
  return new Map(cases.map((one) => [one.number, one]));
}

/** The number of the next case: one more than any has. */
export function nextNumber(cases: readonly Case[]): number {
  return cases.reduce((most, { number }) => Math.max(most, number), FIRST - 1) + 1;
}
