import { startOfDay } from "./transcript-groups";

/** The page speaks English; of its regional forms, the one the user prefers (24-hour clock, order of day and month). */
const locale = navigator.languages.find((language) => language.startsWith("en")) ?? "en";

const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const relativeDay = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const thisYear = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const otherYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });

/** Time of day, e.g. "14:05". */
export function timeOfDay(at: number): string {
  return clock.format(at);
}

/** "Today", "Yesterday", "Monday 16 November", "31 December 2025". Both times are milliseconds since the epoch. */
export function dayLabel(at: number, now: number): string {
  // Rounded, as days have 23 or 25 hours when clocks change.
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    const label = relativeDay.format(-daysAgo, "day");
    return label.charAt(0).toUpperCase() + label.slice(1);
  }
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? thisYear : otherYear).format(at);
}

/** A number of bytes for people, e.g. "4.2 MB". */
export function bytes(count: number): string {
  const [value, unit] = count < 1e6 ? [count / 1e3, "kilobyte"] : [count / 1e6, "megabyte"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
