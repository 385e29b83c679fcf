import { readNumber } from "../../engine/nlu/extractors/number-words";

/** Both ends included. */
export interface NumberRange {
  from: number;
  to: number;
}

const DEFAULT: NumberRange = { from: 1, to: 100 };
const DIGITS: Record<string, number> = { one: 1, single: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const DIGIT_NUMBER = /\b(\d|one|single|two|three|four|five|six)[\s-]digit/i;
/** The end that these name isn't in the range itself: "anything below forty". */
const BELOW = /\b(?:under|below|less than|smaller than)\b/i;
const ABOVE = /\b(?:over|above|more than|greater than)\b/i;

/** Where a random number is to lie: "between 5 and 10", "up to 1000", "a four digit number"; 1 to 100 where nothing is said. */
export function readRange(text: string): NumberRange {
  const digits = DIGIT_NUMBER.exec(text)?.[1]?.toLowerCase();
  const length = digits === undefined ? undefined : (DIGITS[digits] ?? Number(digits));
  if (length !== undefined && length >= 1) return { from: length === 1 ? 0 : 10 ** (length - 1), to: 10 ** length - 1 };
  if (/\bdigit\b/i.test(text)) return { from: 0, to: 9 };

  // "1-20" is a stretch, no sum; "one number" counts what is wanted.
  const plain = text
    .replace(/(\d)\s*[-–—]\s*(?=\d)/g, "$1 to ")
    .replace(/\b(?:one|a|1) (?:random )?numbers?\b/gi, "number");
  const [first, second] = readNumber(plain).map(({ value }) => Math.round(value));
  if (first === undefined) return DEFAULT;
  if (second !== undefined) return { from: Math.min(first, second), to: Math.max(first, second) };
  if (ABOVE.test(plain)) return { from: first + 1, to: first + 100 };
  const to = BELOW.test(plain) ? first - 1 : first;
  return to >= 1 ? { from: 1, to } : { from: to, to: 0 };
}
