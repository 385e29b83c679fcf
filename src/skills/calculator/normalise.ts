import { readNumber } from "../../engine/nlu/extractors/number-words";

/** Characters of a message; a longer one is no sum, bill or conversion. */
export const MAX_TEXT = 300;

const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/²/g, "^2"],
  [/³/g, "^3"],
  [/[−–—]/g, "-"],
  [/[×✕∗·⋅]/g, "*"],
  [/÷/g, "/"],
  [/√\s*(\d+(?:\.\d+)?)/g, "square root of $1"],
  [/√/g, "sqrt"],
  [/['’]s\b/g, ""],
  [/(?<=\d) dozen\b/g, " * 12"],
];

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/\$|\b(?:dollars?|bucks?|usd)\b/, "USD"],
  [/€|\b(?:euros?|eur)\b/, "EUR"],
  [/£|\b(?:pounds?|quid|gbp)\b/, "GBP"],
  [/¥|\b(?:yen|jpy)\b/, "JPY"],
];

/** The currency that a text names, as an ISO 4217 code. */
export function currencyOf(text: string): string | null {
  return CURRENCIES.find(([pattern]) => pattern.test(text.toLowerCase()))?.[1] ?? null;
}

const DENOMINATORS: Record<string, number> = {
  hal: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
};
const NUMERATORS = "a one two three four five six seven eight nine".split(" ");
const FRACTION = new RegExp(
  `\\b(?<!\\band )(?<!\\band a )(?:(${NUMERATORS.join("|")}|\\d+)[ -])?(hal|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:f|ves|s)?\\b(\\s+of\\b)?`,
  "g",
);

/** "two thirds" -> "2/3". An ordinal alone is no fraction: "to the third". */
function fractionsInDigits(text: string): string {
  return text.replace(FRACTION, (found, numerator: string | undefined, denominator: string, of: string | undefined) => {
    const alone = numerator === undefined;
    if (alone && !(denominator === "hal" || (denominator === "quarter" && of))) return found;
    const above = alone ? 1 : Math.max(1, Number(numerator) || NUMERATORS.indexOf(numerator));
    return ` ${above}/${DENOMINATORS[denominator]}${of ? " of" : ""} `;
  });
}

/** Numbers in words, in digits; what is in digits already stays as written, to the last decimal. */
function wordsInDigits(text: string): string {
  let digits = "";
  let end = 0;
  for (const number of readNumber(text)) {
    if (!/[a-z]/i.test(text.slice(number.start, number.end))) continue;
    digits += `${text.slice(end, number.start)}${String(number.value)}`;
    end = number.end;
  }
  return digits + text.slice(end);
}

/** Whether numbers come in a list, where a comma parts them and is no decimal sign. */
const LIST = /\b(?:sum|total|average|mean|add up|product)\b|\(/;

/** Lower case, numbers in plain digits with a decimal point, ASCII operators. */
export function numbersInDigits(text: string): string {
  let plain = text.toLowerCase();
  for (const [pattern, symbol] of SYMBOLS) plain = plain.replace(pattern, symbol);
  plain = plain.normalize("NFKC").replaceAll("⁄", "/");
  plain = plain.replace(/\b\d{1,3}(?:[, ]\d{3})+(?![\d,])/g, (grouped) => grouped.replace(/[, ]/g, ""));
  if (!LIST.test(plain)) plain = plain.replace(/(?<![\d,.])(\d+),(\d{1,2})(?![\d,.])/g, "$1.$2");
  return wordsInDigits(fractionsInDigits(plain)).replace(/\s+/g, " ").trim();
}

/** A message as a sum is read from it: as above, with `%` for percent and without currencies. */
export function normalise(text: string): string {
  let plain = numbersInDigits(text);
  for (const [pattern] of CURRENCIES) plain = plain.replace(new RegExp(pattern, "g"), " ");
  return plain
    .replace(/(\d)\s*(?:%|percents?\b|per\s?cents?\b|pct\b)/g, "$1%")
    .replace(/\s+/g, " ")
    .trim();
}
