import {
  addDays,
  addMonths,
  compareDates,
  dayNumber,
  daysInMonth,
  startOfWeek,
  weekdayOf,
  type CivilDate,
} from "./calendar";
import { instantOf, wallClock } from "./zone";

const FREQUENCIES = ["MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** RFC 5545's names, Sunday first. */
export const WEEKDAY_CODES = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;

/** The part of RFC 5545's RRULE that the assistant uses; the time of day is the anchor's. */
export interface RecurrenceRule {
  frequency: Frequency;
  interval: number;
  /** `nth` counts within the month, -1 being the last; absent means every such weekday. */
  byDay: { weekday: number; nth?: number }[];
  /** -1 is the last day of the month. */
  byMonthDay: number[];
  byMonth: number[];
  /** The last instant that may be one, in milliseconds. */
  until?: number;
}

const STEP_MS: Partial<Record<Frequency, number>> = { MINUTELY: 60_000, HOURLY: 3_600_000 };

export function formatRule(rule: RecurrenceRule): string {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.byMonth.length) parts.push(`BYMONTH=${rule.byMonth.join(",")}`);
  if (rule.byMonthDay.length) parts.push(`BYMONTHDAY=${rule.byMonthDay.join(",")}`);
  if (rule.byDay.length) {
    parts.push(
      `BYDAY=${rule.byDay.map(({ weekday, nth }) => `${nth ?? ""}${WEEKDAY_CODES[weekday] ?? ""}`).join(",")}`,
    );
  }
  if (rule.until !== undefined) {
    parts.push(`UNTIL=${new Date(rule.until).toISOString().replace(/[-:]|\.\d{3}/g, "")}`);
  }
  return parts.join(";");
}

/** Null for what isn't a rule or has a part not listed in `RecurrenceRule`. */
export function parseRule(text: string): RecurrenceRule | null {
  const rule: RecurrenceRule = { frequency: "DAILY", interval: 1, byDay: [], byMonthDay: [], byMonth: [] };
  let hasFrequency = false;
  for (const part of text
    .replace(/^RRULE:/i, "")
    .toUpperCase()
    .split(";")) {
    const [key, value = ""] = part.split("=");
    const numbers = value.split(",").map(Number);
    const inRange = (least: number, most: number) =>
      numbers.every((n) => Number.isInteger(n) && n >= least && n <= most && n !== 0);
    if (key === "FREQ") {
      const frequency = FREQUENCIES.find((name) => name === value);
      if (!frequency) return null;
      rule.frequency = frequency;
      hasFrequency = true;
    } else if (key === "INTERVAL" && numbers.length === 1 && inRange(1, 1000)) {
      rule.interval = numbers[0] ?? 1;
    } else if (key === "BYMONTH" && inRange(1, 12)) {
      rule.byMonth = numbers;
    } else if (key === "BYMONTHDAY" && inRange(-31, 31)) {
      rule.byMonthDay = numbers;
    } else if (key === "BYDAY") {
      for (const day of value.split(",")) {
        const match = /^([+-]?[1-5])?(SU|MO|TU|WE|TH|FR|SA)$/.exec(day);
        if (!match) return null;
        const weekday = WEEKDAY_CODES.findIndex((code) => code === match[2]);
        rule.byDay.push(match[1] ? { weekday, nth: Number(match[1]) } : { weekday });
      }
    } else if (key === "UNTIL") {
      const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(value);
      if (!match) return null;
      const [year = 0, month = 1, day = 1, hour = 23, minute = 59, second = 59] = match
        .slice(1)
        .map((digits: string | undefined) => (digits === undefined ? undefined : Number(digits)));
      rule.until = Date.UTC(year, month - 1, day, hour, minute, second);
    } else {
      return null;
    }
  }
  return hasFrequency ? rule : null;
}

function isNthWeekday(date: CivilDate, nth: number): boolean {
  if (nth > 0) return Math.ceil(date.day / 7) === nth;
  return Math.ceil((daysInMonth(date.year, date.month) - date.day + 1) / 7) === -nth;
}

function isOneOfDays(rule: RecurrenceRule, date: CivilDate): boolean {
  return rule.byDay.some(
    ({ weekday, nth }) => weekdayOf(date) === weekday && (nth === undefined || isNthWeekday(date, nth)),
  );
}

function isOneOfMonthDays(rule: RecurrenceRule, date: CivilDate): boolean {
  const fromEnd = date.day - daysInMonth(date.year, date.month) - 1;
  return rule.byMonthDay.some((day) => day === date.day || day === fromEnd);
}

/** Whole intervals from the anchor's day, week, month or year to the date's. */
function isOnInterval(rule: RecurrenceRule, anchor: CivilDate, date: CivilDate): boolean {
  const months = (date.year - anchor.year) * 12 + date.month - anchor.month;
  const passed = {
    DAILY: dayNumber(date) - dayNumber(anchor),
    WEEKLY: (dayNumber(startOfWeek(date)) - dayNumber(startOfWeek(anchor))) / 7,
    MONTHLY: months,
    YEARLY: date.year - anchor.year,
    HOURLY: 0,
    MINUTELY: 0,
  }[rule.frequency];
  return passed % rule.interval === 0;
}

function isOccurrence(rule: RecurrenceRule, anchor: CivilDate, date: CivilDate): boolean {
  const { frequency, byDay, byMonthDay, byMonth } = rule;
  if (!isOnInterval(rule, anchor, date)) return false;
  if (byMonth.length && !byMonth.includes(date.month)) return false;
  if (byDay.length && !isOneOfDays(rule, date)) return false;
  if (byMonthDay.length && !isOneOfMonthDays(rule, date)) return false;
  // What the rule leaves open is as in the anchor.
  if (byDay.length || byMonthDay.length) return true;
  if (frequency === "WEEKLY") return weekdayOf(date) === weekdayOf(anchor);
  if (frequency === "MONTHLY") return date.day === anchor.day;
  if (frequency === "YEARLY") return date.day === anchor.day && (byMonth.length > 0 || date.month === anchor.month);
  return true;
}

/** No rule above has a longer gap than 29 February over a century's end, times its interval. */
const LONGEST_GAP_YEARS = 8;

/** The first day on or after `from` that the rule has; whole months and years that can't have one are passed over. */
function nextDay(rule: RecurrenceRule, anchor: CivilDate, from: CivilDate): CivilDate | null {
  const end = from.year + LONGEST_GAP_YEARS * (rule.frequency === "YEARLY" ? rule.interval : 1) + rule.interval;
  for (let date = from; date.year <= end;) {
    if (isOccurrence(rule, anchor, date)) return date;
    const byYears = rule.frequency === "YEARLY" && !isOnInterval(rule, anchor, date);
    const byMonths = rule.frequency === "MONTHLY" && !isOnInterval(rule, anchor, date);
    if (byYears) date = { year: date.year + 1, month: 1, day: 1 };
    else if (byMonths) date = addMonths({ ...date, day: 1 }, 1);
    else date = addDays(date, 1);
  }
  return null;
}

/**
 * The first occurrence after an instant, or null where there is none (the rule has ended or isn't one of ours).
 * `anchorIso` is the first occurrence: it gives the time of day and what the interval counts from. Days go by the zone's
 * calendar, so 09:00 stays 09:00 when the clocks change; hours and minutes go by elapsed time.
 */
export function nextOccurrence(rule: string, afterMs: number, zone: string, anchorIso: string): number | null {
  const parsed = parseRule(rule);
  const anchorMs = Date.parse(anchorIso);
  if (!parsed || Number.isNaN(anchorMs)) return null;
  const next = occurrenceAfter(parsed, afterMs, zone, anchorMs);
  return next === null || (parsed.until !== undefined && next > parsed.until) ? null : next;
}

function occurrenceAfter(rule: RecurrenceRule, afterMs: number, zone: string, anchorMs: number): number | null {
  const step = STEP_MS[rule.frequency];
  if (step !== undefined) {
    const length = step * rule.interval;
    return afterMs < anchorMs ? anchorMs : anchorMs + (Math.floor((afterMs - anchorMs) / length) + 1) * length;
  }
  const anchor = wallClock(anchorMs, zone);
  const after = wallClock(afterMs, zone);
  let from: CivilDate = compareDates(after, anchor) > 0 ? after : anchor;
  for (;;) {
    const date = nextDay(rule, anchor, from);
    if (!date) return null;
    const ms = instantOf({ ...anchor, year: date.year, month: date.month, day: date.day }, zone);
    if (ms > afterMs && ms >= anchorMs) return ms;
    from = addDays(date, 1);
  }
}
