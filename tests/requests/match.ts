import { nextOccurrence } from "../../src/engine/time/recurrence";

/** So many times of a recurrence are compared. */
const OCCURRENCES = 24;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const PHONE = /^\+?[\d ()./-]{5,}$/;

/** Whether the records are those expected, in any order: each its own, and no more of them unless `some`. */
export function matchAll(expected: readonly unknown[], actual: readonly unknown[], some: boolean): boolean {
  if (some ? actual.length < expected.length : actual.length !== expected.length) return false;
  const [first, ...rest] = expected;
  if (expected.length === 0) return true;
  return actual.some((record, i) => matches(first, record) && matchAll(rest, actual.toSpliced(i, 1), some));
}

/** Whether a value is the one expected, as runner.ts describes. */
function matches(expected: unknown, actual: unknown): boolean {
  if (expected === null) return actual === undefined || actual === null;
  if (Array.isArray(expected)) return Array.isArray(actual) && matchAll(expected, actual, false);
  if (isObject(expected)) {
    if (!isObject(actual)) return false;
    return [...fieldsOf(expected)].every(([name, value]) =>
      name === "rule" ? sameRule(value, actual) : matches(value, fieldsOf(actual).get(name)),
    );
  }
  if (typeof expected === "string" && typeof actual === "string") return sameText(expected, actual);
  return expected === actual;
}

function sameText(expected: string, actual: string): boolean {
  if (MOMENT.test(expected)) return Date.parse(expected) === Date.parse(actual);
  if (PHONE.test(expected)) return digits(expected) === digits(actual);
  if (expected.startsWith("~")) return plain(actual).includes(plain(expected.slice(1)));
  return plain(expected) === plain(actual);
}

/** The same times, however the rule puts it, counted from the record's own. */
function sameRule(expected: unknown, record: object): boolean {
  const fields = fieldsOf(record);
  const rule = fields.get("rule");
  const first = fields.get("due") ?? fields.get("starts");
  const zone = fields.get("zone");
  if (typeof expected !== "string" || typeof rule !== "string") return expected === null && rule === undefined;
  if (typeof first !== "string" || typeof zone !== "string") return false;
  return String(times(expected, first, zone)) === String(times(rule, first, zone));
}

function times(rule: string, first: string, zone: string): number[] {
  const found: number[] = [];
  let last: number | null = Date.parse(first);
  while (last !== null && found.length < OCCURRENCES) {
    last = nextOccurrence(rule, last, zone, first);
    if (last !== null) found.push(last);
  }
  return found;
}

/** Capitals, hyphens and the shape of quotes don't matter. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll("’", "'").replaceAll("-", " ").replace(/\s+/g, " ").trim();
}

function digits(text: string): string {
  return text.replace(/[^+\d]/g, "");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function fieldsOf(value: object): Map<string, unknown> {
  return new Map<string, unknown>(Object.entries(value));
}
