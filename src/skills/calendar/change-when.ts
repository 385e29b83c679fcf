import type { Clock } from "../../engine/environment";
import { addDays } from "../../engine/time/calendar";
import { startOfDay, wallClock } from "../../engine/time/zone";
import { withoutTakenBack } from "../conversation/correction";
import { mergeWhen } from "../reminders/merge-when";
import { atHour, overlaps, timesOf, type Said } from "../reminders/when";
import { daysOf } from "./occurrences";
import { days, isAllDay, lengthOf, rangeOf, readEventWhen, timed, type EventWhen } from "./when";

const LONGER = /\b(?:longer|extend|extra|lengthen|more)\b/i;
const SHORTER = /\b(?:shorter|shorten|less)\b/i;
const SHIFTS = /\b(?:later|earlier|back|forward|sooner|postpone|delay|push|bring|shift)\b/i;
const ENDS = /\b(?:until|till|til|ends?|ending|finish(?:es|ing)?)\b/i;
/** "Move it from Tuesday to Thursday": the first is left, the second is meant. */
const FROM_TO = /\b(?:move|change|shift|switch|reschedule)\b.*\bfrom\b/i;
const DAY_SECONDS = 86_400;

/**
 * Puts new words into a time already known: "to 4", "on Thursday", "two hours", "half an hour longer", "until five", "all day". What
 * isn't named stays. Null where the words say nothing of time.
 */
export function changeWhen(old: EventWhen, message: Said, clock: Clock): EventWhen | null {
  const words = withoutPlace(message);
  const range = FROM_TO.test(words.text) ? null : rangeOf(words);
  if (range) {
    const { when } = readEventWhen(words, clock, range.namesDay ? {} : { day: dayOf(old, clock) });
    return when && keepRule(when, old);
  }
  const said = withoutTakenBack(words, clock);
  if (isAllDay(said.text) && !old.allDay) {
    const { when } = readEventWhen(said, clock, { day: dayOf(old, clock) });
    return when && keepRule(when, old);
  }
  const until = ENDS.test(said.text) ? timesOf(said).find(({ grain }) => grain === "exact") : undefined;
  if (until && !old.allDay) return endingAt(old, until.at, clock);

  const seconds = SHIFTS.test(said.text) ? null : lengthOf(said);
  if (seconds === null) return moved(old, said, clock);
  const lengths = said.entities.filter(({ entity }) => entity === "duration");
  const entities = said.entities.filter((each) => !lengths.some((length) => overlaps(length, each)));
  const rest = { text: said.text, entities };
  return lengthened(moved(old, rest, clock) ?? old, seconds, said.text, clock);
}

/** The 4 of "room 4B" is no hour. */
function withoutPlace({ text, entities }: Said): Said {
  const places = entities.filter(({ entity }) => entity === "event_place");
  return {
    text,
    entities: entities.filter((each) => !places.some((place) => place !== each && overlaps(place, each))),
  };
}

function moved(old: EventWhen, said: Said, clock: Clock): EventWhen | null {
  if (old.allDay && timesOf(said).some(({ grain }) => grain === "exact")) {
    return readEventWhen(said, clock, { day: dayOf(old, clock) }).when;
  }
  const merged = mergeWhen({ at: old.starts, ...(old.rule !== undefined && { rule: old.rule }) }, said, clock);
  if (!merged) return null;
  const repeated = merged.rule === undefined ? {} : { rule: merged.rule };
  const start = Date.parse(merged.at);
  if (!old.allDay) return { ...timed(start, start + lengthOfWhen(old), clock.zone), ...repeated };
  const first = wallClock(start, clock.zone);
  const last = addDays(first, daysOf({ ...old, zone: clock.zone }));
  return { ...days(startOfDay(first, clock.zone), startOfDay(last, clock.zone), clock.zone), ...repeated };
}

function lengthened(old: EventWhen, seconds: number, text: string, clock: Clock): EventWhen | null {
  const start = Date.parse(old.starts);
  if (old.allDay && seconds % DAY_SECONDS === 0) {
    const change = seconds / DAY_SECONDS;
    const before = daysOf({ ...old, zone: clock.zone });
    const count = LONGER.test(text) ? before + change : SHORTER.test(text) ? before - change : change;
    if (count < 1) return null;
    const last = startOfDay(addDays(wallClock(start, clock.zone), count), clock.zone);
    return keepRule(days(start, last, clock.zone), old);
  }
  const change = seconds * 1000;
  const before = lengthOfWhen(old);
  const length = LONGER.test(text) ? before + change : SHORTER.test(text) ? before - change : change;
  return length > 0 && !old.allDay ? keepRule(timed(start, start + length, clock.zone), old) : null;
}

/** The end's hour on the day it starts; of both halves of the day the first that comes after the start. */
function endingAt(old: EventWhen, at: number, clock: Clock): EventWhen | null {
  const start = Date.parse(old.starts);
  const { hour, minute } = wallClock(at, clock.zone);
  const day = wallClock(start, clock.zone);
  const ends = [hour % 12, (hour % 12) + 12, (hour % 12) + 24].map((h) => {
    const { year, month, day: date } = addDays(day, Math.floor(h / 24));
    return atHour({ year, month, day: date }, h % 24, minute, clock.zone);
  });
  const end = ends.find((candidate) => candidate > start);
  return end === undefined ? null : keepRule(timed(start, end, clock.zone), old);
}

function lengthOfWhen({ starts, ends }: EventWhen): number {
  return Date.parse(ends) - Date.parse(starts);
}

function dayOf({ starts }: EventWhen, clock: Clock): string {
  const start = startOfDay(wallClock(Date.parse(starts), clock.zone), clock.zone);
  return timed(start, start, clock.zone).starts;
}

function keepRule(when: EventWhen, { rule }: EventWhen): EventWhen {
  return rule === undefined || when.rule !== undefined ? when : { ...when, rule };
}
