import { addDays } from "../../../engine/time/calendar";
import { formatRule, nextOccurrence, parseRule, type RecurrenceRule } from "../../../engine/time/recurrence";
import { formatIso, startOfDay, wallClock } from "../../../engine/time/zone";
import { instant, readTime } from "./times";

/** The first time of what a rule repeats. */
export interface Start {
  ms: number;
  zone: string;
}

/** What is left of a file's allowance to count repetitions: a rule with COUNT is kept as one with UNTIL. */
export interface Allowance {
  steps: number;
}

/** More repetitions are not counted one by one. */
const MOST_COUNTED = 1000;
/** Years were looked through for a time that there isn't (30 February): as much work as counting this many. */
const FRUITLESS = 10_000;
/** Finding the next of a rare time looks through every day up to it. */
const LONGEST_INTERVAL = 100;

/** A rule as `Appointment` keeps it. `rule` is absent where it happens once; null: not one that can be kept. */
export function keptRule(text: string, start: Start, allowance: Allowance): { rule?: string } | null {
  const parts = new Map<string, string>();
  for (const part of text.trim().toUpperCase().split(";")) {
    const [key = "", value = ""] = part.split("=");
    if (part !== "") parts.set(key, value);
  }
  const wall = wallClock(start.ms, start.zone);
  dropWhere(parts, "BYHOUR", String(wall.hour));
  dropWhere(parts, "BYMINUTE", String(wall.minute));
  dropWhere(parts, "BYSECOND", String(wall.second));
  const weekStart = take(parts, "WKST") ?? "MO";
  const position = take(parts, "BYSETPOS");
  if (position !== undefined && !positioned(parts, position)) return null;
  const count = take(parts, "COUNT");
  const until = take(parts, "UNTIL");

  const rule = parseRule([...parts].map(([key, value]) => `${key}=${value}`).join(";"));
  if (!rule || !isKept(rule, weekStart)) return null;
  if (until !== undefined) {
    const written = readTime(until);
    if (!written) return null;
    const end = instant(written, start.zone);
    const nextDay = startOfDay(addDays(wallClock(end, start.zone), 1), start.zone);
    rule.until = written.kind === "date" ? nextDay - 1000 : end;
  }
  if (count === undefined) return { rule: formatRule(rule) };
  const times = Number(count);
  if (!Number.isInteger(times) || times < 1 || times > MOST_COUNTED || times > allowance.steps) return null;
  if (times === 1) return {};
  allowance.steps -= times;
  rule.until = lastOf(formatRule(rule), times, start, allowance);
  return { rule: formatRule(rule) };
}

function take(parts: Map<string, string>, key: string): string | undefined {
  const value = parts.get(key);
  parts.delete(key);
  return value;
}

/** An hour that is the first time's anyway needs no saying. */
function dropWhere(parts: Map<string, string>, key: string, value: string): void {
  if (Number(parts.get(key)) === Number(value)) parts.delete(key);
}

/** "The second of the month's Mondays" is the second Monday. False for a place among several weekdays. */
function positioned(parts: Map<string, string>, position: string): boolean {
  const day = parts.get("BYDAY");
  const isSingle = parts.get("FREQ") === "MONTHLY" && /^(?:SU|MO|TU|WE|TH|FR|SA)$/.test(day ?? "");
  if (!isSingle || !/^[+-]?[1-5]$/.test(position) || parts.has("BYMONTHDAY")) return false;
  parts.set("BYDAY", `${position}${day}`);
  return true;
}

/** Whether the engine reads it as RFC 5545 does. */
function isKept({ frequency, interval, byDay, byMonthDay, byMonth }: RecurrenceRule, weekStart: string): boolean {
  const hasParts = byDay.length + byMonthDay.length + byMonth.length > 0;
  const isWithinDay = frequency === "HOURLY" || frequency === "MINUTELY";
  if (isWithinDay) return !hasParts;
  if (interval > LONGEST_INTERVAL) return false;
  const hasPlaces = byDay.some(({ nth }) => nth !== undefined);
  if (hasPlaces && (frequency === "DAILY" || frequency === "WEEKLY")) return false;
  // Without a month, the second Monday is the year's second.
  if (hasPlaces && frequency === "YEARLY" && byMonth.length === 0) return false;
  return frequency !== "WEEKLY" || interval === 1 || byDay.length < 2 || weekStart === "MO";
}

/** The instant of the last of `times` repetitions, of which the start is the first. */
function lastOf(rule: string, times: number, { ms, zone }: Start, allowance: Allowance): number {
  const anchor = formatIso(ms, zone);
  let last = ms;
  for (let done = 1; done < times; done++) {
    const next = nextOccurrence(rule, last, zone, anchor);
    if (next === null) {
      allowance.steps -= FRUITLESS;
      break;
    }
    last = next;
  }
  return last;
}
