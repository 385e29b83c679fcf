import {
  addDays,
  compareDates,
  daysInMonth,
  addMonths,
  startOfWeek,
  weekdayOf,
  type CivilDate,
} from "../../../time/calendar";
import { instantOf, startOfDay, wallClock } from "../../../time/zone";
import type { Phrase } from "./phrase";
import type { ClockPiece, DayPart, Grain } from "./piece";

/** What a phrase comes to. Without `to` it is a point, as coarse as its grain; with it all from `from` up to, not including, `to`. */
export interface ResolvedTime {
  from: number;
  to?: number;
  grain: Grain;
  /** What was said, and not filled in: "tomorrow" has a day, "at nine" an hour. */
  certain: string[];
}

export interface Moment {
  now: number;
  zone: string;
  /** How an hour is read that may be before or after noon: as people usually mean it, before noon, or whichever is sooner. */
  bareHours: "usual" | "morning" | "sooner";
}

/** The hour meant where only the part of a day is said. */
export const PART_HOURS: Record<DayPart, number> = { morning: 9, afternoon: 15, evening: 18, night: 20 };

/** The hours a clock may mean, likeliest first; 24 and more are after midnight, of the next day. */
export function hoursMeant(
  clock: ClockPiece,
  part: DayPart | undefined,
  dayIsOpen: boolean,
  bareHours: Moment["bareHours"],
): number[] {
  const { hour } = clock;
  if (clock.exact) return [part === "night" && hour < 5 ? hour + 24 : hour];
  const twelve = hour % 12;
  if (part === "morning") return [twelve];
  if (part === "night") return [twelve < 5 ? twelve + 24 : twelve + 12];
  if (part === "evening") return [twelve === 0 ? 24 : twelve + 12];
  if (part === "afternoon") return [twelve + 12];
  if (bareHours === "sooner") return [twelve, twelve + 12];
  if (bareHours === "morning" && hour >= 3 && hour < 12) return [hour];
  if (hour === 12) return [12];
  if (hour <= 6) return [hour + 12];
  return dayIsOpen ? [hour, hour + 12] : [hour];
}

/** The weekday's date as "next", "last" or nothing before it means. "Next" is in next week, which begins on Monday. */
function weekdayDate(weekday: number, which: string, today: CivilDate, todayCounts: boolean): CivilDate {
  const monday = startOfWeek(today);
  const inWeek = addDays(monday, (weekday + 6) % 7);
  if (which === "next") return addDays(inWeek, 7);
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (which === "last") return addDays(today, ahead === 0 ? -7 : ahead - 7);
  return addDays(today, ahead === 0 && !(todayCounts || which === "this") ? 7 : ahead);
}

function monthdayDate(day: number, today: CivilDate): CivilDate {
  for (let months = day < today.day ? 1 : 0; ; months++) {
    const first = addMonths({ ...today, day: 1 }, months);
    // Of any two months in a row one has 31 days, so this ends.
    if (day <= daysInMonth(first.year, first.month)) return { ...first, day };
  }
}

/** "Friday the 13th": the next that is both. Where that is over a year away the weekday is taken for a slip. */
function weekdayOnMonthday(weekday: number, day: number, from: CivilDate): CivilDate {
  const next = monthdayDate(day, from);
  for (let date = next; compareDates(date, from) < 366; date = monthdayDate(day, addDays(date, 1))) {
    if (weekdayOf(date) === weekday) return date;
  }
  return next;
}

/** The day a phrase names, or null where it names none. `passed` moves a weekday or monthday of today on to its next. */
function dayOf(phrase: Phrase, today: CivilDate, passed: boolean): CivilDate | null {
  const { day, weekday, monthday, period, part } = phrase;
  if (day) return day.date;
  if (period && weekday) return addDays(period.from, (weekday.weekday + 6) % 7);
  if (period && monthday)
    return { ...period.from, day: Math.min(monthday.day, daysInMonth(period.from.year, period.from.month)) };
  if (period) return period.from;
  const from = passed ? addDays(today, 1) : today;
  if (monthday && weekday) return weekdayOnMonthday(weekday.weekday, monthday.day, from);
  if (monthday) return monthdayDate(monthday.day, from);
  if (weekday) return weekdayDate(weekday.weekday, weekday.which, today, !passed && phrase.clock !== undefined);
  if (part?.offset !== undefined) return addDays(today, part.offset);
  return null;
}

function certainOf(phrase: Phrase): string[] {
  const { day, weekday, monthday, period, part, clock } = phrase;
  const said: string[] = [];
  if (day || weekday || monthday || part?.offset !== undefined) said.push("day");
  else if (period) said.push(period.period);
  if (part) said.push("part");
  if (clock) said.push("hour");
  if (clock?.minuteSaid) said.push("minute");
  return said;
}

/** Reads a phrase against a moment. Clock times and open days are the next ones after it. */
export function resolve(phrase: Phrase, moment: Moment): ResolvedTime {
  const { now, zone } = moment;
  const certain = certainOf(phrase);
  if (phrase.moment) {
    const { ms, grain } = phrase.moment;
    const isFine = grain === "second" || grain === "minute";
    return { from: ms, grain, certain: isFine ? ["day", "hour", "minute"] : ["day", "hour"] };
  }
  if (phrase.clock)
    return {
      from: clockTime(phrase, phrase.clock, moment),
      grain: phrase.clock.minuteSaid ? "minute" : "hour",
      certain,
    };
  if (phrase.part) return { from: partTime(phrase, phrase.part.part, moment), grain: "hour", certain };

  const today = wallClock(now, zone);
  const date = dayOf(phrase, today, false) ?? today;
  const from = startOfDay(date, zone);
  const { period } = phrase;
  if (period && !phrase.weekday && !phrase.monthday) {
    if (period.period === "weekend") return { from, to: startOfDay(period.to, zone), grain: "day", certain };
    return { from, grain: period.period, certain };
  }
  if (phrase.day?.last) return { from, to: startOfDay(addDays(phrase.day.last, 1), zone), grain: "day", certain };
  return { from, grain: "day", certain };
}

function at(date: CivilDate, hour: number, minute: number, zone: string): number {
  return instantOf({ ...date, hour, minute, second: 0 }, zone);
}

function clockTime(phrase: Phrase, clock: ClockPiece, { now, zone, bareHours }: Moment): number {
  const today = wallClock(now, zone);
  const date = dayOf(phrase, today, false);
  const open = date === null || compareDates(date, today) === 0;
  const hours = hoursMeant(clock, phrase.part?.part, open, bareHours);
  const times = hours.map((hour) => at(date ?? today, hour, clock.minute, zone));
  const coming = times.find((time) => time > now);
  if (!open || coming !== undefined) return coming ?? times[0] ?? now;

  const [likeliest = clock.hour] = hours;
  if (date === null) return at(addDays(today, 1), likeliest, clock.minute, zone);
  const nextDay = dayOf(phrase, today, true);
  return nextDay && compareDates(nextDay, date) > 0
    ? at(nextDay, likeliest, clock.minute, zone)
    : (times.at(-1) ?? now);
}

function partTime(phrase: Phrase, part: DayPart, { now, zone }: Moment): number {
  const today = wallClock(now, zone);
  const date = dayOf(phrase, today, false);
  const hour = PART_HOURS[part];
  if (date === null) {
    const time = at(today, hour, 0, zone);
    return time > now ? time : at(addDays(today, 1), hour, 0, zone);
  }
  const time = at(date, hour, 0, zone);
  const isToday = compareDates(date, today) === 0;
  // "Tonight" said at half past nine is still to come: the next full hour of the same day. "This morning" may well be over.
  if (!isToday || time > now || part === "morning") return time;
  return today.hour < 23 ? at(today, today.hour + 1, 0, zone) : at(today, 23, 59, zone);
}
