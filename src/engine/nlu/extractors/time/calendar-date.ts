import { Chrono, configuration, type ParsedResult } from "chrono-node/en";
import { compareDates, isCivilDate, type CivilDate } from "../../../time/calendar";
import { instantOf } from "../../../time/zone";
import { scan, spanOf } from "../dimension";
import type { Piece, Reading } from "./piece";

/**
 * Chrono reads dates written with a month: "3 march", "July 4th, 2027", "3-5 march", "2026-11-23", "23/11/2026". Its refiners
 * are left out: what is merged, and which year is meant, is decided here for every kind of piece alike.
 */
const chrono = new Chrono({ ...configuration.createConfiguration(true, false), refiners: [] });

type Components = ParsedResult["start"];

/** Where 3/4 is the fourth of March. */
const MONTH_FIRST_ZONES =
  /^(?:US\/|America\/(?:New_York|Chicago|Denver|Phoenix|Los_Angeles|Anchorage|Juneau|Sitka|Nome|Yakutat|Metlakatla|Adak|Boise|Detroit|Menominee|Indiana\/|Kentucky\/|North_Dakota\/)|Pacific\/Honolulu)/;

/** "3/4 cup", "march 4 miles": a number that counts. */
const COUNTS =
  /^\s?(?:%|percent|miles?|km|kilomet|met(?:er|re)|steps|laps|minutes?|mins?|hours?|hrs?|times|people|cups?|of\s(?:a|an|the)\b)/i;
/** A date like 3/4 with no year needs one of these before it, or a time behind it, to be told from a fraction. */
const DATE_BEFORE = /\b(?:on|by|until|till|before|after|since|from|for|due|date|is|to)\s(?:the\s)?$/i;
const TIME_BEHIND = /^,?\s(?:(?:at|from|@)\s?\d|\d{1,2}[:.]\d\d\b)/i;
const SLASHED = /^(?:on\s)?\d{1,2}\/\d{1,2}$/i;

export function calendarDates(reading: Reading): Piece[] {
  const dayFirst = !MONTH_FIRST_ZONES.test(reading.zone);
  return [...(dayFirst ? dottedDates(reading) : []), ...datesWithMonth(reading, dayFirst)];
}

/** "29.3.", as much of Europe writes it; without a word before it that leads to a date it may be a number at a sentence's end. */
const DOTTED = /(?<![\d.,])(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d{2,4}\b|\d)/g;

function dottedDates({ text, today }: Reading): Piece[] {
  return scan(text, DOTTED, (match): Piece | null => {
    const { start, end } = spanOf(match);
    const from = leadingOn(text, start);
    const isLed = start === 0 || from < start || DATE_BEFORE.test(text.slice(Math.max(0, start - 12), start));
    const date = isLed ? coming(Number(match[2]), Number(match[1]), today) : null;
    return date && { kind: "day", start: from, end, date };
  });
}

function datesWithMonth({ text, today, zone }: Reading, dayFirst: boolean): Piece[] {
  // Only a date is asked of it, and at noon no zone's clocks change, so the host's own zone doesn't matter.
  const reference = new Date(today.year, today.month - 1, today.day, 12);
  return chrono.parse(text, reference).flatMap((result): Piece[] => {
    const { start, end } = result;
    if (!start.isCertain("month") || !start.isCertain("day") || start.tags().has("result/relativeDate")) return [];
    const lead = /^[\s,(]*/.exec(result.text)?.[0].length ?? 0;
    const from = leadingOn(text, result.index + lead);
    const to = result.index + result.text.trimEnd().length;
    const before = text.slice(Math.max(0, from - 12), from);
    if (COUNTS.test(text.slice(to, to + 20)) || /[\d/.-]$/.test(before)) return [];
    const said = text.slice(from, to);
    const isLed = DATE_BEFORE.test(before) || /^on/i.test(said) || TIME_BEHIND.test(text.slice(to));
    if (SLASHED.test(said) && !isLed) return [];
    const date = dateOf(start, today, dayFirst);
    if (date && start.isCertain("hour"))
      return [{ kind: "moment", start: from, end: to, ms: isoInstant(date, start, zone), grain: "minute" }];
    const last = end && dateOf(end, today, dayFirst);
    if (!date) return [];
    const lasts = last && compareDates(last, date) > 0 ? last : undefined;
    return [{ kind: "day", start: from, end: to, date, ...(lasts && { last: lasts }) }];
  });
}

/** Where no year was said, the next such day; 29 February waits for a leap year. */
function dateOf(components: Components, today: CivilDate, dayFirst: boolean): CivilDate | null {
  const year = components.get("year");
  let [month, day] = [components.get("month"), components.get("day")];
  // Chrono has read 3/4 as the fourth of March, and 23/4 the only way that is a date.
  const swaps = dayFirst && components.tags().has("parser/SlashDateFormatParser") && (day ?? 0) <= 12;
  if (swaps) [month, day] = [day, month];
  if (year === null || month === null || day === null) return null;
  if (components.isCertain("year")) {
    const date = { year, month, day };
    return year >= 1000 && isCivilDate(date) ? date : null;
  }
  return coming(month, day, today);
}

/** The next such day from today on; null for one that no year has. */
function coming(month: number, day: number, today: CivilDate): CivilDate | null {
  for (let year = today.year; year <= today.year + 8; year++) {
    const date = { year, month, day };
    if (isCivilDate(date) && compareDates(date, today) >= 0) return date;
  }
  return null;
}

/** The instant of `2026-11-23T09:00+01:00`; without an offset, in the user's zone. */
function isoInstant(date: CivilDate, time: Components, zone: string): number {
  const [hour, minute, second] = [time.get("hour") ?? 0, time.get("minute") ?? 0, time.get("second") ?? 0];
  const offset = time.isCertain("timezoneOffset") ? time.get("timezoneOffset") : null;
  if (offset === null) return instantOf({ ...date, hour, minute, second }, zone);
  return Date.UTC(date.year, date.month - 1, date.day, hour, minute - offset, second);
}

/** Where an "on" or "on the" before the index begins, else the index. */
function leadingOn(text: string, index: number): number {
  const lead = /\b(?:on\s)?(?:the\s)?$/i.exec(text.slice(Math.max(0, index - 7), index));
  return index - (lead?.[0].length ?? 0);
}
