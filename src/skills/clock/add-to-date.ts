import { readDurations, type DurationMatch } from "../../engine/nlu/extractors/duration";
import { readNumber } from "../../engine/nlu/extractors/number-words";
import { addDays, addMonths, weekdayOf, type CivilDate } from "../../engine/time/calendar";
import { wallClock } from "../../engine/time/zone";
import { MAX_TEXT, readDates, type Today } from "./dates";

export interface DateSum {
  from: CivilDate;
  result: CivilDate;
  /** As it was said: "3 weeks", "10 working days". */
  distance: string;
}

const BACK = /\b(?:ago|before|minus|subtract\w*|prior|earlier|go(?:ing)? back|count(?:ing)? back|back)\b/i;
const WORKING_DAYS = /\b(?:working|business|work|week) ?days?\b/i;

/** Monday to Friday; public holidays aren't known. */
function addWorkingDays(date: CivilDate, days: number): CivilDate {
  let result = date;
  for (let left = Math.abs(days); left > 0;) {
    result = addDays(result, Math.sign(days));
    if (weekdayOf(result) % 6 !== 0) left--;
  }
  return result;
}

function shifted(date: CivilDate, parts: DurationMatch["parts"], sign: 1 | -1): CivilDate {
  return parts.reduce((from, { amount, unit }) => {
    if (unit === "year") return addMonths(from, sign * Math.round(amount * 12));
    if (unit === "month") return addMonths(from, sign * Math.round(amount));
    const days = unit === "week" ? amount * 7 : unit === "day" ? amount : unit === "hour" ? amount / 24 : 0;
    return addDays(from, sign * Math.round(days));
  }, date);
}

/** Beyond these a calendar says nothing to anyone. */
const MAX_WORKING_DAYS = 10_000;
const MAX_SECONDS = 5000 * 366 * 86_400;

/**
 * "3 weeks after friday", "45 days from now", "10 working days from the 3rd"; null where no length of time is named. Where
 * no day is named to count from it is `told`, or today.
 */
export function readDateSum(said: string, today: Today, told: CivilDate | null = null): DateSum | null {
  // "Minus 4 weeks" isn't a length of less than nothing.
  const text = said.slice(0, MAX_TEXT).replace(/\bminus\b|(?<=\w )- ?(?=\d)/gi, "subtract ");
  const working = WORKING_DAYS.exec(text);
  const count = working ? readNumber(text.slice(0, working.index)).at(-1)?.value : undefined;
  const durations = count === undefined ? readDurations(text).filter(({ seconds }) => seconds <= MAX_SECONDS) : [];
  if (durations.length === 0 && (count === undefined || count > MAX_WORKING_DAYS)) return null;

  // What is left without the length of time is the day to count from: "3 weeks after friday".
  const base = durations.reduceRight((rest, { start, end }) => `${rest.slice(0, start)}it${rest.slice(end)}`, text);
  const [named] = readDates(base, today).dates;
  const from = named?.date ?? told ?? wallClock(today.now, today.zone);
  const sign = BACK.test(text) ? -1 : 1;
  if (count !== undefined) {
    return {
      from,
      result: addWorkingDays(from, sign * Math.round(count)),
      distance: `${Math.round(count)} working days`,
    };
  }
  const parts = durations.flatMap((duration) => duration.parts);
  const distance = durations.map(({ start, end }) => text.slice(start, end)).join(" and ");
  return { from, result: shifted(from, parts, sign), distance };
}
