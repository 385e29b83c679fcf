import { dateLocale } from "../platform/date-locale";
import { startOfDay } from "./transcript-groups";

/** Made anew only where the user chooses another language for dates. */
function formatsFor(locale: string) {
  return {
    locale,
    clock: new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }),
    relativeDay: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
    thisYear: new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }),
    otherYear: new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" }),
  };
}

let made = formatsFor(dateLocale());

function formats() {
  const locale = dateLocale();
  if (made.locale !== locale) made = formatsFor(locale);
  return made;
}

/** Time of day, e.g. "14:05". */
export function timeOfDay(at: number): string {
  return formats().clock.format(at);
}

/** "Monday 16 November". */
export function longDay(at: number): string {
  return formats().thisYear.format(at);
}

/** "Tomorrow", "Today", "Yesterday", "Monday 16 November", "31 December 2025". Both times are milliseconds since the epoch. */
export function dayLabel(at: number, now: number): string {
  const { relativeDay, thisYear, otherYear } = formats();
  // Rounded, as days have 23 or 25 hours when clocks change.
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (Math.abs(daysAgo) <= 1) {
    const label = relativeDay.format(-daysAgo, "day");
    return label.charAt(0).toUpperCase() + label.slice(1);
  }
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? thisYear : otherYear).format(at);
}

/** A number of bytes for people, e.g. "4.2 MB". */
export function bytes(count: number): string {
  const [value, unit] = count < 1e6 ? [count / 1e3, "kilobyte"] : [count / 1e6, "megabyte"];
  return new Intl.NumberFormat(formats().locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
