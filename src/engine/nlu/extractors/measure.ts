import type { JsonObject } from "../../json";
import type { Dimension, Match, Span } from "./dimension";
import { readNumber, type NumberMatch } from "./number-words";

/** A unit's words as one pattern, and the name Duckling gives it. */
export type Unit = readonly [words: string, name: string];

export interface Measured extends Span {
  value: number;
  unit: string;
}

/** Finds numbers followed by one of the units: "5 km", "twenty-five litres", "20-mile". "a mile" is one, but "a C" isn't. */
export function measures(units: readonly Unit[]): (text: string) => Measured[] {
  const all = units.map(([words]) => `(${words})`).join("|");
  const after = new RegExp(`[\\s-]{0,2}(?:of\\s)?(?:${all})(?![\\p{L}\\d])`, "iuy");
  const article = new RegExp(`\\b(?:(half)(?:\\sa)?|an?)\\s(?=\\p{L}{3})(?:${all})(?![\\p{L}\\d])`, "giu");
  const nameOf = (groups: (string | undefined)[]): string =>
    units[groups.findIndex((word) => word !== undefined)]?.[1] ?? "";
  return (text) => {
    const found: Measured[] = [];
    const counted = readNumber(text);
    for (const number of counted) {
      after.lastIndex = number.end;
      const match = after.exec(text);
      if (match)
        found.push({ start: number.start, end: after.lastIndex, value: number.value, unit: nameOf(match.slice(1)) });
    }
    for (const match of text.matchAll(article)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (found.some((other) => other.start < span.end && span.start < other.end)) continue;
      found.push({ ...span, value: match[1] ? 0.5 : 1, unit: nameOf(match.slice(2)) });
    }
    return found.sort((a, b) => a.start - b.start);
  };
}

export function matchOf(span: Span, value: number, info: JsonObject = {}): Match {
  return { start: span.start, end: span.end, value, info: { type: "value", value, ...info } };
}

function dimensionOf(units: readonly Unit[]): Dimension {
  const read = measures(units);
  return (text) => read(text).map((found) => matchOf(found, found.value, { unit: found.unit }));
}

/** "in" is left to the preposition: inches are written out or as 5". */
export const distance = dimensionOf([
  ["kilomet(?:er|re)s?|kms?|klicks?", "kilometre"],
  ["centimet(?:er|re)s?|cms?", "centimetre"],
  ["millimet(?:er|re)s?|mm", "millimetre"],
  ["met(?:er|re)s?|m", "metre"],
  ["miles?|mi", "mile"],
  ["yards?|yds?", "yard"],
  ["feet|foot|ft", "foot"],
  ['inch(?:es)?|["”″]', "inch"],
]);

export const volume = dimensionOf([
  ["millilit(?:er|re)s?|mls?", "millilitre"],
  ["centilit(?:er|re)s?|cl", "centilitre"],
  ["decilit(?:er|re)s?|dl", "decilitre"],
  ["hectolit(?:er|re)s?|hl", "hectolitre"],
  ["lit(?:er|re)s?|l", "litre"],
  ["gallons?|gals?", "gallon"],
  ["quarts?", "quart"],
  ["pints?", "pint"],
  ["fluid\\sounces?|fl\\.?\\s?oz", "fluid ounce"],
]);

const QUANTITIES = measures([
  ["milligrams?|mg", "milligram"],
  ["kilograms?|kilos?|kgs?", "kilogram"],
  ["grams?|g", "gram"],
  ["pounds?|lbs?", "pound"],
  ["ounces?|oz", "ounce"],
  ["cups?", "cup"],
  ["tablespoons?|tbsps?", "tablespoon"],
  ["teaspoons?|tsps?", "teaspoon"],
  ["bowls?", "bowl"],
  ["dish(?:es)?", "dish"],
  ["pinch(?:es)?", "pinch"],
]);
const PRODUCT = /\sof\s(\p{L}+)/iuy;

/** Weights and kitchen measures, with what they are of: "3 cups of sugar". */
export const quantity: Dimension = (text) =>
  QUANTITIES(text).map((found) => {
    PRODUCT.lastIndex = found.end;
    const product = PRODUCT.exec(text)?.[1];
    if (product === undefined) return matchOf(found, found.value, { unit: found.unit });
    return matchOf({ start: found.start, end: PRODUCT.lastIndex }, found.value, { unit: found.unit, product });
  });

const DEGREES = measures([
  ["(?:degrees?|°|degs?\\.?)\\s?(?:celsius|centigrade|c)|celsius|centigrade|c", "celsius"],
  ["(?:degrees?|°|degs?\\.?)\\s?(?:fahrenheit|f)|fahrenheit|f", "fahrenheit"],
  ["kelvins?", "kelvin"],
  ["degrees?|°", "degree"],
]);
const BELOW = /^\sbelow(?:\szero)?\b/i;

/** "20 degrees", "-5°C", "ten degrees below zero". */
export const temperature: Dimension = (text) =>
  DEGREES(text).map((found) => {
    const below = BELOW.exec(text.slice(found.end, found.end + 12));
    const end = found.end + (below?.[0].length ?? 0);
    return matchOf({ start: found.start, end }, below ? -Math.abs(found.value) : found.value, { unit: found.unit });
  });

export const number: Dimension = (text) => readNumber(text).map((found: NumberMatch) => matchOf(found, found.value));
