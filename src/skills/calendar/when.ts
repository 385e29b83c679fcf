import type { Clock } from "../../engine/environment";
import type { Json } from "../../engine/json";
import type { Entity } from "../../engine/nlu/parse-data";
import { addDays } from "../../engine/time/calendar";
import { formatIso, startOfDay, wallClock } from "../../engine/time/zone";
import { namesHalfOfDay, wordsOf } from "../reminders/time-words";
import {
  atHour,
  durationOf,
  hourOf,
  overlaps,
  readWhen,
  recurrenceOf,
  recurringAt,
  timesOf,
  type RecurrenceSaid,
  type Said,
  type TimeSaid,
} from "../reminders/when";

/** When an event is, as the form's slot `event_when` keeps it. */
export type EventWhen = {
  /** ISO 8601 with an offset, as are the ends; all day: midnight to midnight. */
  starts: string;
  ends: string;
  allDay: boolean;
  rule?: string;
};

/** What is known of the time while the hour is still open; the form's slot `event_draft`. */
export type TimeDraft = {
  /** The day's beginning, ISO 8601. */
  day?: string;
  rule?: string;
  /** Length in seconds. */
  seconds?: number;
};

export const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

const ALL_DAY =
  /\b(?:all|whole|entire|full)[- ]days?\b|\b(?:holidays?|vacation|birthdays?|b-?day|anniversary|days? off|annual leave|leave|public holiday|out of office)\b/i;

/** Whether the words are of something that takes whole days. */
export function isAllDay(text: string): boolean {
  return ALL_DAY.test(text);
}

/**
 * The time that a message names, with what was known before. `when` is null while no hour is known: then `draft` has what was said of
 * the day, the repetition and the length.
 */
export function readEventWhen(
  said: Said,
  clock: Clock,
  known: TimeDraft = {},
): { when: EventWhen | null; draft: TimeDraft } {
  const recurrence = recurrenceOf(said);
  const rule = recurrence?.rule ?? known.rule;
  const seconds = lengthOf(said) ?? known.seconds;
  const range = rangeOf(said);
  const times = timesOf(said).filter(({ entity }) => entity !== range?.entity);
  const day = dayOf(times, recurrence, clock) ?? (known.day === undefined ? null : Date.parse(known.day));
  const draft: TimeDraft = {
    ...(day !== null && { day: formatIso(day, clock.zone) }),
    ...(rule !== undefined && { rule }),
    ...(seconds !== undefined && { seconds }),
  };
  const repeated = rule === undefined ? {} : { rule };

  if (range?.grain === "day") return { when: days(range.from, range.to, clock.zone), draft };
  const span = range ?? exactSpan(said, times, recurrence, seconds, clock);
  if (span) {
    const start = inTheEvening(placed(span, said, { day, rule, recurrence }, clock), span, said, clock);
    const when = timed(start, start + (span.to - span.from), clock.zone);
    return { when: { ...when, ...repeated }, draft };
  }
  const week = times.find(({ entity }) => entity.additional_info?.grain === "week");
  const isWhole = isAllDay(said.text) || (seconds !== undefined && seconds % DAY_SECONDS === 0);
  if (day === null || !isWhole) return { when: null, draft };
  const count = week ? 7 : Math.max(1, Math.floor((seconds ?? 0) / DAY_SECONDS));
  const last = startOfDay(addDays(wallClock(day, clock.zone), count), clock.zone);
  return { when: { ...days(day, last, clock.zone), ...repeated }, draft };
}

/** Seconds that it is to take; null where none were said. "In two hours" is a moment and no length. */
export function lengthOf(said: Said): number | null {
  const moments = said.entities.filter(({ entity }) => entity === "time" || entity === "recurrence");
  const entities = said.entities.filter(
    (value) => value.entity !== "duration" || !moments.some((moment) => overlaps(moment, value)),
  );
  return durationOf({ text: said.text, entities });
}

interface RangeSaid {
  from: number;
  to: number;
  grain: "day" | "exact";
  /** Whether a day was said with it. */
  namesDay: boolean;
  entity: Entity;
}

/** "from 2 to 4", "3 to 10 August", "this weekend". */
export function rangeOf(said: Said): RangeSaid | null {
  for (const entity of said.entities) {
    const ends = entity.entity === "time" ? endsOf(entity.value) : null;
    const grain = entity.additional_info?.grain;
    const certain = entity.additional_info?.certain;
    if (!ends) continue;
    const namesDay = !Array.isArray(certain) || certain.some((unit) => unit !== "hour" && unit !== "minute");
    return { ...ends, grain: grain === "hour" || grain === "minute" ? "exact" : "day", namesDay, entity };
  }
  return null;
}

function endsOf(value: Json): { from: number; to: number } | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const from = typeof value.from === "string" ? Date.parse(value.from) : NaN;
  const to = typeof value.to === "string" ? Date.parse(value.to) : NaN;
  return from < to ? { from, to } : null;
}

/** The day meant, where one is: named by itself or with an hour, or the first of what repeats. */
function dayOf(times: TimeSaid[], recurrence: RecurrenceSaid | null, clock: Clock): number | null {
  if (recurrence) return startOfDay(wallClock(Date.parse(recurrence.first), clock.zone), clock.zone);
  const named =
    times.find(({ grain, entity }) => grain === "day" && !isMonth(entity)) ?? times.find(({ namesDay }) => namesDay);
  if (named && !isMonth(named.entity)) return startOfDay(wallClock(named.at, clock.zone), clock.zone);
  return null;
}

/** "in March" is no day. */
function isMonth({ additional_info: info }: Entity): boolean {
  return info?.grain === "month" || info?.grain === "year";
}

/** An hour, with the length said or one hour. */
function exactSpan(
  said: Said,
  times: TimeSaid[],
  recurrence: RecurrenceSaid | null,
  seconds: number | undefined,
  clock: Clock,
): Omit<RangeSaid, "grain"> | null {
  const length = seconds === undefined || seconds % DAY_SECONDS === 0 ? HOUR_MS : seconds * 1000;
  if (recurrence?.namesHour) {
    const from = Date.parse(recurrence.first);
    return { from, to: from + length, namesDay: true, entity: recurrence.entity };
  }
  const exact = times.find(({ grain }) => grain === "exact");
  if (exact) return { from: exact.at, to: exact.at + length, namesDay: exact.namesDay, entity: exact.entity };
  const hour = hourOf(said);
  const number = hour === null ? undefined : said.entities.find(({ value }) => value === hour);
  const at = number ? readWhen({ text: said.text, entities: [number] }, clock) : null;
  return at && number
    ? { from: Date.parse(at.at), to: Date.parse(at.at) + length, namesDay: false, entity: number }
    : null;
}

/** An hour that stands apart from its day goes to that day, or to the next that the rule has. */
function placed(
  span: Pick<RangeSaid, "from" | "namesDay" | "entity">,
  said: Said,
  { day, rule, recurrence }: { day: number | null; rule: string | undefined; recurrence: RecurrenceSaid | null },
  clock: Clock,
): number {
  const wall = wallClock(span.from, clock.zone);
  const isApart = !span.namesDay || (recurrence !== null && overlaps(span.entity, recurrence.entity));
  const words = wordsOf(span.entity, said.text);
  const hour = isApart && !namesHalfOfDay(words) ? wakingHour(wall.hour) : wall.hour;
  if (recurrence?.namesHour) return Date.parse(recurrence.first);
  if (rule !== undefined) return Date.parse(recurringAt(rule, hour, wall.minute, clock).at);
  return day === null || span.namesDay ? span.from : atHour(wallClock(day, clock.zone), hour, wall.minute, clock.zone);
}

const OF_EVENINGS =
  /\b(?:rehearsal|choir|dinner|supper|drinks|pub|party|concert|gig|theatre|theater|cinema|opera|ballet|quiz|book club|date night)\b/i;

/** A rehearsal "at half seven" is in the evening, where nothing says otherwise. */
function inTheEvening(at: number, { entity }: Pick<RangeSaid, "entity">, said: Said, clock: Clock): number {
  const wall = wallClock(at, clock.zone);
  const isEarly = wall.hour >= 5 && wall.hour <= 9 && !namesHalfOfDay(wordsOf(entity, said.text));
  return isEarly && OF_EVENINGS.test(said.text) ? atHour(wall, wall.hour + 12, wall.minute, clock.zone) : at;
}

/** Of the two hours that a clock's face shows so, the one people have appointments at: seven to noon, one to six. */
function wakingHour(hour: number): number {
  const face = hour % 12;
  return face >= 7 ? face : face + 12;
}

export function timed(starts: number, ends: number, zone: string): EventWhen {
  return { starts: formatIso(starts, zone), ends: formatIso(ends, zone), allDay: false };
}

/** Whole days, from a midnight to one. */
export function days(from: number, to: number, zone: string): EventWhen {
  return { starts: formatIso(from, zone), ends: formatIso(to, zone), allDay: true };
}

/** Reads the slot `event_when` back. */
export function asEventWhen(value: Json): EventWhen | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { starts, ends, allDay, rule } = value;
  if (typeof starts !== "string" || typeof ends !== "string") return null;
  return { starts, ends, allDay: allDay === true, ...(typeof rule === "string" && { rule }) };
}

/** Reads the slot `event_draft` back. */
export function asDraft(value: Json): TimeDraft {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const { day, rule, seconds } = value;
  return {
    ...(typeof day === "string" && { day }),
    ...(typeof rule === "string" && { rule }),
    ...(typeof seconds === "number" && { seconds }),
  };
}
