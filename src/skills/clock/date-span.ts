import { addMonths, compareDates, dayNumber, weekdayOf, type CivilDate } from "../../engine/time/calendar";
import { countOf, joinWords } from "../phrases";

/** Not the "year" of "new year" or the "month" of "the end of the month". */
const UNIT_ASKED =
  /(?<!\b(?:new|of the|of this|next|this|last|the) )\b(days?|sleeps?|nights?|hours?|minutes?|weeks?|weekends?|months?|years?)\b/i;

export type SpanUnit = "hour" | "minute" | "day" | "week" | "weekend" | "month" | "year";

/** The unit in which a question wants its answer; days where it doesn't say. */
export function unitAsked(text: string): SpanUnit {
  const unit = UNIT_ASKED.exec(text)?.[1]?.toLowerCase().replace(/s$/, "");
  return unit === undefined || unit === "sleep" || unit === "night" ? "day" : (unit as SpanUnit);
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.abs(dayNumber(to) - dayNumber(from));
}

/** "4 weeks and 5 days", "4 weeks", "5 days". */
function weeksAndDays(days: number): string {
  const parts = [
    Math.floor(days / 7) > 0 && countOf(Math.floor(days / 7), "week"),
    days % 7 > 0 && countOf(days % 7, "day"),
  ];
  return joinWords(parts.filter((part) => part !== false)) || "0 days";
}

/** "2 years, 3 months and 5 days". */
function yearsMonthsDays(one: CivilDate, other: CivilDate): string {
  const [from, to] = compareDates(one, other) <= 0 ? [one, other] : [other, one];
  const whole = (to.year - from.year) * 12 + (to.month - from.month);
  const months = compareDates(addMonths(from, whole), to) > 0 ? whole - 1 : whole;
  const days = daysBetween(addMonths(from, months), to);
  const parts: [number, string][] = [
    [Math.floor(months / 12), "year"],
    [months % 12, "month"],
    [days, "day"],
  ];
  return joinWords(parts.filter(([count]) => count > 0).map(([count, noun]) => countOf(count, noun))) || "0 days";
}

/** How many Saturdays lie from one day up to, not including, another. */
function weekendsBetween(from: CivilDate, to: CivilDate): number {
  // Day 2 since 1 January 1970, a Thursday, is a Saturday.
  const saturdays = (days: number) => Math.floor((days - 3) / 7);
  return Math.abs(saturdays(dayNumber(to)) - saturdays(dayNumber(from)));
}

/** Asked of "how many working days". */
export const WORKING_DAYS = /\b(?:work(?:ing)?|business|week)[\s-]?days?\b/i;

/** Mondays to Fridays from one day up to, not including, another; holidays differ between countries and are counted. */
export function workingDaysBetween(one: CivilDate, other: CivilDate): number {
  const [from, to] = compareDates(one, other) <= 0 ? [one, other] : [other, one];
  const days = daysBetween(from, to);
  // What is left over after whole weeks begins at the first day's weekday.
  const rest = Array.from({ length: days % 7 }, (_, index) => (weekdayOf(from) + index) % 7);
  return Math.floor(days / 7) * 5 + rest.filter((weekday) => weekday !== 0 && weekday !== 6).length;
}

/** "5 hours 20 minutes", "20 minutes". */
export function hoursAndMinutes(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const parts = [
    Math.floor(minutes / 60) > 0 && countOf(Math.floor(minutes / 60), "hour"),
    minutes % 60 > 0 && countOf(minutes % 60, "minute"),
  ];
  return parts.filter((part) => part !== false).join(" ") || "0 minutes";
}

/** A span of days in the unit asked for, and in another that says more. */
export function spanWords(from: CivilDate, to: CivilDate, unit: SpanUnit): { asked: string; also: string } {
  const days = daysBetween(from, to);
  const inDays = countOf(days, "day").replace(/\d{4,}/, (digits) => Number(digits).toLocaleString("en"));
  if (unit === "week") return { asked: weeksAndDays(days), also: days >= 7 ? inDays : "" };
  if (unit === "weekend") return { asked: countOf(weekendsBetween(from, to), "weekend"), also: inDays };
  if (unit === "month" || unit === "year") return { asked: yearsMonthsDays(from, to), also: inDays };
  const also = days < 7 ? "" : days <= 120 ? weeksAndDays(days) : yearsMonthsDays(from, to);
  return { asked: inDays, also };
}
