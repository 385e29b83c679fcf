import { capitalize } from "../phrases";
import { weekdayOf, type CivilDate } from "../../engine/time/calendar";

export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export function weekdayName(date: CivilDate): string {
  return WEEKDAYS[weekdayOf(date)] ?? "";
}

export function monthName(date: CivilDate): string {
  return MONTHS[date.month - 1] ?? "";
}

/** "23 November 2026". */
export function longDate(date: CivilDate): string {
  return `${date.day} ${monthName(date)} ${date.year}`;
}

/** "Monday 23 November 2026". */
export function fullDate(date: CivilDate): string {
  return `${weekdayName(date)} ${longDate(date)}`;
}

/** "Mon 23 Nov 2026". */
export function shortDate(date: CivilDate): string {
  return `${weekdayName(date).slice(0, 3)} ${date.day} ${monthName(date).slice(0, 3)} ${date.year}`;
}

/** "09:05". */
export function clockTime({ hour, minute }: { hour: number; minute: number }): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

const DATE_WORDS = [...WEEKDAYS, ...MONTHS].map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`);
const NO_NAME = new RegExp(`\\d|\\b(?:${DATE_WORDS.join("|")}|tues|thurs?|sept)\\b`, "i");
const A_HOLIDAY_ALL_THE_SAME =
  /\b(?:good|black) friday\b|\b(?:easter|cyber) monday\b|\b(?:easter|palm|whit) sunday\b|\bash wednesday\b|\bmay day\b/i;

/** How a named day is called: "New Year's Eve", "the end of the month"; null for one that is only a date, a weekday or a month. */
export function dayName(words: string): string | null {
  if (NO_NAME.test(words) && !A_HOLIDAY_ALL_THE_SAME.test(words)) return null;
  if (/^the /i.test(words)) return words.toLowerCase();
  return words.replace(/\S+/g, (word) =>
    /^(?:the|of|last|next|this|week|month)$/i.test(word) ? word.toLowerCase() : capitalize(word),
  );
}
