import type { Clock } from "../../engine/environment";
import { addDays, addMonths, startOfWeek, type CivilDate } from "../../engine/time/calendar";
import { instantOf, startOfDay, wallClock } from "../../engine/time/zone";
import { wordsOf } from "../reminders/time-words";
import { timesOf, type Said } from "../reminders/when";
import type { Span } from "./occurrences";
import { HOUR_MS, lengthOf, rangeOf } from "./when";

/** A stretch of time that a message asks about. */
export interface SpanSaid extends Span {
  /** As the user named it, lower case: "on friday". */
  words: string;
  /** `hours` within a day, one whole `day`, or several `days`. */
  kind: "hours" | "day" | "days";
}

/** Hours of the day's parts, as people speak of being free then. */
const PARTS: [RegExp, number, number][] = [
  [/morning/i, 6, 12],
  [/lunch/i, 12, 14],
  [/afternoon/i, 12, 18],
  [/evening/i, 17, 23],
  [/night/i, 18, 24],
];

/** The days or hours a message asks about; null where it names none. */
export function spanSaid(said: Said, clock: Clock): SpanSaid | null {
  const { zone } = clock;
  const part = PARTS.find(([name]) => name.test(said.text));
  const range = rangeOf(said);
  if (range) {
    const words = wordsOf(range.entity, said.text).toLowerCase();
    return { from: range.from, to: range.to, words, kind: range.grain === "exact" ? "hours" : "days" };
  }
  const [time] = timesOf(said);
  if (!time) {
    const today = wallClock(clock.now(), zone);
    if (/\brest of (?:the|this) week\b/i.test(said.text)) return restOfWeek(clock);
    return part ? hoursOf(today, part, "today", zone) : null;
  }
  const words = wordsOf(time.entity, said.text).toLowerCase();
  const date = wallClock(time.at, zone);
  const day = startOfDay(date, zone);
  switch (time.entity.additional_info?.grain) {
    case "day":
      if (part) return hoursOf(date, part, words, zone);
      return { from: day, to: startOfDay(addDays(date, 1), zone), words, kind: "day" };
    case "week":
      return { from: day, to: startOfDay(addDays(date, 7), zone), words, kind: "days" };
    case "month":
      return { from: day, to: startOfDay(addMonths(date, 1), zone), words, kind: "days" };
    case "year":
      return { from: day, to: startOfDay(addMonths(date, 12), zone), words, kind: "days" };
  }
  const certain = time.entity.additional_info?.certain;
  if (part && Array.isArray(certain) && certain.includes("part")) return hoursOf(date, part, words, zone);
  const length = (lengthOf(said) ?? HOUR_MS / 1000) * 1000;
  return { from: time.at, to: time.at + length, words, kind: "hours" };
}

function hoursOf(date: CivilDate, [, from, to]: [RegExp, number, number], words: string, zone: string): SpanSaid {
  return { from: hourOn(date, from, zone), to: hourOn(date, to, zone), words, kind: "hours" };
}

function restOfWeek(clock: Clock): SpanSaid {
  const today = wallClock(clock.now(), clock.zone);
  const from = startOfDay(today, clock.zone);
  const monday = addDays(startOfWeek(today), 7);
  return { from, to: startOfDay(monday, clock.zone), words: "the rest of the week", kind: "days" };
}

/** An hour of a day; the 24th is the next midnight. */
export function hourOn({ year, month, day }: CivilDate, hour: number, zone: string): number {
  return instantOf(
    { ...addDays({ year, month, day }, Math.floor(hour / 24)), hour: hour % 24, minute: 0, second: 0 },
    zone,
  );
}
