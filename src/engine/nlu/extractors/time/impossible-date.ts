import { daysInMonth } from "../../../time/calendar";
import { scan, spanOf, type Span } from "../dimension";

/** A day that its month doesn't have: "30 february", "february 29th, 2027". */
export interface ImpossibleDate extends Span {
  month: number;
  /** Null where none was said. */
  year: number | null;
  /** How many days the month has; in February without a year, at most. */
  daysInMonth: number;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "(?:,?\\s(\\d{4}))?\\b(?!:)";
const DAY_FIRST = new RegExp(`\\b${DAY}\\s(?:of\\s)?${MONTH}\\b${YEAR}`, "gi");
const MONTH_FIRST = new RegExp(`\\b${MONTH}\\s(?:the\\s)?${DAY}\\b${YEAR}`, "gi");
const LEAP_YEAR = 2028;

/** The first date in a text that no calendar has, or null. */
export function readImpossibleDate(text: string): ImpossibleDate | null {
  const read = (match: RegExpExecArray, month = "", day = ""): ImpossibleDate | null => {
    const year = match[3] === undefined ? null : Number(match[3]);
    const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
    const days = daysInMonth(year ?? LEAP_YEAR, number);
    // From 32 on it's no day but a number: "may 50 people".
    if (Number(day) <= days || Number(day) > 31) return null;
    return { ...spanOf(match), month: number, year, daysInMonth: days };
  };
  const [found] = [
    ...scan(text, DAY_FIRST, (match) => read(match, match[2], match[1])),
    ...scan(text, MONTH_FIRST, (match) => read(match, match[1], match[2])),
  ];
  return found ?? null;
}
