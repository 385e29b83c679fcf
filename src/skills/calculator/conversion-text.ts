import type { Quantity } from "./conversion";
import { formatNumber, type Shown } from "./format";
import type { Unit } from "./units";

const LARGE = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const SMALL = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });
const ONE_DECIMAL = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** "5 miles", as the user gave it. */
export function quantityText({ value, unit }: Quantity): string {
  return `${formatNumber(value).text} ${Number(value) === 1 ? unit.one : unit.many}`;
}

/** A conversion's result for reading: "8.0467 km", or in two parts, "5 feet 7.7 inches". */
export function convertedText(value: string, [first, second]: readonly Unit[]): Shown {
  if (!first) return { text: "", rounded: false };
  if (second && SIZE_IN[second.math]?.[first.math])
    return twoParts(Number(value), first, second, SIZE_IN[second.math]?.[first.math] ?? 1);
  const amount = Number(value);
  const size = Math.abs(amount);
  if (size !== 0 && (size >= 1e15 || size < 1e-5)) {
    const { text, rounded } = formatNumber(value);
    return { text: `${text} ${first.many}`, rounded };
  }
  const format = first.measure === "temperature" ? ONE_DECIMAL : size >= 100 ? LARGE : SMALL;
  const text = format.format(amount);
  const rounded = Math.abs(Number(text.replaceAll(",", "")) - amount) > 1e-12 * size;
  return { text: `${text.replace("-", "−")} ${text === "1" ? first.one : first.many}`, rounded };
}

/** How many of the smaller unit (outer name) make one of the larger, for the pairs that people use together. */
const SIZE_IN: Record<string, Record<string, number>> = {
  inch: { foot: 12, yard: 36 },
  foot: { yard: 3, mile: 5280 },
  cm: { m: 100 },
  m: { km: 1000 },
  lbm: { stone: 14 },
  oz: { lbm: 16 },
  g: { kg: 1000 },
  minute: { hour: 60 },
  s: { minute: 60 },
  hour: { day: 24 },
  day: { week: 7 },
};

function twoParts(amount: number, large: Unit, small: Unit, size: number): Shown {
  const inSmall = Math.round(Math.abs(amount) * size * 10) / 10;
  const whole = Math.floor(inSmall / size);
  const rest = Math.round((inSmall - whole * size) * 10) / 10;
  const text = `${amount < 0 ? "−" : ""}${whole} ${whole === 1 ? large.one : large.many} ${rest} ${rest === 1 ? small.one : small.many}`;
  return { text, rounded: Math.abs(inSmall - Math.abs(amount) * size) > 1e-9 };
}
