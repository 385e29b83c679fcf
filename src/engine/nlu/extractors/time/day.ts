import { addDays, weekdayOf } from "../../../time/calendar";
import { scan, spanOf } from "../dimension";
import type { DayPart, Piece, Reading } from "./piece";

/** Days from today. */
const RELATIVE_DAYS: readonly [pattern: RegExp, offset: number][] = [
  [/\b(?:the\s)?day\safter\stomorrow\b/gi, 2],
  [/\bovermorrow\b/gi, 2],
  [/\b(?:the\s)?day\sbefore\syesterday\b/gi, -2],
  [/\btomorrow(?:['’]s)?\b/gi, 1],
  [/\btoday(?:['’]s)?\b/gi, 0],
  [/\byesterday(?:['’]s)?\b/gi, -1],
];

function relativeDays({ text, today }: Reading): Piece[] {
  return RELATIVE_DAYS.flatMap(([pattern, offset]) =>
    scan(text, pattern, (match): Piece => ({ kind: "day", ...spanOf(match), date: addDays(today, offset) })),
  );
}

/** From Sunday on. "sun", "mon" and "sat" may be other words, and are read apart. */
const WEEKDAYS = [
  "sundays?",
  "mondays?",
  "tuesdays?|tues?",
  "wednesdays?|weds?",
  "thursdays?|thurs?|thu",
  "fridays?|fri",
  "saturdays?",
];
const WEEKDAY_WORDS = WEEKDAYS.map((words) => `(${words})`).join("|");
const WHICH = "(?:\\b(?:on\\s)?(this|next|last|past|coming|this\\scoming)\\s|\\bon\\s(?:a\\s)?)";
const WEEKDAY = new RegExp(`${WHICH}?\\b(?:${WEEKDAY_WORDS})(?:['’]s)?\\b(?:\\.(?=\\s))?`, "gi");
/** "sat", "sun" and "mon" are days only beside "on", "next", a clock time or a date. */
const SHORT_WEEKDAY = new RegExp(
  `${WHICH}(sun|mon|sat)\\b|\\b(sun|mon|sat)\\b\\.?(?=,?\\s(?:at\\s)?(?:\\d{1,2}(?::|\\s?[ap]m\\b)|noon\\b|morning\\b|afternoon\\b|evening\\b|night\\b|at\\s\\d))`,
  "gi",
);
const SHORT_ORDER: Record<string, number> = { sun: 0, mon: 1, sat: 6 };

function whichOf(word: string | undefined): "coming" | "this" | "next" | "last" {
  const lower = (word ?? "").toLowerCase();
  if (lower === "past" || lower === "last") return "last";
  if (lower === "next" || lower === "this") return lower;
  return "coming";
}

/** British "saturday week": a week after the Saturday that comes. "Monday week" of a "Monday week plan" is none. */
const WEEKDAY_WEEK = new RegExp(
  `\\b(?:on\\s)?(?:${WEEKDAY_WORDS})\\s(week|fortnight)\\b(?=\\s*(?:$|[.,!?;:)])|\\s(?:at|in|from|to|i|we|please|pls|for|and|about|that|remind|morning|afternoon|evening|night|\\d))`,
  "gi",
);

function weekdayWeeks({ text, today }: Reading): Piece[] {
  return scan(text, WEEKDAY_WEEK, (match): Piece => {
    const weekday = match.slice(1, 8).findIndex((word) => word !== undefined);
    const ahead = (weekday - weekdayOf(today) + 7) % 7 || 7;
    const weeks = /^week$/i.test(match[8] ?? "") ? 1 : 2;
    return { kind: "day", ...spanOf(match), date: addDays(today, ahead + 7 * weeks) };
  });
}

export function weekdays({ text }: Reading): Piece[] {
  const full = scan(text, WEEKDAY, (match): Piece | null => {
    const weekday = match.slice(2).findIndex((word) => word !== undefined);
    return weekday < 0 ? null : { kind: "weekday", ...spanOf(match), weekday, which: whichOf(match[1]) };
  });
  const short = scan(text, SHORT_WEEKDAY, (match): Piece | null => {
    const weekday = SHORT_ORDER[(match[2] ?? match[3] ?? "").toLowerCase()];
    return weekday === undefined ? null : { kind: "weekday", ...spanOf(match), weekday, which: whichOf(match[1]) };
  });
  return [...full, ...short];
}

const ORDINAL_WORDS =
  "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[\\s-]first|twenty[\\s-]second|twenty[\\s-]third|twenty[\\s-]fourth|twenty[\\s-]fifth|twenty[\\s-]sixth|twenty[\\s-]seventh|twenty[\\s-]eighth|twenty[\\s-]ninth|thirtieth|thirty[\\s-]first";
const ORDINALS = ORDINAL_WORDS.replaceAll("[\\s-]", " ").split("|");

/** A day of the month in words or digits: "3rd", "twenty-first". */
export const MONTHDAY_WORDS = `(?:\\d{1,2}(?:st|nd|rd|th)|${ORDINAL_WORDS})`;

export function monthdayOf(word: string): number {
  const at = ORDINALS.indexOf(word.toLowerCase().replace(/[\s-]+/, " "));
  return at >= 0 ? at + 1 : parseInt(word, 10);
}

/** "on the 3rd", "by the 15th", "until the first"; the bare "13th" counts only beside a weekday or a month. */
const MONTHDAY = new RegExp(
  `(\\b(?:on|by|until|till|before|after|since|from|for)\\s)?\\b(?:the\\s)?(${MONTHDAY_WORDS})\\b(?!\\s?-\\w)`,
  "gi",
);
const NOT_OF_SOMETHING =
  /^\s*(?:$|[.,!?;:)]|(?:at|in|by|to|and|from|until|till|please|pls|for|with|i|we|of\s(?:this|next|every|each|the)|next|this|around|about|or|is|every|each)\b)/i;

function monthdays({ text }: Reading): Piece[] {
  return scan(text, MONTHDAY, (match): Piece | null => {
    const day = monthdayOf(match[2] ?? "");
    const span = spanOf(match);
    if (day < 1 || day > 31) return null;
    const led = match[1] !== undefined && NOT_OF_SOMETHING.test(text.slice(span.end, span.end + 20));
    // Only "on" belongs to the date.
    const lead = match[1] !== undefined && !/^on\s$/i.test(match[1]) ? match[1].length : 0;
    return { kind: "monthday", start: span.start + lead, end: span.end, day, weak: !led };
  });
}

const PART =
  /\b(?:(tonight)|(this|last)\s(morning|afternoon|evening|night)|((?:in|during)\sthe|at)\s(morning|afternoon|evening|night)|(morning|afternoon|evening|night))\b/gi;

function parts({ text }: Reading): Piece[] {
  return scan(text, PART, (match): Piece | null => {
    const [, tonight, which, whichPart, lead, ledPart, bare] = match;
    const part = (tonight ? "night" : (whichPart ?? ledPart ?? bare ?? "")).toLowerCase() as DayPart;
    const offset = tonight || /^this$/i.test(which ?? "") ? 0 : which ? -1 : undefined;
    if (/^at$/i.test(lead ?? "") && part !== "night") return null;
    return { kind: "part", ...spanOf(match), part, offset, weak: bare !== undefined };
  });
}

/** Days named by their distance, their place in the week or month, and parts of the day. */
export function days(reading: Reading): Piece[] {
  return [
    ...relativeDays(reading),
    ...weekdayWeeks(reading),
    ...weekdays(reading),
    ...monthdays(reading),
    ...parts(reading),
  ];
}
