import { addDays } from "../../time/calendar";
import { formatRule, nextOccurrence, type RecurrenceRule } from "../../time/recurrence";
import { formatIso, instantOf, wallClock } from "../../time/zone";
import type { ParseContext } from "../parse-data";
import type { Dimension, Span } from "./dimension";
import { respell } from "./respell";
import { clocks, isHourAfterDay } from "./time/clock";
import { days } from "./time/day";
import { makePhrases } from "./time/phrase";
import type { Reading } from "./time/piece";
import { readTimes } from "./time/read-times";
import { recurrenceHeads, type RecurrenceHead } from "./recurrence-heads";
import { hoursMeant, PART_HOURS } from "./time/resolve";

export interface Recurrence extends Span {
  /** RFC 5545, without the time of day, which is that of `first`. */
  rule: string;
  /** The first occurrence still to come, ISO 8601 in the user's zone. */
  first: string;
  /** Whether a time of day was said; else 09:00 is filled in. */
  hourSaid: boolean;
}

const DEFAULT_HOUR = 9;
/** "An alarm for half six every weekday" is to get up by. */
const ALARM = /\b(?:alarm|wake|waking|get\s(?:me\s)?up)\b/i;
const BESIDE = /^\s*,?\s*$/;

interface TimeOfDay extends Span {
  hour: number;
  minute: number;
  said: boolean;
}

/** The time of day said right before or after the words of a recurrence: "at 7 every day", "every monday morning". */
function timeOfDay(reading: Reading, head: RecurrenceHead): TimeOfDay {
  const { text } = reading;
  const pieces = [...clocks(reading), ...days(reading)].filter(
    ({ kind, start, end }) => (kind === "clock" || kind === "part") && (end <= head.start || start >= head.end),
  );
  const phrases = makePhrases(text, pieces);
  const after = phrases.find(({ start }) => start >= head.end);
  const before = phrases.findLast(({ end }) => end <= head.start);
  const isAfter =
    after &&
    BESIDE.test(text.slice(head.end, after.start)) &&
    (!after.weak || after.part || isHourAfterDay(text, after.end));
  const isBefore = before && !before.weak && BESIDE.test(text.slice(before.end, head.start));
  const phrase = isAfter ? after : isBefore ? before : undefined;
  const part = phrase?.part?.part ?? head.part;
  const span = {
    start: Math.min(head.start, phrase?.start ?? head.start),
    end: Math.max(head.end, phrase?.end ?? head.end),
  };
  if (phrase?.clock) {
    const [hour = DEFAULT_HOUR] = hoursMeant(phrase.clock, part, false, ALARM.test(text) ? "morning" : "usual");
    return { ...span, hour: hour % 24, minute: phrase.clock.minute, said: true };
  }
  return { ...span, hour: part ? PART_HOURS[part] : DEFAULT_HOUR, minute: 0, said: part !== undefined };
}

const STARTING = /^\s*,?\s*(?:and\s)?(?:starting|beginning|from|as\sof)\s(?:the\s)?$/i;
const UNTIL = /^\s*,?\s*(?:and\s)?(?:until|till|til)\s(?:the\s)?$/i;
const MAY_BE_BOUND = /^\s*,?\s*(?:starting|beginning|from|as\sof|until|till|til)\s/i;

/** "starting monday" and "until friday" after the rest; an end counts to the end of its day. */
function bounds(text: string, context: ParseContext, after: number): { end: number; from?: number; until?: number } {
  const found: { end: number; from?: number; until?: number } = { end: after };
  const rest = text.slice(after);
  if (!MAY_BE_BOUND.test(rest)) return found;
  for (const time of readTimes(rest, context)) {
    if (time.to !== undefined) continue;
    const before = rest.slice(found.end - after, time.start);
    if (STARTING.test(before)) found.from = time.from;
    else if (UNTIL.test(before)) found.until = endOfDay(time.from, context.zone);
    else break;
    found.end = after + time.end;
  }
  return found;
}

function endOfDay(ms: number, zone: string): number {
  return instantOf({ ...addDays(wallClock(ms, zone), 1), hour: 0, minute: 0, second: 0 }, zone) - 1000;
}

/** The first recurrence said in a text: "every other tuesday at 7", "weekdays at 8". */
export function readRecurrence(text: string, context: ParseContext): Recurrence | null {
  const respelled = respell(text);
  const { now, zone } = context;
  const today = wallClock(now, zone);
  const reading: Reading = { text: respelled.text, now, zone, today };
  const head = recurrenceHeads(reading)[0];
  if (!head) return null;

  const time = timeOfDay(reading, head);
  const bound = bounds(respelled.text, context, time.end);
  const rule: RecurrenceRule = { ...head.rule, until: bound.until };
  const first = firstOccurrence(rule, time, Math.max(now, bound.from ?? now), context);
  if (first === null) return null;
  return {
    ...respelled.original({ start: time.start, end: bound.end }),
    rule: formatRule(rule),
    first: formatIso(first, zone),
    hourSaid: time.said,
  };
}

/** The first time on the rule from `start` on that is still to come; the rule's interval counts from there. */
function firstOccurrence(
  rule: RecurrenceRule,
  time: TimeOfDay,
  start: number,
  { now, zone }: ParseContext,
): number | null {
  if (rule.frequency === "HOURLY" || rule.frequency === "MINUTELY") {
    return start + rule.interval * (rule.frequency === "HOURLY" ? 3_600_000 : 60_000);
  }
  const anchor = instantOf({ ...wallClock(start, zone), hour: time.hour, minute: time.minute, second: 0 }, zone);
  const after = start > now ? start - 1 : now;
  return nextOccurrence(formatRule({ ...rule, interval: 1 }), after, zone, formatIso(anchor, zone));
}

/** Not one of Duckling's: the value is `{rule, first}`. */
export const recurrence: Dimension = (text, context) => {
  const found = readRecurrence(text, context);
  if (!found) return [];
  const { start, end, rule, first, hourSaid } = found;
  return [
    { start, end, value: { rule, first }, info: { type: "value", rule, first, certain: hourSaid ? ["hour"] : [] } },
  ];
};
