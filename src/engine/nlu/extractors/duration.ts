import { scan, spanOf, withoutOverlaps, type Dimension, type Span } from "./dimension";
import { readNumber } from "./number-words";
import { respell } from "./respell";

export type DurationUnit = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";

export interface DurationMatch extends Span {
  /** As said, largest unit first: "an hour and 5 minutes" has two. A fortnight is two weeks. */
  parts: { amount: number; unit: DurationUnit }[];
  /** With a month of 30 and a year of 365 days, for those who need one number. */
  seconds: number;
}

const SECONDS: Record<DurationUnit, number> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};

/** A unit's words, and how many of the unit one of them is. */
const UNITS: readonly [words: string, unit: DurationUnit, size: number][] = [
  ["seconds?|secs?", "second", 1],
  ["minutes?|mins?", "minute", 1],
  ["hours?|hrs?", "hour", 1],
  ["days?", "day", 1],
  ["weeks?", "week", 1],
  ["fortnights?", "week", 2],
  ["months?", "month", 1],
  ["years?|yrs?", "year", 1],
  ["decades?", "year", 10],
  ["s", "second", 1],
  ["m", "minute", 1],
  ["h", "hour", 1],
];
const WORDS = UNITS.map(([words]) => words)
  .slice(0, -3)
  .join("|");

const WHOLE_WORDS = UNITS.map(([words, unit, size]) => ({ pattern: new RegExp(`^(?:${words})$`, "i"), unit, size }));

function unitOf(word: string): { unit: DurationUnit; size: number } | null {
  return WHOLE_WORDS.find(({ pattern }) => pattern.test(word)) ?? null;
}

interface Atom extends Span {
  amount: number;
  unit: DurationUnit;
}

function atom(span: Span, amount: number, word: string): Atom | null {
  const found = unitOf(word);
  return found && { start: span.start, end: span.end, amount: amount * found.size, unit: found.unit };
}

const AFTER_NUMBER = new RegExp(`[\\s-]{0,2}(?:(?:of|more|extra|additional|further)\\s)?(${WORDS})\\b`, "iy");
/** Single letters count only when they touch the digits: "5m", "2h". */
const AFTER_DIGITS = /[smh](?![a-z])/iy;
/** "the 90s". */
const DECADE = /\bthe\s$/i;

/** "20 minutes", "two and a half hours", "a couple of days", "90s". */
function numberAtoms(text: string): Atom[] {
  return readNumber(text).flatMap((number) => {
    AFTER_NUMBER.lastIndex = number.end;
    const word = AFTER_NUMBER.exec(text);
    if (word?.[1]) return atom({ start: number.start, end: AFTER_NUMBER.lastIndex }, number.value, word[1]) ?? [];
    AFTER_DIGITS.lastIndex = number.end;
    if (DECADE.test(text.slice(Math.max(0, number.start - 5), number.start))) return [];
    const letter = /\d$/.test(text.slice(number.start, number.end)) ? AFTER_DIGITS.exec(text) : null;
    return (letter && atom({ start: number.start, end: number.end + 1 }, number.value, letter[0])) ?? [];
  });
}

const ARTICLE = new RegExp(`\\b(?:an?|one)\\s(${WORDS})\\b`, "gi");
/** "hour and a half", without an article; the half is added where atoms are joined. */
const BARE = new RegExp(`\\b(${WORDS})(?=\\sand\\sa\\shalf\\b)`, "gi");
const HALF = new RegExp(`\\bhalf(?:\\san?)?[\\s-](${WORDS})\\b`, "gi");
const QUARTER = new RegExp(`\\b(?:(three)\\squarters|(?:a\\s)?quarter)\\s(?:of\\s)?an?\\s(${WORDS})\\b`, "gi");
/** "a second opinion", "a second one": an ordinal. */
const SECOND_OF_SOMETHING = /^\s+(?!and\b|or\b|please\b|later\b|ago\b|from\b|before\b|after\b)[a-z]/i;

function wordAtoms(text: string): Atom[] {
  return [
    ...scan(text, ARTICLE, (match) => {
      const span = spanOf(match);
      const unit = match[1] ?? "";
      if (/^second$/i.test(unit) && SECOND_OF_SOMETHING.test(text.slice(span.end, span.end + 20))) return null;
      return atom(span, 1, unit);
    }),
    ...scan(text, BARE, (match) => atom(spanOf(match), 1, match[1] ?? "")),
    ...scan(text, HALF, (match) => atom(spanOf(match), 0.5, match[1] ?? "")),
    ...scan(text, QUARTER, (match) => atom(spanOf(match), match[1] ? 0.75 : 0.25, match[2] ?? "")),
  ];
}

/** "1:30 hours", "2:15 min", "2h30". */
function clockLikeAtoms(text: string): DurationMatch[] {
  const colon = scan(text, /\b(\d{1,3}):([0-5]\d)\s?(hours?|hrs?|h|minutes?|mins?)\b/gi, (match) => {
    const large = unitOf(match[3] ?? "")?.unit;
    const small = large === "hour" ? "minute" : "second";
    return large ? durationOf(spanOf(match), [part(match[1], large), part(match[2], small)]) : null;
  });
  const letters = scan(text, /\b(\d{1,3})\s?h\s?([0-5]?\d)(?:\s?m(?:in(?:ute)?s?)?)?\b/gi, (match) =>
    durationOf(spanOf(match), [part(match[1], "hour"), part(match[2], "minute")]),
  );
  return [...colon, ...letters];
}

function part(digits: string | undefined, unit: DurationUnit): { amount: number; unit: DurationUnit } {
  return { amount: Number(digits ?? 0), unit };
}

function durationOf(span: Span, parts: DurationMatch["parts"]): DurationMatch {
  const said = parts.filter(({ amount }, index) => amount !== 0 || index === 0);
  const seconds = said.reduce((sum, { amount, unit }) => sum + amount * SECONDS[unit], 0);
  return { start: span.start, end: span.end, parts: said, seconds };
}

const AND_A_FRACTION = /\s(?:and\s)?(?:a\s)?(half|quarter)\b(?!\s(?:past|an?|of)\b)/iy;
const BETWEEN_PARTS = /^(?:\s?,\s?(?:and\s)?|\sand\s|\s)?$/i;

/** Joins what stands together: "an hour" and "a half"; "2 hours" and "15 minutes". */
function joinAtoms(text: string, atoms: readonly Atom[]): DurationMatch[] {
  const durations: DurationMatch[] = [];
  for (const next of withoutOverlaps(atoms)) {
    AND_A_FRACTION.lastIndex = next.end;
    const fraction = AND_A_FRACTION.exec(text);
    const extra = fraction && (/^half$/i.test(fraction[1] ?? "") ? 0.5 : 0.25);
    const amount = next.amount + (extra ?? 0);
    const end = extra === null ? next.end : AND_A_FRACTION.lastIndex;

    const last = durations.at(-1);
    const smallest = last?.parts.at(-1);
    const goesOn =
      last &&
      smallest &&
      SECONDS[next.unit] < SECONDS[smallest.unit] &&
      BETWEEN_PARTS.test(text.slice(last.end, next.start));
    if (last && goesOn) durations.pop();
    durations.push(
      durationOf({ start: last && goesOn ? last.start : next.start, end }, [
        ...(last && goesOn ? last.parts : []),
        { amount, unit: next.unit },
      ]),
    );
  }
  return durations;
}

/** The lengths of time in a text whose words about time are spelled right. Only those longer than nothing. */
export function readDurations(text: string): DurationMatch[] {
  const joined = joinAtoms(text, [...numberAtoms(text), ...wordAtoms(text)]);
  return withoutOverlaps([...clockLikeAtoms(text), ...joined]).filter(({ seconds }) => seconds > 0);
}

/** Duckling's `duration`: the value is in seconds; the details keep the unit said, or the smallest of several. */
export const duration: Dimension = (text) => {
  const respelled = respell(text);
  return readDurations(respelled.text).map((found) => {
    const unit = found.parts.at(-1)?.unit ?? "second";
    return {
      ...respelled.original(found),
      value: found.seconds,
      info: {
        type: "value",
        unit,
        value: found.seconds / SECONDS[unit],
        normalized: { unit: "second", value: found.seconds },
      },
    };
  });
};
