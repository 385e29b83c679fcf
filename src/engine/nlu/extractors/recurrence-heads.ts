import type { Frequency, RecurrenceRule } from "../../time/recurrence";
import { scan, spanOf, withoutOverlaps, type Span } from "./dimension";
import { readNumber } from "./number-words";
import { calendarDates } from "./time/calendar-date";
import { MONTHDAY_WORDS, monthdayOf } from "./time/day";
import type { DayPart, Reading } from "./time/piece";

/** The words that say how often, without the time of day. */
export interface RecurrenceHead extends Span {
  rule: RecurrenceRule;
  /** "every morning". */
  part?: DayPart;
}

function ruleOf(frequency: Frequency, rest: Partial<RecurrenceRule> = {}): RecurrenceRule {
  return { frequency, interval: 1, byDay: [], byMonthDay: [], byMonth: [], ...rest };
}

const WEEKDAY_STEMS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const WEEKDAY =
  "(?:sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?)s?";
const LIST = `${WEEKDAY}\\b(?:(?:\\s?,\\s?(?:and\\s)?|\\s?(?:and|&|\\/|\\+)\\s?|\\s(?:on\\s)?)${WEEKDAY}\\b){0,6}`;
const WORKING_DAYS = [1, 2, 3, 4, 5];
const WEEKEND = [6, 0];

function weekdayOfWord(word: string): number {
  return WEEKDAY_STEMS.indexOf(word.slice(0, 3).toLowerCase());
}

function onDays(weekdays: readonly number[]): RecurrenceRule["byDay"] {
  return [...new Set(weekdays)].map((weekday) => ({ weekday }));
}

function weekdaysIn(list: string | undefined): RecurrenceRule["byDay"] {
  return onDays([...(list ?? "").matchAll(new RegExp(`\\b${WEEKDAY}\\b`, "gi"))].map(([word]) => weekdayOfWord(word)));
}

/** How many units apart: "other", "second", "3rd", "three", "3", "couple of"; 1 for nothing said, null for what is no count. */
function intervalOf(word: string | undefined): number | null {
  const said = (word ?? "").trim().toLowerCase();
  if (said === "" || said === "single") return 1;
  if (said === "other") return 2;
  if (new RegExp(`^${MONTHDAY_WORDS}$`, "i").test(said)) return monthdayOf(said);
  const value = readNumber(said.startsWith("couple") ? `a ${said}` : said)[0]?.value ?? 0;
  return Number.isInteger(value) && value >= 1 && value <= 1000 ? value : null;
}

const COUNT = `(?:(single|other|${MONTHDAY_WORDS}|\\d{1,3}|couple\\sof|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty[\\s-]five|forty|forty-five|sixty|ninety)\\s)?`;
const EVERY = "\\b(?:every|each)\\s";

const UNITS: Record<string, [Frequency, number]> = {
  minute: ["MINUTELY", 1],
  min: ["MINUTELY", 1],
  hour: ["HOURLY", 1],
  hr: ["HOURLY", 1],
  day: ["DAILY", 1],
  week: ["WEEKLY", 1],
  fortnight: ["WEEKLY", 2],
  month: ["MONTHLY", 1],
  quarter: ["MONTHLY", 3],
  year: ["YEARLY", 1],
};

const NTH = `(?:the\\s)?(last|${MONTHDAY_WORDS})`;
const UNIT = new RegExp(
  `${EVERY}${COUNT}(minute|min|hour|hr|day|week|fortnight|month|quarter|year)s?\\b(?:\\son\\s(?:(${LIST})|${NTH}(?:\\s(day|${WEEKDAY}))?\\b))?`,
  "gi",
);

/** "every day", "every 2 hours", "every other week on monday", "every month on the 3rd". */
function everyUnit({ text }: Reading): RecurrenceHead[] {
  return scan(text, UNIT, (match): RecurrenceHead | null => {
    const [, count, unit = "", list, nth, nthDay] = match;
    const [frequency, size] = UNITS[unit.toLowerCase()] ?? ["DAILY", 1];
    const interval = intervalOf(count);
    if (interval === null) return null;
    const on = frequency === "MONTHLY" && nth ? monthlyOn(nth, nthDay) : {};
    const byDay = frequency === "WEEKLY" ? weekdaysIn(list) : [];
    return { ...spanOf(match), rule: ruleOf(frequency, { byDay, ...on, interval: interval * size }) };
  });
}

/** "the 3rd", "the last day", "the first monday" of a month. */
function monthlyOn(nth: string, day: string | undefined): Partial<RecurrenceRule> {
  const count = /^last$/i.test(nth) ? -1 : monthdayOf(nth);
  if (day === undefined || /^day$/i.test(day)) return { byMonthDay: [count] };
  return { byDay: [{ weekday: weekdayOfWord(day), nth: count }] };
}

const OF_EVERY_MONTH = new RegExp(
  `\\b(?:on\\s)?${NTH}(?:\\s(day|${WEEKDAY}))?\\s(?:of|in)\\s(?:every|each)\\smonth\\b`,
  "gi",
);
const EVERY_NTH = new RegExp(
  `${EVERY}(last|${MONTHDAY_WORDS})(?:\\s(day|${WEEKDAY}))?\\sof\\s(?:the|a|each|every)\\smonth\\b`,
  "gi",
);
const MONTHLY_ON = new RegExp(`\\bmonthly\\son\\s${NTH}(?:\\s(day|${WEEKDAY}))?\\b`, "gi");

function everyMonthOn({ text }: Reading): RecurrenceHead[] {
  return [OF_EVERY_MONTH, EVERY_NTH, MONTHLY_ON].flatMap((pattern) =>
    scan(text, pattern, (match): RecurrenceHead | null => {
      const on = monthlyOn(match[1] ?? "", match[2]);
      const nth = on.byDay?.[0]?.nth ?? 1;
      return nth > 5 ? null : { ...spanOf(match), rule: ruleOf("MONTHLY", on) };
    }),
  );
}

const EVERY_WEEKDAYS = new RegExp(
  `${EVERY}(?:(single|other|second|2nd|third|3rd)\\s)?(?:(${WEEKDAY})\\s?(?:to|-|–|through|thru)\\s?(${WEEKDAY})|(${LIST}))(?!\\w)`,
  "gi",
);
const PLURAL = "(?:sun|mon|tues|wednes|thurs|fri|satur)days";
const PLURAL_WEEKDAYS = new RegExp(
  `\\b(?:on\\s)?(${PLURAL}(?:(?:\\s?,\\s?(?:and\\s)?|\\s?(?:and|&)\\s?)(?:on\\s)?${PLURAL}){0,6})\\b`,
  "gi",
);
const RANGE_OF_DAYS = new RegExp(`\\b(?:on\\s)?(${PLURAL})\\s?(?:to|-|–|through)\\s?(${PLURAL})\\b`, "gi");

/** "Monday to Friday at 8" is a time of every such day; without the hour, or after "from", it is a stretch of days. */
const WORKING_WEEK = /(?<!\bfrom\s)\b(?:on\s)?mon(?:day)?\s?(?:to|-|–|through|thru)\s?fri(?:day)?\b(?=\s(?:at|@)\s)/gi;

function daysFromTo(first: string, last: string): number[] {
  const from = weekdayOfWord(first);
  const length = (weekdayOfWord(last) - from + 7) % 7;
  return Array.from({ length: length + 1 }, (_, index) => (from + index) % 7);
}

/** "every monday", "every other tuesday", "every mon, wed and fri", "mondays and thursdays", "every monday to friday". */
function weekdayLists({ text }: Reading): RecurrenceHead[] {
  return [
    ...scan(text, EVERY_WEEKDAYS, (match): RecurrenceHead => {
      const [, count, first, last, list] = match;
      const byDay = first && last ? onDays(daysFromTo(first, last)) : weekdaysIn(list);
      return { ...spanOf(match), rule: ruleOf("WEEKLY", { byDay, interval: intervalOf(count) ?? 1 }) };
    }),
    ...scan(text, RANGE_OF_DAYS, (match): RecurrenceHead => ({
      ...spanOf(match),
      rule: ruleOf("WEEKLY", { byDay: onDays(daysFromTo(match[1] ?? "", match[2] ?? "")) }),
    })),
    ...scan(text, WORKING_WEEK, (match): RecurrenceHead => ({
      ...spanOf(match),
      rule: ruleOf("WEEKLY", { byDay: onDays(WORKING_DAYS) }),
    })),
    ...scan(text, PLURAL_WEEKDAYS, (match): RecurrenceHead => ({
      ...spanOf(match),
      rule: ruleOf("WEEKLY", { byDay: weekdaysIn(match[1]) }),
    })),
  ];
}

const DAY_KINDS = new RegExp(
  `(?:${EVERY}(?:single\\s)?(?:(week|work(?:ing\\s)?|school\\s?)day|(weekend)|(morning|afternoon|evening|night))|\\b(?:(?:on|during)\\s(?:the\\s)?)?(?:(week|work|school\\s?)days|(weekends)|(mornings|evenings)))\\b`,
  "gi",
);

/** "every weekday", "on weekends", "each morning". */
function dayKinds({ text }: Reading): RecurrenceHead[] {
  return scan(text, DAY_KINDS, (match): RecurrenceHead => {
    const span = spanOf(match);
    if (match[1] ?? match[4]) return { ...span, rule: ruleOf("WEEKLY", { byDay: onDays(WORKING_DAYS) }) };
    if (match[2] ?? match[5]) return { ...span, rule: ruleOf("WEEKLY", { byDay: onDays(WEEKEND) }) };
    const part = (match[3] ?? match[6] ?? "morning").toLowerCase().replace(/s$/, "") as DayPart;
    return { ...span, rule: ruleOf("DAILY"), part };
  });
}

const ADVERBS: Record<string, [Frequency, number]> = {
  hourly: ["HOURLY", 1],
  daily: ["DAILY", 1],
  nightly: ["DAILY", 1],
  weekly: ["WEEKLY", 1],
  biweekly: ["WEEKLY", 2],
  fortnightly: ["WEEKLY", 2],
  monthly: ["MONTHLY", 1],
  quarterly: ["MONTHLY", 3],
  yearly: ["YEARLY", 1],
  annually: ["YEARLY", 1],
};
/** "daily" says how often unless it describes something ("my daily report"). */
const ADVERB = new RegExp(
  `\\b(${Object.keys(ADVERBS).join("|")})\\b(?:\\son\\s(${LIST}))?(?=\\s*(?:$|[.,!?;:)])|\\s(?:at|@|from|starting|until|till|in\\sthe|to|reminders?|alarms?|please|\\d))`,
  "gi",
);
const ONCE = /\b(?:once\s)(?:an?|every|each|per)\s(hour|day|week|fortnight|month|year)\b/gi;
const HALF_HOUR = /\b(?:every|each)\shalf(?:\san)?[\s-]hour\b/gi;

function adverbs({ text }: Reading): RecurrenceHead[] {
  return [
    ...scan(text, ADVERB, (match): RecurrenceHead => {
      const word = (match[1] ?? "").toLowerCase();
      const [frequency, interval] = ADVERBS[word] ?? ["DAILY", 1];
      const byDay = frequency === "WEEKLY" ? weekdaysIn(match[2]) : [];
      return {
        ...spanOf(match),
        rule: ruleOf(frequency, { interval, byDay }),
        ...(word === "nightly" && { part: "night" }),
      };
    }),
    ...scan(text, ONCE, (match): RecurrenceHead => {
      const [frequency, interval] = UNITS[(match[1] ?? "").toLowerCase()] ?? ["DAILY", 1];
      return { ...spanOf(match), rule: ruleOf(frequency, { interval }) };
    }),
    ...scan(text, HALF_HOUR, (match): RecurrenceHead => ({
      ...spanOf(match),
      rule: ruleOf("MINUTELY", { interval: 30 }),
    })),
  ];
}

const BEFORE_DATE = /\b(?:every|each)(?:\syear)?\s$|\b(?:yearly|annually)\s$/i;
const AFTER_DATE = /^\s(?:every|each)\syear\b/i;

/** "every year on 3 march", "every 4 july", "on 3 march every year". */
function everyYearOn(reading: Reading): RecurrenceHead[] {
  const { text } = reading;
  if (!/\b(?:every|each|yearly|annually)\b/i.test(text)) return [];
  return calendarDates(reading).flatMap((piece): RecurrenceHead[] => {
    if (piece.kind !== "day") return [];
    const before = BEFORE_DATE.exec(text.slice(Math.max(0, piece.start - 12), piece.start));
    const after = AFTER_DATE.exec(text.slice(piece.end, piece.end + 12));
    if (!before && !after) return [];
    const rule = ruleOf("YEARLY", { byMonth: [piece.date.month], byMonthDay: [piece.date.day] });
    return [{ start: piece.start - (before?.[0].length ?? 0), end: piece.end + (after?.[0].length ?? 0), rule }];
  });
}

const MAY_RECUR = /\b(?:every|each|once|mon|monday|\w+ly|\w+days|mornings|evenings|weekends)\b/i;

/** All ways of saying how often in a text, in its order, none overlapping. */
export function recurrenceHeads(reading: Reading): RecurrenceHead[] {
  if (!MAY_RECUR.test(reading.text)) return [];
  return withoutOverlaps(
    [everyYearOn, everyMonthOn, everyUnit, weekdayLists, dayKinds, adverbs].flatMap((read) => read(reading)),
  );
}
