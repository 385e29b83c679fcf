import { wallClock } from "../../../time/zone";
import { readDurations, type DurationMatch, type DurationUnit } from "../duration";
import { withoutOverlaps, type Span } from "../dimension";
import type { ParseContext } from "../../parse-data";
import { calendarDates } from "./calendar-date";
import { clocks } from "./clock";
import { days } from "./day";
import { holidays } from "./holidays";
import { nthWeekdays } from "./nth-weekday";
import { periods } from "./period";
import { makePhrases, type Phrase } from "./phrase";
import type { PieceParser, Reading } from "./piece";
import { isRange, rangeLead, resolveRange } from "./range";
import { FARTHEST_SECONDS, grainOf, relativeTimes, shift } from "./relative";
import { resolve, type Moment, type ResolvedTime } from "./resolve";

export type TimeMatch = Span & ResolvedTime;

/** Where two read the same stretch of text, the one listed first is believed. */
const PARSERS: readonly PieceParser[] = [relativeTimes, holidays, nthWeekdays, calendarDates, days, periods, clocks];

const WAKING =
  /\b(?:wake|waking|get\s(?:me\s)?up|woken|(?:be|i['’]?m|am)\s(?:up|awake)|out\sof\sbed)\b|\balarms?\b.*\b(?:tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week\s?days?|every|each)\b/i;
const CONNECTOR = /\s(?:(from|after|before|on)\s)?(?:the\s)?$/i;
/** UTF-16 code units: longer than any length of time that people say before a date. */
const LONGEST_SHIFT = 60;
const ONE_UNIT = /\b(?:the\s)?(day|week|month|year)$/i;

/** What ends right before an index and shifts what comes after it: "2 days", or "the day" in "the day after". */
function shiftBefore(text: string, end: number): Pick<DurationMatch, "start" | "parts"> | null {
  const from = Math.max(0, end - LONGEST_SHIFT);
  const duration = readDurations(text.slice(from, end)).at(-1);
  if (duration && from + duration.end === end && duration.seconds <= FARTHEST_SECONDS)
    return { start: from + duration.start, parts: duration.parts };
  const unit = ONE_UNIT.exec(text.slice(Math.max(0, end - 12), end));
  const name = unit?.[1]?.toLowerCase() as DurationUnit | undefined;
  return unit && name ? { start: end - unit[0].length, parts: [{ amount: 1, unit: name }] } : null;
}

/** "2 days after christmas", "an hour before noon", "the day before easter", "a week from friday", "two weeks on monday". */
function withOffset(text: string, phrase: Phrase, time: TimeMatch, zone: string): TimeMatch {
  const connector = CONNECTOR.exec(text.slice(Math.max(0, phrase.start - 12), phrase.start));
  if (!connector || time.to !== undefined) return time;
  const shifted = shiftBefore(text, phrase.start - connector[0].length);
  if (!shifted) return time;
  const word = connector[1]?.toLowerCase();
  if (word === undefined || word === "on") {
    // British "a week tomorrow", "two weeks on monday"; but "for a week on monday" is a length.
    const isLength = /\bfor\s$/i.test(text.slice(Math.max(0, shifted.start - 4), shifted.start));
    const counted = /^(?:an?|one|two|three|\d)/i.test(text.slice(shifted.start));
    if (isLength || !counted || !shifted.parts.every(({ unit }) => unit === "week")) return time;
  }
  const from = shift(time.from, shifted.parts, word === "before" ? -1 : 1, zone);
  const grain = grainOf(shifted.parts);
  const finer = grain === "hour" || grain === "minute" || grain === "second";
  return { ...time, start: shifted.start, from, grain: finer ? grain : time.grain };
}

/** The times in a text whose words about time are spelled right, in its order, none overlapping. */
export function readTimes(text: string, { now, zone }: ParseContext): TimeMatch[] {
  const reading: Reading = { text, now, zone, today: wallClock(now, zone) };
  const moment: Moment = { now, zone, bareHours: WAKING.test(text) ? "morning" : "usual" };
  const phrases = makePhrases(
    text,
    PARSERS.flatMap((parse) => parse(reading)),
  );
  const times: TimeMatch[] = [];
  for (let index = 0; index < phrases.length; index++) {
    const phrase = phrases[index];
    const next = phrases[index + 1];
    if (!phrase) continue;
    const range = next && isRange(text, phrase, next) ? resolveRange(phrase, next, moment) : null;
    if (next && range) {
      times.push({ ...range, start: phrase.start - rangeLead(text, phrase.start).length, end: next.end });
      index++;
    } else if (!phrase.weak) {
      const time = { ...resolve(phrase, moment), start: phrase.start, end: phrase.end };
      times.push(withOffset(text, phrase, time, zone));
    }
  }
  return withoutOverlaps(times);
}
