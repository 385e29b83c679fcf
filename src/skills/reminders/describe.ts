import type { Clock } from "../../engine/environment";
import { wallClock } from "../../engine/time/zone";
import { dayNumber } from "../../engine/time/calendar";
import { parseRule, type Frequency } from "../../engine/time/recurrence";
import type { Reminder } from "../../storage/schema";
import { joinWords } from "../phrases";

const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const UNITS: Record<Frequency, string> = {
  MINUTELY: "minute",
  HOURLY: "hour",
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  YEARLY: "year",
};

/** "09:00", as the clocks of the zone show it. */
export function clockTime(iso: string, zone: string): string {
  const { hour, minute } = wallClock(Date.parse(iso), zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** "tomorrow, Mon 23 Nov": the day as it is spoken of, and its date; the year only where it isn't this one. */
export function describeDay(iso: string, zone: string, now: number): string {
  const at = Date.parse(iso);
  const [day, today] = [wallClock(at, zone), wallClock(now, zone)];
  const date = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(day.year !== today.year && { year: "numeric" }),
  })
    .format(at)
    .replace(",", "");
  const name = { [-1]: "yesterday", 0: "today", 1: "tomorrow" }[dayNumber(day) - dayNumber(today)];
  return name ? `${name}, ${date}` : date;
}

/** "tomorrow, Mon 23 Nov at 09:00". */
export function describeMoment(iso: string, zone: string, now: number): string {
  return `${describeDay(iso, zone, now)} at ${clockTime(iso, zone)}`;
}

/** A recurrence rule in words: "every Monday", "every 2 weeks on Wednesday", "every month on the 5th". */
export function describeRule(text: string): string {
  const rule = parseRule(text);
  if (!rule) return "repeatedly";
  const { frequency, interval, byDay, byMonthDay } = rule;
  const unit = UNITS[frequency];
  const every = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
  const days = joinWords(
    byDay.map(({ weekday, nth }) => `${nth === undefined ? "" : `${place(nth)} `}${DAY_NAMES[weekday]}`),
  );
  if (byDay.length > 0 && (frequency === "WEEKLY" || frequency === "DAILY")) {
    const spoken = byDay.length === 5 && !byDay.some(({ weekday }) => weekday % 6 === 0) ? "weekday" : days;
    return interval === 1 ? `every ${spoken}` : `${every} on ${spoken}`;
  }
  if (byDay.length > 0) return `${every} on the ${days}`;
  if (byMonthDay.length > 0 && frequency === "MONTHLY") return `${every} on the ${joinWords(byMonthDay.map(place))}`;
  return every;
}

/** "call Anna", or "alarm" where it has no subject. */
export function reminderName(reminder: Pick<Reminder, "task">): string {
  return reminder.task === "" ? "alarm" : `“${reminder.task}”`;
}

/** "“call Anna”, tomorrow, Mon 23 Nov at 09:00, every Monday"; with its zone where the device is in another one now. */
export function describeReminder(reminder: Pick<Reminder, "task" | "due" | "zone" | "rule">, clock: Clock): string {
  const { due, zone } = reminder;
  const rule = reminder.rule ? `, ${describeRule(reminder.rule)}` : "";
  const where = zone === clock.zone ? "" : ` (${zoneName(zone)})`;
  return `${reminderName(reminder)}, ${describeMoment(due, zone, clock.now())}${where}${rule}`;
}

/** "Europe/Oslo" as it is read: "America/New York". */
export function zoneName(zone: string): string {
  return zone.replaceAll("_", " ");
}

/** "1st", "22nd"; -1 is the last. */
function place(number: number): string {
  if (number === -1) return "last";
  const tail = number % 100 >= 11 && number % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${tail}`;
}
