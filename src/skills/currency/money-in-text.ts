import { MAX_TEXT, numbersInDigits } from "../calculator/normalise";
import { CURRENCY_NAME, currencyNamed } from "./currencies";

/** A currency that a text names; `amount` is null where no number belongs to it. */
interface Mention {
  amount: number | null;
  code: string;
  start: number;
  end: number;
}

/** What a text says of money of two currencies. */
export type MoneySaid =
  /** `told`: how many of `to` one of `from` is, where the text says at which rate. */
  | { kind: "conversion"; amount: number; from: string; to: string; told?: number }
  /** One of `base` is `rate` of `currency`. */
  | { kind: "rate"; base: string; currency: string; rate: number }
  /** Only one currency is named. */
  | { kind: "half"; amount: number; from: string };

const NUMBER = "\\d+(?:\\.\\d+)?";
const MAGNITUDES: Readonly<Record<string, number>> = {
  k: 1e3,
  grand: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  mn: 1e6,
  bn: 1e9,
  billion: 1e9,
};
const MAGNITUDE = "k|m|mn|bn|grand|thousand|million|billion";
const MENTION = new RegExp(
  `(?<sign>(?:us|ca|au|nz|hk|c|a|s|r)?\\$|[€£¥₹₽₩₺₪₱฿₴]|\\b(?:usd|eur|gbp|chf|nok|sek|dkk|jpy) ?)(?<after>${NUMBER})(?:\\s?(?<times>${MAGNITUDE})\\b)?` +
    `|(?<![\\w.])(?<before>${NUMBER})(?:\\s?(?<size>${MAGNITUDE})\\b)?\\s?(?<counted>${CURRENCY_NAME})(?![a-zà-ž])` +
    `|(?<one>\\b(?:an?|per|each|every) )?(?<![a-z])(?<name>${CURRENCY_NAME})(?![a-zà-ž])`,
  "gi",
);

function mentionsIn(text: string, zone: string): Mention[] {
  return [...text.matchAll(MENTION)].flatMap((match): Mention[] => {
    const { sign, after, times, before, size, counted, one, name } = match.groups ?? {};
    const code = currencyNamed((sign ?? counted ?? name ?? "").trim(), zone);
    if (code === null) return [];
    const digits = after ?? before;
    const magnitude = MAGNITUDES[(times ?? size ?? "").toLowerCase()] ?? 1;
    const amount = digits === undefined ? (one === undefined ? null : 1) : Number(digits) * magnitude;
    return [{ amount, code, start: match.index, end: match.index + match[0].length }];
  });
}

const RATE = /\b(?:rates?|exchange)\b/i;

/** Reads "50 euros in dollars", "1 euro is 1.08 dollars"; null where no currency is named. */
export function readMoney(said: string, zone: string): MoneySaid | null {
  if (said.length > MAX_TEXT) return null;
  const text = numbersInDigits(said);
  const mentions = mentionsIn(text, zone);
  const [first] = mentions;
  if (!first) return null;
  const second = mentions.find(({ code }) => code !== first.code);
  const alone = numberAlone(text, mentions);
  if (!second) return { kind: "half", amount: first.amount ?? alone ?? 1, from: first.code };
  const atRate = atToldRate(text, mentions);
  if (atRate) return atRate;
  const isAsked = /\?\s*$|^(?:and |so )?(?:how|what|whats|is|are|convert|change|exchange)\b/i.test(said);
  if (first.amount !== null && second.amount !== null && !isAsked)
    return rateOf(first.code, first.amount, second.code, second.amount);
  if (first.amount === null && second.amount === null && alone !== null && RATE.test(text) && !isAsked)
    return rateOf(first.code, 1, second.code, alone);
  // "The euro is at 1.08 dollars": of two, the one with the number comes last, and nothing is asked.
  if (
    first.amount === null &&
    second.amount !== null &&
    !isAsked &&
    /\b(?:is|costs?|buys?|at|worth|=|equals|makes?|rate)\b|=/.test(text.slice(first.end, second.start))
  )
    return rateOf(first.code, 1, second.code, second.amount);
  const [from, to] =
    second.amount !== null && (first.amount === null || /how many/i.test(text)) ? [second, first] : [first, second];
  return { kind: "conversion", amount: from.amount ?? alone ?? 1, from: from.code, to: to.code };
}

/** "At 11.5", "if the rate is 10.5"; not "at 5 %" nor "at 5 pm". */
const TOLD_RATE =
  /(?:\bat(?: an?)?(?: exchange)?(?: rate)?(?: of)?|\brate(?: is| of| was|:| =)?|@)\s*(\d+(?:\.\d+)?)(?!\s*(?:%|percent|per cent|[ap]m\b|o'clock|\d))/i;
const WORTH =
  /^\s*(?:is|are|was|=|equals?|buys?|costs?|makes?|gets?(?: you| me)?|is worth|goes for)\s*(?:about |around )?$/i;

/** "100 euros in kroner at 11.5", "if a dollar is 0.92 euros, what are 250 dollars in euros"; null where no rate is told with it. */
function atToldRate(text: string, mentions: readonly Mention[]): MoneySaid | null {
  const [first, second] = mentions;
  const price = mentions.findIndex((one, index) => {
    const other = mentions[index + 1];
    return (
      one.amount === 1 &&
      other?.amount != null &&
      other.code !== one.code &&
      WORTH.test(text.slice(one.end, other.start))
    );
  });
  const [unit, worth] = price < 0 ? [] : mentions.slice(price, price + 2);
  const rest = mentions.filter((mention) => mention !== unit && mention !== worth);
  const from = rest.find(({ amount }) => amount !== null);
  if (unit && worth?.amount && from?.amount != null) {
    const to = from.code === unit.code ? worth.code : from.code === worth.code ? unit.code : null;
    const told = to === worth.code ? worth.amount : 1 / worth.amount;
    return to === null ? null : { kind: "conversion", amount: from.amount, from: from.code, to, told };
  }
  const told = Number(TOLD_RATE.exec(without(text, mentions))?.[1] ?? 0);
  if (mentions.length !== 2 || !first || !second || first.code === second.code || !(told > 0)) return null;
  const [given, wanted] = first.amount !== null ? [first, second] : [second, first];
  if (given.amount === null || wanted.amount !== null) return null;
  return { kind: "conversion", amount: given.amount, from: given.code, to: wanted.code, told };
}

function rateOf(base: string, amount: number, currency: string, worth: number): MoneySaid | null {
  const rate = worth / amount;
  return Number.isFinite(rate) && rate > 0 ? { kind: "rate", base, currency, rate } : null;
}

/** The text with the mentions blanked. */
function without(text: string, mentions: readonly Mention[]): string {
  return mentions.reduce(
    (left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end),
    text,
  );
}

/** "The euro dollar rate is 1.08": a number that belongs to neither. */
function numberAlone(text: string, mentions: Mention[]): number | null {
  const rest = without(text, mentions);
  const numbers = rest.match(new RegExp(`(?<![\\w./-])${NUMBER}(?![\\w/]|\\.\\d)`, "g")) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : null;
}
