import { addDays, addMonths, compareDates, weekdayOf, type CivilDate } from "../../../time/calendar";
import { scan, spanOf } from "../dimension";
import type { Piece, Reading } from "./piece";
import { MONTHS } from "./period";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const WHICH: Record<string, number> = {
  first: 1,
  "1st": 1,
  second: 2,
  "2nd": 2,
  third: 3,
  "3rd": 3,
  fourth: 4,
  "4th": 4,
};

const NTH = new RegExp(
  `(?<!\\b(?:every|each)\\s(?:the\\s)?)(?:\\bon\\s)?\\b(?:the\\s)?(${Object.keys(WHICH).join("|")}|last)\\s(${WEEKDAYS.join("|")})\\s(?:of|in)\\s(?:(?:the\\s|(this|next)\\s)month|(${MONTHS.join("|")})(?:\\s((?:19|20|21)\\d\\d))?)\\b`,
  "gi",
);

/** "the third Friday of April", "the last Sunday in May", "the first Monday of next month": the next such day. */
export function nthWeekdays({ text, today }: Reading): Piece[] {
  return scan(text, NTH, (match): Piece | null => {
    const [, which = "", weekday = "", offset = "", name, year] = match;
    const isThis = offset.toLowerCase() === "this" || year !== undefined;
    const first = firstOfMonth(name, year, offset.toLowerCase() === "next" ? 1 : 0, today);
    const dateIn = (month: CivilDate) =>
      nthIn(month, WHICH[which.toLowerCase()], WEEKDAYS.indexOf(weekday.toLowerCase()));
    const date = dateIn(first);
    const isOver = !isThis && compareDates(date, today) < 0;
    return {
      kind: "day",
      ...spanOf(match),
      date: isOver ? dateIn(addMonths(first, name === undefined ? 1 : 12)) : date,
    };
  });
}

function firstOfMonth(name: string | undefined, year: string | undefined, offset: number, today: CivilDate): CivilDate {
  if (name === undefined) return addMonths({ ...today, day: 1 }, offset);
  const month = MONTHS.findIndex((names) => new RegExp(`^(?:${names})$`, "i").test(name)) + 1;
  return { year: year === undefined ? today.year + (month < today.month ? 1 : 0) : Number(year), month, day: 1 };
}

/** The nth such weekday of the month that begins with `first`, or its last one. */
function nthIn(first: CivilDate, nth: number | undefined, weekday: number): CivilDate {
  if (nth === undefined) {
    const last = addDays(addMonths(first, 1), -1);
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));
}
