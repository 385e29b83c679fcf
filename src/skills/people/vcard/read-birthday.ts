import { readBirthday, writeBirthday } from "../birthday";
import type { Property } from "./property";

/** `1990-05-17`, `19900517`, with or without a time behind it; `--05-17`, `--0517`; `1990-5-17`, as some programs write. */
const DATE = /^(\d{4}|-)-?(\d{1,2})-?(\d{1,2})(?:[T\s].*)?$/;
const COMPACT = /^(\d{4}|--)(\d{2})(\d{2})(?:[T\s].*)?$/;
/** A year that stands for none. */
const FIRST_YEAR = 1000;

/** BDAY as it is kept; null where it names no whole day. */
export function birthdayOf({ params }: Pick<Property, "params">, value: string): string | null {
  const text = value.trim();
  const [, year, month, day] = COMPACT.exec(text) ?? DATE.exec(text) ?? [];
  if (year === undefined) return null;
  // Apple's way to say that the year isn't known.
  const [omitted] = params.get("X-APPLE-OMIT-YEAR") ?? [];
  const isYear = !year.startsWith("-") && year !== omitted && Number(year) >= FIRST_YEAR;
  const kept = writeBirthday({ year: isYear ? Number(year) : null, month: Number(month), day: Number(day) });
  return readBirthday(kept) === null ? null : kept;
}
