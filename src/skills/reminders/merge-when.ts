import type { Clock } from "../../engine/environment";
import { addDays, dayNumber, weekdayOf } from "../../engine/time/calendar";
import { WEEKDAY_CODES } from "../../engine/time/recurrence";
import type { Entity } from "../../engine/nlu/parse-data";
import { formatIso, startOfDay, wallClock } from "../../engine/time/zone";
import { withoutTakenBack } from "../conversation/correction";
import { direction, isRelative, meridiemOf, namesHalfOfDay, wordsOf } from "./time-words";
import {
  atHour,
  durationOf,
  hourOf,
  readWhen,
  recurrenceOf,
  recurringAt,
  timesOf,
  type Said,
  type TimeSaid,
  type When,
} from "./when";

const SECONDS_PER_DAY = 86_400;

/**
 * Puts a correction into a time already given: "ten" keeps the day, "Tuesday" keeps the hour, "20 minutes later" shifts,
 * "every Monday" repeats it. Null where the message says nothing about time.
 */
export function mergeWhen(old: When, said: Said, clock: Clock): When | null {
  const meant = withoutTakenBack(asMove(said, clock), clock);
  const recurrence = recurrenceOf(meant);
  if (recurrence) {
    const named = readWhen(meant, clock);
    return named?.assumedHour ? atHourOf(old, recurrence.rule, clock) : named;
  }

  const duration = durationOf(meant);
  const way = direction(meant.text);
  if (duration !== null && way !== null) return shifted(old, duration * way, clock);

  const times = timesOf(meant);
  const moved = times.find(({ entity }) => /\b(later|earlier)\b/i.test(wordsOf(entity, meant.text)));
  if (moved) return shifted(old, secondsFromNow(moved, clock), clock);
  if (times.length === 0 && duration === null) {
    const hour = hourOf(meant);
    if (hour !== null) return withHour(old, hour, 0, hour > 0 && hour <= 12 ? "either half" : "this half", clock);
    const half = meridiemOf(meant.text);
    return half ? inHalf(old, half, clock) : null;
  }
  const wholeDay = times.find(({ grain }) => grain === "day");
  const exact = times.find(({ grain }) => grain === "exact");
  if (!exact) return wholeDay ? onDayOf(wholeDay, old, clock) : readWhen(meant, clock);
  return withTime(old, exact, wholeDay !== undefined, meant, clock);
}

/** "from Tuesday to Thursday" is no stretch of days here: the first is left, the second is meant. */
function asMove(said: Said, clock: Clock): Said {
  const entities = said.entities.map((entity): Entity => {
    const { value, additional_info: info } = entity;
    const isRange = entity.entity === "time" && typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isRange || typeof value.to !== "string" || !/\bfrom\b/i.test(said.text)) return entity;
    // The end of a range of days is the beginning of the day after it.
    const end = Date.parse(value.to) - (info?.grain === "day" ? 1 : 0);
    const day = startOfDay(wallClock(end, clock.zone), clock.zone);
    const to = formatIso(info?.grain === "day" ? day : end, clock.zone);
    const start = Math.max(entity.start, said.text.slice(0, entity.end).search(/\S+$/));
    return { ...entity, start, value: to };
  });
  return { text: said.text, entities };
}

/** A time of day was named: alone it goes to the old day, with a day it stands for itself. */
function withTime(old: When, time: TimeSaid, hasDay: boolean, meant: Said, clock: Clock): When | null {
  const words = wordsOf(time.entity, meant.text);
  if (hasDay || time.namesDay || isRelative(words)) {
    const when = readWhen(meant, clock);
    return when && old.rule && !isRelative(words) ? onWeekday({ ...when, rule: old.rule }, clock) : when;
  }
  const { hour, minute } = wallClock(time.at, clock.zone);
  return withHour(old, hour, minute, namesHalfOfDay(meant.text) ? "this half" : "either half", clock);
}

/** The old day at a new hour: of both halves of the day the nearer to the old hour that is still to come, else tomorrow. */
function withHour(old: When, hour: number, minute: number, half: "either half" | "this half", clock: Clock): When {
  const oldAt = Date.parse(old.at);
  const day = wallClock(oldAt, clock.zone);
  const hours = half === "either half" ? [hour % 12, (hour % 12) + 12] : [hour % 24];
  const [best] = [0, 1]
    .flatMap((days) => hours.map((h) => atHour({ ...day, day: day.day + days }, h, minute, clock.zone)))
    .filter((at) => at > clock.now())
    .sort((a, b) => Math.abs(a - oldAt) - Math.abs(b - oldAt));
  return keepRule(old, best ?? oldAt + SECONDS_PER_DAY * 1000, clock);
}

function inHalf(old: When, half: "am" | "pm", clock: Clock): When {
  const { hour, minute } = wallClock(Date.parse(old.at), clock.zone);
  return withHour(old, (hour % 12) + (half === "pm" ? 12 : 0), minute, "this half", clock);
}

/** A new day at the old hour; a weekly reminder moves to that weekday. */
function onDayOf(day: TimeSaid, old: When, clock: Clock): When {
  const { hour, minute } = wallClock(Date.parse(old.at), clock.zone);
  const at = atHour(wallClock(day.at, clock.zone), hour, minute, clock.zone);
  const moved: When = { ...old, at: formatIso(at, clock.zone) };
  return old.rule ? onWeekday(moved, clock) : moved;
}

function onWeekday(when: When, clock: Clock): When {
  const weekday = WEEKDAY_CODES[weekdayOf(wallClock(Date.parse(when.at), clock.zone))];
  return { ...when, rule: when.rule?.replace(/^(FREQ=WEEKLY.*)BYDAY=[A-Z]{2}(?=;|$)/, `$1BYDAY=${weekday}`) };
}

/** Whole days go by the calendar: a day later is at the same hour, even where the clocks change between. */
function shifted(old: When, seconds: number, clock: Clock): When {
  const oldAt = Date.parse(old.at);
  if (seconds % SECONDS_PER_DAY !== 0) return keepRule(old, oldAt + seconds * 1000, clock);
  const { hour, minute, ...date } = wallClock(oldAt, clock.zone);
  return keepRule(old, atHour(addDays(date, seconds / SECONDS_PER_DAY), hour, minute, clock.zone), clock);
}

/** "an hour later", "a day earlier" as the extractor reads them: counted from now. */
function secondsFromNow({ at, grain }: TimeSaid, clock: Clock): number {
  if (grain === "exact") return (at - clock.now()) / 1000;
  const days = dayNumber(wallClock(at, clock.zone)) - dayNumber(wallClock(clock.now(), clock.zone));
  return days * SECONDS_PER_DAY;
}

/** A new recurrence at the hour of `old`; from its very day on where the rule names none: "do that every week". */
function atHourOf(old: When, rule: string, clock: Clock): When {
  if (!rule.includes(";BY")) return { at: old.at, rule };
  const { hour, minute } = wallClock(Date.parse(old.at), clock.zone);
  return recurringAt(rule, hour, minute, clock);
}

function keepRule(old: When, at: number, clock: Clock): When {
  return { at: formatIso(at, clock.zone), ...(old.rule && { rule: old.rule }) };
}
