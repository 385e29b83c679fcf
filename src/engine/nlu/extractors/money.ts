import { withoutOverlaps, type Dimension } from "./dimension";
import { matchOf, measures, type Measured, type Unit } from "./measure";
import { readNumber } from "./number-words";

/** Words to ISO 4217 codes. A name that several countries use is read as the largest of them, crowns by the user's zone. */
const CURRENCIES: readonly Unit[] = [
  ["us\\sdollars?|usd|dollars?|bucks?|\\$", "USD"],
  ["euros?|eur|€", "EUR"],
  ["pounds?(?:\\ssterling)?|quid|gbp|£", "GBP"],
  ["norwegian\\s(?:kroner|crowns?|krone)|nok", "NOK"],
  ["swedish\\s(?:kronor|crowns?|krona)|sek", "SEK"],
  ["danish\\s(?:kroner|crowns?|krone)|dkk", "DKK"],
  ["kroner|kronor|krone|krona|crowns?|kr", "KR"],
  ["yen|jpy|¥", "JPY"],
  ["yuan|renminbi|rmb|cny", "CNY"],
  ["(?:indian\\s)?rupees?|inr|₹", "INR"],
  ["(?:swiss\\s)?francs?|chf", "CHF"],
  ["canadian\\sdollars?|cad", "CAD"],
  ["australian\\sdollars?|aud", "AUD"],
  ["zloty|zlotys|pln|zł", "PLN"],
  ["roubles?|rubles?|rub|₽", "RUB"],
  ["won|krw|₩", "KRW"],
  ["bitcoins?|btc", "BTC"],
];
const HUNDREDTHS: readonly Unit[] = [
  ["cents?|¢", "USD"],
  ["pence|pennies|p", "GBP"],
];

const SYMBOL = /(?<!\w)(-?)(us\$|ca\$|c\$|au\$|a\$|\$|€|£|¥|₹|₽|₩|kr\.?\s?|usd\s|eur\s|gbp\s|nok\s|sek\s|dkk\s)\s?$/i;
const SYMBOLS: Record<string, string> = {
  us$: "USD",
  ca$: "CAD",
  c$: "CAD",
  au$: "AUD",
  a$: "AUD",
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  "₽": "RUB",
  "₩": "KRW",
  kr: "KR",
  usd: "USD",
  eur: "EUR",
  gbp: "GBP",
  nok: "NOK",
  sek: "SEK",
  dkk: "DKK",
};
const MAGNITUDE: Record<string, number> = { m: 1e6, bn: 1e9 };

const whole = measures(CURRENCIES);
const hundredths = measures(HUNDREDTHS);

/** "$5", "£3.50", "€2m": the symbol stands before the number. */
function prefixed(text: string): Measured[] {
  return readNumber(text).flatMap((number) => {
    if (!/\d/.test(text.charAt(number.start)) && text.charAt(number.start) !== ".") return [];
    const symbol = SYMBOL.exec(text.slice(Math.max(0, number.start - 6), number.start));
    if (!symbol) return [];
    const unit = SYMBOLS[(symbol[2] ?? "").toLowerCase().replace(/[.\s]/g, "")];
    const size = /^(?:m|bn)\b/i.exec(text.slice(number.end, number.end + 3))?.[0] ?? "";
    const value = number.value * (MAGNITUDE[size.toLowerCase()] ?? 1) * (symbol[1] ? -1 : 1);
    return unit ? [{ start: number.start - symbol[0].length, end: number.end + size.length, value, unit }] : [];
  });
}

function crownsOf(zone: string): string {
  if (zone === "Europe/Stockholm") return "SEK";
  return zone === "Europe/Copenhagen" ? "DKK" : "NOK";
}

const AND = /^(?:\s?,)?(?:\sand)?\s$/i;

/** Duckling's `amount-of-money`; the unit is the currency's code. "5 dollars and 20 cents" is one amount. */
export const money: Dimension = (text, { zone }) => {
  const small = hundredths(text).map((found) => ({ ...found, value: found.value / 100 }));
  const large = withoutOverlaps([...prefixed(text), ...whole(text)]);
  const joined = large.flatMap((found) => {
    const rest = small.find((cents) => cents.start > found.end && AND.test(text.slice(found.end, cents.start)));
    return rest && rest.value < 1 ? [{ ...found, end: rest.end, value: found.value + rest.value }] : [];
  });
  return withoutOverlaps([...joined, ...large, ...small]).map((found) =>
    matchOf(found, found.value, { unit: found.unit === "KR" ? crownsOf(zone) : found.unit }),
  );
};
