import { addDays, compareDates, dayNumber, isCivilDate, type CivilDate } from "../../engine/time/calendar";
import { fullDate, MONTHS } from "../clock/date-words";
import { countOf } from "../phrases";

/** A birthday as it is kept: `1990-05-17`, or `--05-17` without the year. */
const KEPT = /^(\d{4}|-)-(\d{2})-(\d{2})$/;
/** A year that has 29 February, for birthdays without one. */
const LEAP_YEAR = 2000;

export interface Birthday {
  year: number | null;
  month: number;
  day: number;
}

/** Null for what is no day of any year. */
export function readBirthday(kept: string): Birthday | null {
  const [, year, month, day] = KEPT.exec(kept) ?? [];
  if (year === undefined) return null;
  const birthday = { year: year === "-" ? null : Number(year), month: Number(month), day: Number(day) };
  return isCivilDate({ ...birthday, year: birthday.year ?? LEAP_YEAR }) ? birthday : null;
}

export function writeBirthday({ year, month, day }: Birthday): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${year === null ? "-" : String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** "17 May 1990", "17 May". */
export function birthdayWords({ year, month, day }: Birthday): string {
  return `${day} ${MONTHS[month - 1] ?? ""}${year === null ? "" : ` ${year}`}`;
}

/** The first day from `from` on at which it is kept: that of 29 February on the 28th where there is no 29th. */
export function nextBirthday(birthday: Birthday, from: CivilDate): CivilDate {
  const thisYear = birthdayIn(birthday, from.year);
  return compareDates(thisYear, from) >= 0 ? thisYear : birthdayIn(birthday, from.year + 1);
}

function birthdayIn({ month, day }: Birthday, year: number): CivilDate {
  const date = { year, month, day };
  return isCivilDate(date) ? date : addDays(date, -1);
}

/** Years old on a day; null where the year of birth isn't known, or is later than that. */
export function ageOn({ year, month, day }: Birthday, date: CivilDate): number | null {
  if (year === null) return null;
  const isBefore = compareDates(date, birthdayIn({ year, month, day }, date.year)) < 0;
  const age = date.year - year - (isBefore ? 1 : 0);
  return age < 0 ? null : age;
}

/** "today", "tomorrow", "on Sunday 17 May 2026, in 76 days". */
export function comingWords(date: CivilDate, today: CivilDate): string {
  const days = dayNumber(date) - dayNumber(today);
  if (days === 0) return `today, ${fullDate(date)}`;
  return days === 1 ? `tomorrow, ${fullDate(date)}` : `on ${fullDate(date)}, in ${countOf(days, "day")}`;
}
