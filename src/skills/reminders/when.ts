import type { Clock } from "../../engine/environment";
import type { Json } from "../../engine/json";
import type { Entity, ParseData } from "../../engine/nlu/parse-data";
import type { CivilDate } from "../../engine/time/calendar";
import { readImpossibleDate } from "../../engine/nlu/extractors/time/impossible-date";
import { nextOccurrence } from "../../engine/time/recurrence";
import { formatIso, instantOf, wallClock } from "../../engine/time/zone";

/** When a reminder is due, as the form's slot `reminder_when` keeps it. */
export type When = {
  /** ISO 8601 with an offset. */
  at: string;
  /** RFC 5545 recurrence rule; absent for a single time. */
  rule?: string;
  /** Further times of the same: "at 6 and again at 8". */
  more?: string[];
  /** No hour was named: it is Sotto's choice, and is said to be. */
  assumedHour?: true;
};

/** A message, as far as it tells a time. */
export type Said = Pick<ParseData, "text" | "entities">;

/** The hour of a day for which none was given. */
const MORNING = 9;
/** Numbers alone mean an hour of the waking day before one of the night. */
const WAKING = { from: 6, to: 22 };

/** What a number may be part of: then it isn't an hour of its own. */
const LARGER = new Set([
  "time",
  "duration",
  "recurrence",
  "ordinal",
  "amount-of-money",
  "distance",
  "volume",
  "phone-number",
]);

const isDayOrMore = (unit: Json | undefined) =>
  typeof unit === "string" && ["day", "weekend", "week", "month", "year"].includes(unit);

const MS_PER_HOUR = 3_600_000;

/** Reads the time a message names, forward from now; null where it names none, or a date that there isn't. It may lie in the past. */
export function readWhen(said: Said, clock: Clock): When | null {
  if (readImpossibleDate(said.text)) return null;
  const recurrence = recurrenceOf(said);
  const times = timesOf(said);
  // "Now, remind me at five" begins with a word that is no time.
  const exacts = times.filter(({ grain }) => grain === "exact");
  const exact = exacts.find(isAskedFor(said)) ?? exacts.find((time) => !isNow(time, clock)) ?? exacts[0];
  if (exact && isNow(exact, clock)) return { at: formatIso(nextMinute(clock), clock.zone) };
  const ahead = exact && secondsAhead(said, exact);
  if (exact && ahead) {
    const at = readWhen(without(said, ahead.entity), clock);
    return at && { ...at, at: formatIso(Date.parse(at.at) - ahead.seconds * 1000, clock.zone) };
  }
  if (recurrence) return startingOn(withHourApart(recurrence, exact, clock), times.find(isStart(said)), clock);
  const day = times.find(({ grain }) => grain === "day");
  if (exact) return { at: formatIso(day ? sameTimeOn(day.at, exact, clock.zone) : exact.at, clock.zone) };
  if (day) return onDay(day.at, clock);
  const seconds = durationOf(said);
  if (seconds !== null) return { at: formatIso(clock.now() + seconds * 1000, clock.zone) };
  const hour = hourOf(said);
  return hour === null ? null : { at: formatIso(nextHour(hour, clock), clock.zone) };
}

/** "Must ring the garage before noon, *remind me at eleven*." */
function isAskedFor({ text }: Said): (time: TimeSaid) => boolean {
  return ({ entity }) => /\bremind me(?:\s+(?:at|by|around|about))?\s*$/i.test(text.slice(0, entity.start));
}

const AHEAD =
  /^\s*(?:before(?:hand)?|earlier|ahead|in advance|prior)\b(?:\s+(?:that|then|it|of (?:it|that|time)))?\s*(?:$|[,.!?]|\s(?:and|to|please)\b)/i;

/** "Half an hour *before the call* at four". */
const AHEAD_OF = /^\s*(?:before|ahead of|prior to)\s+[^,.;]{1,40}$/i;

/** "The call is at four, remind me half an hour before": how long before the time it is to ring. */
function secondsAhead({ text, entities }: Said, time: TimeSaid): { seconds: number; entity: Entity } | null {
  for (const entity of entities) {
    if (entity.entity !== "duration" || typeof entity.value !== "number" || overlaps(entity, time.entity)) continue;
    const between = text.slice(entity.end, time.entity.start);
    if (AHEAD.test(text.slice(entity.end)) || AHEAD_OF.test(between)) return { seconds: entity.value, entity };
  }
  return null;
}

function without({ text, entities }: Said, left: Entity): Said {
  return { text, entities: entities.filter((entity) => !overlaps(entity, left)) };
}

/** Milliseconds between the reading of a "now" and its use. */
const READING_TAKES = 10_000;

/** "Remind me now": its moment has passed by the time the reminder is made. */
function isNow({ at, entity }: TimeSaid, clock: Clock): boolean {
  return entity.additional_info?.grain === "second" && at <= clock.now() && clock.now() - at < READING_TAKES;
}

function nextMinute(clock: Clock): number {
  return (Math.floor(clock.now() / 60_000) + 1) * 60_000;
}

/** Reads a slot's value back. */
export function asWhen(value: Json): When | null {
  if (typeof value !== "object" || value === null || Array.isArray(value) || typeof value.at !== "string") return null;
  const more = Array.isArray(value.more) ? value.more.filter((at) => typeof at === "string") : [];
  return {
    at: value.at,
    ...(more.length > 0 && { more }),
    ...(typeof value.rule === "string" && { rule: value.rule }),
    ...(value.assumedHour === true && { assumedHour: true }),
  };
}

export interface TimeSaid {
  /** Milliseconds since the epoch. */
  at: number;
  /** `day` for everything as coarse as a day or coarser, where the hour is open. */
  grain: "day" | "exact";
  /** Whether a day was said, and not only an hour of whichever day comes next. */
  namesDay: boolean;
  entity: Entity;
}

/** All times named, in the text's order. Of a range ("this weekend") it is the beginning. */
export function timesOf(said: Said): TimeSaid[] {
  return said.entities.flatMap((entity) => {
    if (entity.entity !== "time") return [];
    const from = rangeStart(entity.value);
    const at = Date.parse(typeof from === "string" ? from : "");
    if (Number.isNaN(at)) return [];
    const grain = entity.additional_info?.grain;
    const certain = entity.additional_info?.certain;
    return [
      {
        at,
        grain: isDayOrMore(grain) ? "day" : "exact",
        namesDay: !Array.isArray(certain) || certain.some(isDayOrMore),
        entity,
      },
    ];
  });
}

function rangeStart(value: Json): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return rangeStart(value.from ?? value.to ?? value.value ?? null);
}

/** A day and an hour that stand apart ("friday, remind me at six") belong together, unless the hour came with its own day. */
function sameTimeOn(day: number, time: TimeSaid, zone: string): number {
  if (time.namesDay) return time.at;
  const { hour, minute } = wallClock(time.at, zone);
  return atHour(wallClock(day, zone), hour, minute, zone);
}

/** What repeats, as a message names it. */
export interface RecurrenceSaid {
  rule: string;
  /** ISO 8601: the next time. */
  first: string;
  /** Whether an hour was said with it; else `first` has one that was filled in. */
  namesHour: boolean;
  entity: Entity;
}

export function recurrenceOf(said: Said): RecurrenceSaid | null {
  for (const entity of said.entities) {
    const { value } = entity;
    if (entity.entity !== "recurrence" || typeof value !== "object" || value === null || Array.isArray(value)) continue;
    const { rule, first } = value;
    const certain = entity.additional_info?.certain;
    if (typeof rule !== "string" || typeof first !== "string") continue;
    const isWithinDay = /^FREQ=(HOURLY|MINUTELY)/.test(rule);
    return { rule, first, namesHour: isWithinDay || !Array.isArray(certain) || certain.includes("hour"), entity };
  }
  return null;
}

/** "at nine remind me to stretch every day": the hour may stand apart from what repeats. */
function withHourApart(recurrence: RecurrenceSaid, time: TimeSaid | undefined, clock: Clock): When {
  const { rule, first, namesHour, entity } = recurrence;
  if (namesHour) return { at: first, rule };
  if (!time || overlaps(time.entity, entity)) return { at: first, rule, assumedHour: true };
  const { hour, minute } = wallClock(time.at, clock.zone);
  return recurringAt(rule, hour, minute, clock);
}

/** "Every Monday at 8 *starting next week*", "daily at six *from tomorrow*". */
function isStart({ text }: Said): (time: TimeSaid) => boolean {
  return ({ grain, entity }) =>
    grain === "day" &&
    /\b(?:start(?:ing|s)?|begin(?:ning|s)?|from|as of|as from)(?:\s+(?:on|in|from))?\s*$/i.test(
      text.slice(0, entity.start),
    );
}

function startingOn(when: When, start: TimeSaid | undefined, clock: Clock): When {
  if (!start || when.rule === undefined || Date.parse(when.at) >= start.at) return when;
  const first = nextOccurrence(when.rule.replace(/;INTERVAL=\d+/, ""), start.at - 1, clock.zone, when.at);
  return first === null ? when : { ...when, at: formatIso(first, clock.zone) };
}

/** The rule at a time of day, from its next such time on; intervals count from there. */
export function recurringAt(rule: string, hour: number, minute: number, clock: Clock): When {
  const anchor = formatIso(atHour(wallClock(clock.now(), clock.zone), hour, minute, clock.zone), clock.zone);
  const first = nextOccurrence(rule.replace(/;INTERVAL=\d+/, ""), clock.now(), clock.zone, anchor);
  return { at: first === null ? anchor : formatIso(first, clock.zone), rule };
}

export function overlaps(a: Entity, b: Entity): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Seconds; null where no duration was named. */
export function durationOf(said: Said): number | null {
  const found = said.entities.find(({ entity, value }) => entity === "duration" && typeof value === "number");
  return typeof found?.value === "number" && found.value > 0 ? found.value : null;
}

/** A bare number that can be an hour: "ten", "at 9". */
export function hourOf(said: Said): number | null {
  const found = said.entities.find(
    (number) =>
      number.entity === "number" &&
      isHour(number.value) &&
      !endsTask(number, said) &&
      !said.entities.some((other) => LARGER.has(other.entity) && overlaps(other, number)),
  );
  return typeof found?.value === "number" ? found.value : null;
}

/** The 5 of "read chapter 5", left out where the task was marked too short. */
function endsTask(number: Entity, { text, entities }: Said): boolean {
  return entities.some(({ entity, end }) => entity === "task" && text.slice(end, number.start) === " ");
}

/** The hour that a number can be; null for anything else. */
export function hourNamed({ entity, value }: Entity): number | null {
  return entity === "number" && typeof value === "number" && isHour(value) ? value : null;
}

function isHour(value: Json): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 24;
}

/** A day without an hour: nine in the morning, or soon where that has passed. */
function onDay(ms: number, clock: Clock): When {
  const morning = atHour(wallClock(ms, clock.zone), MORNING, 0, clock.zone);
  const today = wallClock(clock.now(), clock.zone);
  const named = wallClock(ms, clock.zone);
  const isToday = named.year === today.year && named.month === today.month && named.day === today.day;
  const at = isToday && morning <= clock.now() ? Math.ceil(clock.now() / MS_PER_HOUR + 1) * MS_PER_HOUR : morning;
  return { at: formatIso(at, clock.zone), assumedHour: true };
}

export function atHour(date: CivilDate, hour: number, minute: number, zone: string): number {
  const { year, month, day } = date;
  return instantOf({ year, month, day, hour, minute, second: 0 }, zone);
}

/** The next time the clock shows this hour: of a number up to 12 either half of the day, whichever comes first while awake. */
function nextHour(hour: number, clock: Clock): number {
  const today = wallClock(clock.now(), clock.zone);
  const halves = hour > 12 || hour === 0 ? [hour % 24] : [hour % 12, (hour % 12) + 12];
  const candidates = [0, 1]
    .flatMap((days) => halves.map((h) => ({ h, at: atHour({ ...today, day: today.day + days }, h, 0, clock.zone) })))
    .filter(({ at }) => at > clock.now());
  const awake = candidates.find(({ h }) => h >= WAKING.from && h <= WAKING.to);
  return (awake ?? candidates[0])?.at ?? clock.now();
}
