import { dayNumber, fromDayNumber, type CivilDate } from "../../engine/time/calendar";

/** ISO 8601: weeks begin on Monday, and week 1 holds the year's first Thursday. */
export function isoWeek(date: CivilDate): { year: number; week: number } {
  const days = dayNumber(date);
  // 1970 began on a Thursday, so day 0 is in a week whose Monday is day -3.
  const thursday = days - ((((days + 3) % 7) + 7) % 7) + 3;
  const { year } = fromDayNumber(thursday);
  const week = Math.floor((thursday - dayNumber({ year, month: 1, day: 1 })) / 7) + 1;
  return { year, week };
}

/** 52 or 53: 28 December is always in the year's last week. */
export function isoWeeksIn(year: number): number {
  return isoWeek({ year, month: 12, day: 28 }).week;
}
