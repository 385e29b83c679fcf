import { time } from "../../engine/nlu/extractors/time";
import { addDays, addMonths, compareDates, type CivilDate } from "../../engine/time/calendar";
import { startOfDay, wallClock } from "../../engine/time/zone";
import { readClockChange } from "./clock-changes";

/** The moment and place that a question about dates is read in. */
export interface Today {
  now: number;
  zone: string;
}

/** A day that a text names, or a stretch of days. */
export interface NamedDate {
  date: CivilDate;
  /** The last day of a stretch: "between 1 May and 20 June". */
  last?: CivilDate;
  /** The moment, where a time of day is named: milliseconds since the epoch. */
  moment?: number;
  /** Its year was said, so it isn't simply the next such day. */
  yearSaid: boolean;
  /** The words for it, and where they stand in the text as it was read. */
  words: string;
  start: number;
  end: number;
}

export interface DatesRead {
  /** The text in which the dates' places are. */
  text: string;
  dates: NamedDate[];
}

const SMALL_GRAINS = new Set<unknown>(["hour", "minute", "second"]);

/** Characters of a question that are read; dates stand at its beginning. */
export const MAX_TEXT = 500;

/** In a question about dates, "the 24th" and "10/02" are dates without an "on" before them. */
function asDates(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replace(
      /\b(?:days?|weeks?|months?|time)? ?(?:left|remain(?:ing|s)?|to go|still to come) (?:(?:in|of) (?:the|this)|this) (year|month|week)\b/gi,
      "until the end of the $1",
    )
    .replace(
      /\b(?:until|till|til|before) (?:the|this) (year|month|week) (?:is over|is out|ends|is done|is up|runs out)\b/gi,
      "until the end of the $1",
    )
    .replace(/(?<!\bon )\bthe (\d{1,2}(?:st|nd|rd|th))\b(?! of)/gi, "on the $1")
    .replace(/(?<![\d/]|\bon )\b(\d{1,2}\/\d{1,2}(?:\/\d{2,4})?)\b(?!\/)/g, "on $1");
}

/** The dates that a text names, in its order. */
export function readDates(said: string, { now, zone }: Today): DatesRead {
  const text = asDates(said);
  const dates = time(text, { now, zone }).flatMap(({ start, end, value, info }): NamedDate[] => {
    const words = text.slice(start, end).replace(/^on (?:the )?/i, "");
    const yearSaid = /\d{4}/.test(words) || /\d[/.-]\d{1,2}[/.-]\d{2}/.test(words);
    if (typeof value === "string") {
      const ms = Date.parse(value);
      return [
        { date: wallClock(ms, zone), ...(SMALL_GRAINS.has(info.grain) && { moment: ms }), yearSaid, words, start, end },
      ];
    }
    if (value === null || typeof value !== "object" || !("from" in value)) return [];
    const { from, to } = value;
    if (typeof from !== "string" || typeof to !== "string") return [];
    const last = addDays(wallClock(Date.parse(to), zone), -1);
    return [{ date: wallClock(Date.parse(from), zone), last, yearSaid, words, start, end }];
  });
  const change = dates.length === 0 ? readClockChange(text, { now, zone }) : null;
  if (change) dates.push({ ...change, yearSaid: true });
  const year = dates.length === 0 ? /\b(?:since|until|till|from|in|to) ((?:1[5-9]|20|21)\d\d)\b/i.exec(text) : null;
  if (year) {
    const end = year.index + year[0].length;
    dates.push({
      date: { year: Number(year[1]), month: 1, day: 1 },
      yearSaid: true,
      words: year[1] ?? "",
      start: end - 4,
      end,
    });
  }
  return { text, dates: withYears(text, dates, { now, zone }) };
}

const YEAR_SAID = /\b(?:in|of)?\s*\b((?:1[5-9]|20|21)\d\d)\b|\b(next|this|last) year\b/gi;

/** "Easter in 1987", "when's Pentecost next year": the year stands apart from the day. */
function withYears(text: string, dates: readonly NamedDate[], today: Today): NamedDate[] {
  const years = [...text.matchAll(YEAR_SAID)].filter(({ index }) =>
    dates.every(({ start, end, words }) => index >= end || index < start || /year/i.test(words)),
  );
  const [year] = years;
  const days = dates.filter(({ words }) => !/^(?:(?:next|this|last) year(?:'s)?|(?:in )?\d{4})$/i.test(words));
  if (!year || days.length === 0) return [...dates];
  const thisYear = wallClock(today.now, today.zone).year;
  const offset = { next: 1, this: 0, last: -1 }[year[2]?.toLowerCase() ?? ""] ?? 0;
  const wanted = year[1] === undefined ? thisYear + offset : Number(year[1]);
  return days.map((named) => {
    const inYear = named.yearSaid ? null : nextOccurrence(named, { year: wanted, month: 1, day: 1 }, today.zone);
    return { ...(inYear ?? named), yearSaid: true };
  });
}

/** The first day from `start` on that bears the same name. */
export function nextOccurrence(named: NamedDate, start: CivilDate, zone: string): NamedDate | null {
  const [found] = time(asDates(named.words), { now: startOfDay(start, zone), zone });
  if (typeof found?.value !== "string") return null;
  const { moment: _moment, ...day } = named;
  return { ...day, date: wallClock(Date.parse(found.value), zone) };
}

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)\w*$/i;
const DAY_OF_MONTH = /^\d{1,2}(?:st|nd|rd|th)$/i;

/** The last time before today that such a day was, for "since 14 February"; a day with its year stays. */
export function lastOccurrence(named: NamedDate, { now, zone }: Today): NamedDate {
  const today = wallClock(now, zone);
  if (named.yearSaid || compareDates(named.date, today) <= 0) return named;
  if (WEEKDAY.test(named.words)) return { ...named, date: addDays(named.date, -7) };
  if (DAY_OF_MONTH.test(named.words)) return { ...named, date: addMonths(named.date, -1) };
  const before = nextOccurrence(named, { ...today, year: today.year - 1 }, zone);
  return before && compareDates(before.date, today) <= 0 ? before : named;
}
