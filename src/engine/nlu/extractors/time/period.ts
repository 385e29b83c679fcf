import { addDays, addMonths, startOfWeek, weekdayOf, type CivilDate } from "../../../time/calendar";
import { scan, spanOf } from "../dimension";
import { readImpossibleDate } from "./impossible-date";
import type { Piece, Reading } from "./piece";

export const MONTHS = [
  "january|jan",
  "february|feb",
  "march|mar",
  "april|apr",
  "may",
  "june|jun",
  "july|jul",
  "august|aug",
  "september|sept?",
  "october|oct",
  "november|nov",
  "december|dec",
];
/** Month names that are nothing else; the others need "in", "next" or a year to be months. */
const PLAIN_MONTHS = /^(?:january|february|september|october|november|december|july)$/i;

type Period = "week" | "month" | "year" | "weekend";

function periodFrom(period: Period, today: CivilDate, offset: number): { from: CivilDate; to: CivilDate } {
  if (period === "month") {
    const from = addMonths({ ...today, day: 1 }, offset);
    return { from, to: addMonths(from, 1) };
  }
  if (period === "year") {
    const from = { year: today.year + offset, month: 1, day: 1 };
    return { from, to: { ...from, year: from.year + 1 } };
  }
  const monday = addDays(startOfWeek(today), 7 * offset);
  return { from: period === "weekend" ? addDays(monday, 5) : monday, to: addDays(monday, 7) };
}

function offsetOf(which: string): number {
  if (/next|following|coming/i.test(which) && !/this/i.test(which)) return 1;
  return /last|past|previous/i.test(which) ? -1 : 0;
}

const WHICH = "(?:(?:on|at|over|in)\\s)?\\b(?:the\\s)?(this\\scoming|this|next|last|past|previous|following|coming)";
const RELATIVE = new RegExp(`${WHICH}\\s(week(?!end|day)|weekend|month|year)(?:['’]s)?\\b`, "gi");
const AFTER_NEXT = /\b(?:the\s)?(week|month|year|weekend)\safter\snext\b/gi;
const THE_WEEKEND = /\b(?:(?:on|at|over|in|for|during)\sthe|the)\sweekend\b/gi;

function relativePeriods({ text, today }: Reading): Piece[] {
  const piece = (match: RegExpExecArray, word: string, offset: number): Piece => {
    const period = word.toLowerCase() as Period;
    return { kind: "period", ...spanOf(match), period, ...periodFrom(period, today, offset) };
  };
  return [
    ...scan(text, RELATIVE, (match) => {
      const word = match[2] ?? "";
      // "the coming weekend" is the one that comes first.
      const coming = /weekend/i.test(word) && /coming/i.test(match[1] ?? "");
      return piece(match, word, coming ? 0 : offsetOf(match[1] ?? ""));
    }),
    ...scan(text, AFTER_NEXT, (match) => piece(match, match[1] ?? "", 2)),
    ...scan(text, THE_WEEKEND, (match) => piece(match, "weekend", 0)),
  ];
}

const MONTH = new RegExp(
  `\\b(?:(in|this|next|last|during|of|by|until|till|since|before|after)\\s)?\\b(?:${MONTHS.map((words) => `(${words})`).join("|")})\\b(?:,?\\s((?:19|20|21)\\d\\d)\\b(?!:))?`,
  "gi",
);

/** "in march", "next december", "june 2027": the whole month. */
function namedMonths({ text, today }: Reading): Piece[] {
  const impossible = readImpossibleDate(text);
  return scan(text, MONTH, (match): Piece | null => {
    const names = match.slice(2, 14);
    const month = names.findIndex((name) => name !== undefined) + 1;
    const said = names[month - 1] ?? "";
    const [lead, year] = [match[1]?.toLowerCase(), match[14]];
    if (!lead && !year && !PLAIN_MONTHS.test(said)) return null;
    const past = month < today.month;
    const guess = lead === "last" ? today.year + (month < today.month ? 0 : -1) : today.year + (past ? 1 : 0);
    const from = { year: year ? Number(year) : guess, month, day: 1 };
    const span = spanOf(match);
    if (impossible && span.start < impossible.end && impossible.start < span.end) return null;
    const start = lead && !/^(?:in|this|next|last|during)$/.test(lead) ? span.start + lead.length + 1 : span.start;
    return { kind: "period", start, end: span.end, period: "month", from, to: addMonths(from, 1) };
  });
}

const EDGE = new RegExp(
  `\\b(?:at\\s|by\\s|on\\s)?(?:the\\s)?(end|last\\sday|start|beginning|first\\sday)\\sof\\s(?:(?:the\\s)?(?:(this|next|last)\\s)?(week|month|year|day)\\b|(${MONTHS.join("|")})\\b(?!\\s?\\d))`,
  "gi",
);

/** "end of the month", "the start of next year", "end of march". The end of a week is its Friday, or Sunday from then on. */
function edges({ text, today }: Reading): Piece[] {
  return scan(text, EDGE, (match): Piece | null => {
    const [, edge = "", which = "", unit, monthName] = match;
    const atEnd = /end|last/i.test(edge);
    const lead = /^by\s/i.test(match[0]) ? 3 : 0;
    const span = { start: match.index + lead, end: match.index + match[0].length };
    if (unit?.toLowerCase() === "day") {
      if (!/^end$/i.test(edge)) return null;
      return { kind: "clock", ...span, hour: today.hour < 17 ? 17 : 23, minute: 0, minuteSaid: false, exact: true };
    }
    let period: Period = "month";
    let range: { from: CivilDate; to: CivilDate };
    if (unit) {
      period = unit.toLowerCase() as Period;
      range = periodFrom(period, today, offsetOf(which));
    } else {
      const month = MONTHS.findIndex((names) => new RegExp(`^(?:${names})$`, "i").test(monthName ?? "")) + 1;
      range = periodFrom("month", { year: today.year + (month < today.month ? 1 : 0), month, day: 1 }, 0);
    }
    const lastDay = addDays(range.to, -1);
    const friday = addDays(range.from, 4);
    const weekIsOver = which === "" && [5, 6, 0].includes(weekdayOf(today));
    const end = period === "week" && !/last/i.test(edge) && !weekIsOver ? friday : lastDay;
    return { kind: "day", ...span, date: atEnd ? end : range.from };
  });
}

/** Stretches of whole days, and their ends. */
export function periods(reading: Reading): Piece[] {
  return [...relativePeriods(reading), ...namedMonths(reading), ...edges(reading)];
}
