/** A number for reading, and whether digits of it were left out. */
export interface Shown {
  text: string;
  rounded: boolean;
}

/** Whole numbers are shown to the last digit up to this many; others get ten significant digits. */
const MAX_WHOLE_DIGITS = 21;
const TEN_DIGITS = new Intl.NumberFormat("en", { maximumSignificantDigits: 10 });
const TWO_DECIMALS = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A decimal string as people write it: `1,234.5`, `≈` left to the caller. Beyond 10^15 or below 10^-6, `1.5 × 10³⁰`. */
export function formatNumber(value: string): Shown {
  const size = Math.abs(Number(value));
  if (/^-?\d+$/.test(value) && value.replace("-", "").length <= MAX_WHOLE_DIGITS) {
    return { text: minus(BigInt(value).toLocaleString("en")), rounded: false };
  }
  if (size !== 0 && (size >= 1e15 || size < 1e-6)) return scientific(value);
  const format = size >= 1e8 ? TWO_DECIMALS : TEN_DIGITS;
  const text = format.format(Number(value));
  return { text: minus(text), rounded: text.replaceAll(",", "") !== trimmed(value) };
}

/** An amount in a currency, with cents where it has any. */
export function formatMoney(value: string, currency: string | null): string {
  const amount = Number(value);
  const whole = Math.abs(amount - Math.round(amount)) < 0.005;
  const digits = { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: whole ? 0 : 2 };
  const style = currency === null ? {} : ({ style: "currency", currency } as const);
  return minus(new Intl.NumberFormat("en-US", { ...style, ...digits }).format(amount));
}

function scientific(value: string): Shown {
  const [digits = "0", exponent = "0"] = Number(value).toExponential(9).split("e");
  const power = String(Number(exponent))
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => SUPERSCRIPTS.charAt(Number(digit)));
  return { text: minus(`${trimmed(digits)} × 10${power}`), rounded: true };
}

function trimmed(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

function minus(text: string): string {
  return text.replace("-", "−");
}
