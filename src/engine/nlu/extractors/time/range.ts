import { addDays } from "../../../time/calendar";
import { startOfDay, wallClock } from "../../../time/zone";
import type { Phrase } from "./phrase";
import { resolve, type Moment, type ResolvedTime } from "./resolve";

const TO = /^\s*(to|until|till|til|through|thru|-|–|and)\s*(?:the\s)?$/i;
const LEAD = /\b(?:from|between)\s+(?:the\s)?$/i;
/** Texts whose "from 1 to 10" are plain numbers. */
const ABOUT_NUMBERS =
  /\b(?:numbers?|count|random|pick|choose|scale|roll|dice|die|guess|convert|range|integers?|pages?)\b/i;

/** The "from" or "between" that stands right before an index, as it is written. */
export function rangeLead(text: string, index: number): string {
  return LEAD.exec(text.slice(Math.max(0, index - 13), index))?.[0] ?? "";
}

function hasDay({ day, weekday, monthday, period }: Phrase): boolean {
  return Boolean(day ?? weekday ?? monthday ?? period);
}

/** Whether two phrases are the ends of one stretch: "from 9 to 11", "monday - friday", "between 9 and 11 tomorrow". */
export function isRange(text: string, first: Phrase, second: Phrase): boolean {
  const to = TO.exec(text.slice(first.end, second.start))?.[1]?.toLowerCase();
  if (!to || first.moment || second.moment) return false;
  if ((first.weak && !first.clock) || (second.weak && !second.clock)) return false;
  const lead = rangeLead(text, first.start);
  if (to === "and" && !/^between/i.test(lead) && !/\bbetween\s/i.test(text.slice(first.start, first.end))) return false;
  if (first.weak && second.weak) return lead !== "" && !ABOUT_NUMBERS.test(text);
  // "friday to 9": a day doesn't end at an hour.
  return first.clock !== undefined || !second.weak;
}

/** What the end says and the beginning leaves open holds for both: "from 9 to 11 tomorrow", "3-5pm". */
function completeStart(first: Phrase, second: Phrase): Phrase {
  if (!first.clock || !second.clock) return first;
  const { day, weekday, monthday, period, part } = second;
  const start: Phrase = hasDay(first) ? first : { ...first, day, weekday, monthday, period, part: first.part ?? part };
  if (first.clock.exact || !second.clock.exact || second.clock.hour < 12) return start;
  const afternoon = (first.clock.hour % 12) + 12;
  const fits = afternoon * 60 + first.clock.minute < second.clock.hour * 60 + second.clock.minute;
  return { ...start, clock: { ...first.clock, hour: fits ? afternoon : first.clock.hour, exact: true } };
}

/** The stretch from one phrase to another, or null where the second can't end it. */
export function resolveRange(first: Phrase, second: Phrase, moment: Moment): ResolvedTime | null {
  const start = resolve(completeStart(first, second), moment);
  const end = resolve(second, { ...moment, now: start.from, bareHours: "sooner" });
  let to = end.from;
  if (!second.clock && !second.part) {
    to = second.period
      ? startOfDay(second.period.to, moment.zone)
      : startOfDay(addDays(wallClock(end.from, moment.zone), 1), moment.zone);
  }
  if (to <= start.from) return null;
  const grain = second.clock || second.part ? end.grain : "day";
  return { from: start.from, to, grain, certain: [...new Set([...start.certain, ...end.certain])] };
}
