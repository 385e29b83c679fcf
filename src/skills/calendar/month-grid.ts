import {
  addDays,
  addMonths,
  dayNumber,
  daysInMonth,
  fromDayNumber,
  startOfWeek,
  type CivilDate,
} from "../../engine/time/calendar";
import { wallClock } from "../../engine/time/zone";
import type { Occurrence } from "./occurrences";

/** The weeks that a month's page shows, Monday first, with the days of its neighbours that fill them. */
export function monthGrid({ year, month }: Pick<CivilDate, "year" | "month">): CivilDate[][] {
  const monday = startOfWeek({ year, month, day: 1 });
  const last = dayNumber({ year, month, day: daysInMonth(year, month) });
  const weeks = Math.floor((last - dayNumber(monday)) / 7) + 1;
  return Array.from({ length: weeks }, (_, week) => weekOf(addDays(monday, week * 7)));
}

/** The seven days of a date's week, from Monday. */
export function weekOf(date: CivilDate): CivilDate[] {
  const monday = startOfWeek(date);
  return Array.from({ length: 7 }, (_, day) => addDays(monday, day));
}

/** Where a key leads in a grid of days, as the ARIA practices have it for a date grid; null for any other key. */
export function dayAfterKey(date: CivilDate, key: string, isShifted = false): CivilDate | null {
  const week = weekOf(date);
  switch (key) {
    case "ArrowLeft":
      return addDays(date, -1);
    case "ArrowRight":
      return addDays(date, 1);
    case "ArrowUp":
      return addDays(date, -7);
    case "ArrowDown":
      return addDays(date, 7);
    case "Home":
      return week[0] ?? null;
    case "End":
      return week[6] ?? null;
    case "PageUp":
      return addMonths(date, isShifted ? -12 : -1);
    case "PageDown":
      return addMonths(date, isShifted ? 12 : 1);
    default:
      return null;
  }
}

/** The occurrences of each day, by its day number; one of several days is on all of them. */
export function byDay(occurrences: readonly Occurrence[], zone: string): Map<number, Occurrence[]> {
  const days = new Map<number, Occurrence[]>();
  for (const occurrence of occurrences) {
    const first = dayNumber(wallClock(occurrence.start, zone));
    // What ends at midnight isn't of the day that begins then.
    const last = Math.max(first, dayNumber(wallClock(occurrence.end - 1, zone)));
    for (let day = first; day <= Math.min(last, first + 366); day++) {
      const list = days.get(day);
      if (list) list.push(occurrence);
      else days.set(day, [occurrence]);
    }
  }
  return days;
}

/** "Friday 6 March 2026". */
export function dayName(date: CivilDate): string {
  return format(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(",", "");
}

/** "March 2026". */
export function monthName(date: CivilDate): string {
  return format(date, { month: "long", year: "numeric" });
}

/** "Mon", "Monday". */
export function weekdayName(date: CivilDate, weekday: "short" | "long"): string {
  return format(date, { weekday });
}

function format(date: CivilDate, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(dayNumber(date) * 86_400_000);
}

export function isSame(a: CivilDate, b: CivilDate): boolean {
  return dayNumber(a) === dayNumber(b);
}

/** The day of a moment by the clocks of a zone. */
export function dayOfMoment(ms: number, zone: string): CivilDate {
  return fromDayNumber(dayNumber(wallClock(ms, zone)));
}
