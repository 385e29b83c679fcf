import { daysInMonth, type CivilDate } from "../../engine/time/calendar";
import { MONTHS } from "./date-words";

const MONTH = MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join("|");
const YEAR = "(?:1[5-9]|20|21)\\d\\d";
const WHICH = "this|next|last|a|the";
const DAYS_IN = new RegExp(
  `\\b(?:how many|number of) days (?:(?:are|were|will be) )?(?:there )?(?:do we have |have we got )?(?:in|has|have) (?:the month of )?(?:(${MONTH})\\b(?:,? (?:of |in )?(${YEAR}|this year|next year|last year))?|(${WHICH}) (month|year)|(?:the year )?(${YEAR}))\\b|\\bhow many days (?:does|did|will|has) (?:the month of )?(${MONTH})\\b(?: (${YEAR}))? (?:have|get|got)\\b`,
  "i",
);
const LEAP = /\bleap ?years?\b/i;

function isLeapYear(year: number): boolean {
  return daysInMonth(year, 2) === 29;
}

function yearOf(words: string | undefined, today: CivilDate): number {
  if (words === undefined) return today.year;
  if (/^\d+$/.test(words)) return Number(words);
  return today.year + (/next/i.test(words) ? 1 : /last/i.test(words) ? -1 : 0);
}

function leapYear(text: string, today: CivilDate): string {
  const said = new RegExp(`\\b(${YEAR}|(?:this|next|last) year)\\b`, "i").exec(text)?.[1];
  if (said === undefined && !/\bit (?:a )?leap/i.test(text)) {
    const back = /\b(?:last|previous|latest|was)\b/i.test(text);
    let year = today.year + (back ? -1 : 1);
    while (!isLeapYear(year)) year += back ? -1 : 1;
    return back ? `The last leap year was ${year}.` : `The next leap year is ${year}.`;
  }
  const year = yearOf(said, today);
  return isLeapYear(year) ? `Yes, ${year} is a leap year.` : `No, ${year} isn't a leap year.`;
}

/** What a calendar knows without counting from today: how long a month or a year is, and leap years. Null for other questions. */
export function calendarFact(text: string, today: CivilDate): string | null {
  if (LEAP.test(text) && !/\bhow many days\b/i.test(text)) return leapYear(text, today);
  const found = DAYS_IN.exec(text);
  if (!found || /\b(?:left|remain\w*|until|till|since|to go)\b/i.test(text)) return null;
  const [, month, monthYear, which, unit, plainYear, otherMonth, otherYear] = found;
  const name = month ?? otherMonth;
  if (name !== undefined || unit === "month") {
    const offset = /next/i.test(which ?? "") ? 1 : /last/i.test(which ?? "") ? -1 : 0;
    const index = name === undefined ? today.month - 1 + offset : MONTHS.findIndex((other) => isMonth(other, name));
    const year = yearOf(monthYear ?? otherYear, today) + Math.floor(index / 12);
    const number = ((index % 12) + 12) % 12;
    return `${MONTHS[number] ?? ""} ${year} has ${daysInMonth(year, number + 1)} days.`;
  }
  const year = yearOf(plainYear ?? which, today);
  return `${year} has ${isLeapYear(year) ? 366 : 365} days.`;
}

function isMonth(month: string, said: string): boolean {
  return month.slice(0, 3).toLowerCase() === said.slice(0, 3).toLowerCase();
}
