import { MAX_TEXT, normalise } from "./normalise";

/** A sum of money that gets a tip, is shared, or both. Numbers as decimal strings. */
export interface Bill {
  amount: string;
  tipPercent: string | null;
  people: string | null;
}

const N = String.raw`(\d+(?:\.\d+)?)`;
const GROUP =
  "(?:people|persons?|ways|friends|guests|kids|children|adults|guys|mates|roommates|colleagues|of us|of them)";
const PEOPLE: readonly RegExp[] = [
  new RegExp(`\\b(?:between|among|amongst|by|into|in)(?: the| us| all)? (\\d+)\\b(?![.%])(?: ${GROUP})?`),
  new RegExp(`(?:\\bus )?(\\d+)(?: [a-z]+)? ${GROUP}\\b`),
  new RegExp(`\\b(?:we|there) ?(?:are|re)(?: a (?:party|group) of)? (\\d+)\\b`),
];
const SHARES = /\b(?:split|splitting|share|shared|sharing|each|per person|per head|go dutch)\b/;
const TIPS = /\b(?:tip|tips|tipping|gratuity|service charge)\b/;

/**
 * "20% tip on 45", "split 90 by 4", "the bill is 143.70 and we are six, how much each"; null where the text is no such thing
 * or names more than one amount.
 */
export function readBill(text: string): Bill | null {
  if (text.length > MAX_TEXT) return null;
  let rest = normalise(text).replaceAll("'", " ").replace(/\s+/g, " ");
  const tips = TIPS.test(rest);
  const shares = SHARES.test(rest);
  if (!(tips || shares)) return null;

  // "Tip 18 on 56.40": the tip is a percentage, said or not.
  rest = rest.replace(new RegExp(`\\btip ${N} on\\b`), "tip $1% on");
  const percent = new RegExp(`${N}%`).exec(rest);
  if (percent) rest = rest.replace(percent[0], " ");
  // "Add ten percent and split it": a percentage of a shared sum is a tip, whether or not it's called one.
  const added = percent !== null && (tips || /\badd(?:ing)?\b|\bplus\b/.test(rest));
  if (percent !== null && !added) return null;

  // "Sixty two fifty" is 62.50.
  rest = rest.replace(/\b(\d{1,3}) (\d0|\d5)(?= *$)/, "$1.$2");
  const crowd =
    shares || added ? PEOPLE.map((pattern) => pattern.exec(rest)).find((found) => found !== null) : undefined;
  if (crowd) rest = rest.replace(crowd[0], " ");
  const amounts = rest.match(new RegExp(N, "g")) ?? [];
  const [amount] = amounts;
  if (amount === undefined || amounts.length > 1 || /[-*/^(]\s*\d|\d\s*[-+*/^]/.test(rest)) return null;
  if (!added && crowd === undefined) return null;
  return { amount, tipPercent: added ? (percent[1] ?? null) : null, people: crowd?.[1] ?? null };
}
