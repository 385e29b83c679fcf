import { scan, spanOf } from "../dimension";
import type { ClockPiece, Piece, Reading } from "./piece";

const HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const MINUTES: Record<string, number> = {
  five: 5,
  ten: 10,
  fifteen: 15,
  quarter: 15,
  twenty: 20,
  "twenty five": 25,
  half: 30,
  thirty: 30,
  "thirty five": 35,
  forty: 40,
  "forty five": 45,
  fifty: 50,
  "fifty five": 55,
};

const HOUR = `(?:\\d{1,2}|${HOURS.join("|")})`;
const MERIDIEM = "(?:\\s?(?:([ap])\\.?\\s?m(?:ish\\b|\\b\\.?)))";
const AT = "(?:(?:\\bat|@)\\s?(?:about\\s|around\\s)?)";

function hourOf(word: string | undefined): number {
  const at = HOURS.indexOf((word ?? "").toLowerCase());
  return at >= 0 ? at + 1 : Number(word);
}

function minuteOf(words: string | undefined): number {
  const plain = (words ?? "").toLowerCase().replace(/[\s-]+/g, " ");
  return MINUTES[plain] ?? Number(plain);
}

/** Null for what no clock shows: "25:00", "13 pm". */
function clock(
  hour: number,
  minute: number,
  meridiem: string | undefined,
  minuteSaid: boolean,
  asWritten = "",
): ClockPiece | null {
  if (!(hour >= 0 && hour <= 24 && minute >= 0 && minute < 60) || (hour === 24 && minute > 0)) return null;
  if (meridiem) {
    if (hour < 1 || hour > 12) return null;
    const pm = meridiem.toLowerCase() === "p";
    return { kind: "clock", hour: (hour % 12) + (pm ? 12 : 0), minute, minuteSaid, exact: true };
  }
  return { kind: "clock", hour, minute, minuteSaid, exact: hour === 0 || hour > 12 || /^0\d/.test(asWritten) };
}

/** What follows a number that counts something: "at 5 degrees", "at one point", "9 people". */
const COUNTS_SOMETHING =
  /^\s?(?:[%°$€£/*+=]|\.\d|(?:percent|per|degrees?|celsius|fahrenheit|dollars?|euros?|pounds?|bucks?|quid|pence|cents?|kr|kroner|km|kms|miles?|mph|met(?:er|re)s?|cm|mm|inch(?:es)?|feet|foot|kg|kilos?|grams?|lit(?:er|re)s?|ml|cups?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|people|persons?|guests?|different|of|or|and a|point|time|times|stage|place|more|other|star|stars|street|st|road|avenue|ave|lane|drive|am i|hundred|thousand|million|dozen|plus|minus|divided|multiplied|x)\b)/i;
/** What may follow a bare number for it to be an hour where nothing else says so. */
const CLOSES =
  /^\s*(?:$|[.,!?;:)]|(?:today|tomorrow|tonight|on|in|at|please|pls|to|and|then|every|each|but|only|daily|weekdays?|this|next|that|for|with|sharp|latest|instead|until|till|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)/i;

/** Bare hours after these are times by themselves. "by" and "for" need more care. */
const LEADS = /\b(?:by|until|till|til|before|after|around|from|between|to|between\s\S+\sand)\s$/i;
const FOR = /\bfor\s$/i;
const ARITHMETIC = /(?:\b(?:divided?|multipl\w+|times|(?:in|de)creased?|reduced?|rais\w+)|\d|\))\s+by\s$/i;
/** "set an alarm for 7"; not "book a table for 4". */
const ALARM = /\b(?:alarms?|remind|reminder|wake)\b/i;

function isHourLed(before: string, after: string, text: string): boolean {
  if (!CLOSES.test(after)) return false;
  if (FOR.test(before)) return ALARM.test(text);
  return /\b(?:by|until|till|til|before|after|around)\s$/i.test(before) && !ARITHMETIC.test(before);
}

/** Before the "one" of "the bread one", which is no hour. */
const THE_ONE = /\b(?:the|my|that|this|another|other|first|second|third|last|next)\s(?:[a-z]+\s)?$/i;

const BARE_HOUR = new RegExp(
  `(${AT})?\\b(${HOUR})(?:-?ish)?\\b(?!:?\\d|['’/]|\\.\\d|,\\d|-\\d(?!\\d?(?::\\d\\d)?\\s?[ap]\\.?m))`,
  "gi",
);

/** "at nine", "9", "by 5": alone only after "at" and its like, otherwise a weak piece. */
function bareHours({ text }: Reading): Piece[] {
  return scan(text, BARE_HOUR, (match) => {
    const span = spanOf(match);
    const before = text.slice(Math.max(0, span.start - 20), span.start);
    const after = text.slice(span.end, span.end + 20);
    if (/^one$/i.test(match[2] ?? "") && THE_ONE.test(before)) return null;
    if (COUNTS_SOMETHING.test(after) || /[\d.,:/$€£#+*=-]$/.test(before)) return null;
    const found = clock(hourOf(match[2]), 0, undefined, false, match[2]);
    if (!found) return null;
    return { ...found, ...span, weak: !match[1] && !isHourLed(before, after, text) };
  });
}

/** Whether a weak hour before a day ("7 tomorrow") is meant as one. */
export function isHourBeforeDay(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 20), start);
  return /^\s*$/.test(before) || LEADS.test(before) || FOR.test(before);
}

/** Whether a weak hour before "tonight", which gives an hour itself, is meant as one: not the 5 of "chapter 5 tonight". */
export function isHourBeforePart(text: string, start: number): boolean {
  return isHourBeforeDay(text, start) || /\b(?:me|it|alarm|reminder|say|maybe|about)\s$/i.test(text.slice(0, start));
}

/** Whether a weak hour after a day ("tomorrow 9") is meant as one. */
export function isHourAfterDay(text: string, end: number): boolean {
  return CLOSES.test(text.slice(end, end + 20));
}

const COLON = new RegExp(
  `${AT}?(?<![\\d:.])(\\d{1,2}):([0-5]\\d)(?::[0-5]\\d)?(?!\\d|:\\d|\\s?(?:hours?|hrs?|h|minutes?|mins?)\\b)${MERIDIEM}?`,
  "gi",
);
const DOTTED = new RegExp(`(${AT})?(?<![\\d:.])(\\d{1,2})\\.([0-5]\\d)(?![\\d.%])${MERIDIEM}?`, "gi");
const WITH_MERIDIEM = new RegExp(`${AT}?(?<![\\d:.])\\b(${HOUR})${MERIDIEM}`, "gi");
const COMPACT = new RegExp(
  `(?:${AT}\\b([01]\\d|2[0-3])([0-5]\\d)(?:\\s?(?:hours|hrs|h)\\b)?|\\b(0\\d)([0-5]\\d)\\s(?:hours|hrs)\\b)(?![:\\d])`,
  "gi",
);

/** "tomorrow 1700 gym": right after a day, and no count of things as in "tomorrow 2000 steps". */
const COMPACT_AFTER_DAY =
  /(?<=\b(?:today|tomorrow|tonight|morning|afternoon|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s)([01]\d|2[0-3])([0-5]\d)\b(?![:.,\d-]|\s?[a-z]+s\b)/gi;

/** "for 1900 today". */
const COMPACT_BEFORE_DAY =
  /(?<=(?:^|\b(?:for|by|until|till|from|after|before|around)\s))([01]\d|2[0-3])([0-5]\d)(?=\s(?:today|tonight|tomorrow|on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)/gi;

const WITH_H = new RegExp(
  `(?:${AT}|(?<=\\b(?:alarms?(?:\\sfor)?|until|till|by|before|make\\s(?:it|that))\\s))\\b(\\d{1,2})\\s?h(?:\\s?([0-5]\\d))?\\b`,
  "gi",
);

/** "alarm 6.15", "7.45 tomorrow": a time without an "at", where the words beside it show that it is no decimal number. */
function isDottedClock(text: string, { index, 0: { length } }: RegExpExecArray): boolean {
  return (
    /\b(?:alarms?(?: for)?|wake me(?: up)?|(?:by|until|till|before|make (?:it|that)))\s$/i.test(text.slice(0, index)) ||
    /^,?\s(?:today|tomorrow|tonight|every|each|weekdays|(?:in the |this )?(?:morning|afternoon|evening)|(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i.test(
      text.slice(index + length),
    )
  );
}

/** "9:30", "21:00", "at 18h30", "9.30pm", "5 pm", "five p.m.". */
function writtenClocks({ text }: Reading): Piece[] {
  const colon = scan(text, COLON, (match) =>
    withSpan(match, clock(Number(match[1]), Number(match[2]), match[3], true, match[1])),
  );
  const dotted = scan(text, DOTTED, (match) =>
    match[1] || match[4] || isDottedClock(text, match)
      ? withSpan(match, clock(Number(match[2]), Number(match[3]), match[4], true, match[2]))
      : null,
  );
  const meridiem = scan(text, WITH_MERIDIEM, (match) => withSpan(match, clock(hourOf(match[1]), 0, match[2], false)));
  const compact = scan(text, COMPACT, (match) =>
    withSpan(match, clock(Number(match[1] ?? match[3]), Number(match[2] ?? match[4]), undefined, true, "00")),
  );
  const afterDay = scan(text, COMPACT_AFTER_DAY, (match) =>
    COUNTS_SOMETHING.test(text.slice(spanOf(match).end))
      ? null
      : withSpan(match, clock(Number(match[1]), Number(match[2]), undefined, true, "00")),
  );
  const beforeDay = scan(text, COMPACT_BEFORE_DAY, (match) =>
    withSpan(match, clock(Number(match[1]), Number(match[2]), undefined, true, "00")),
  );
  const withH = scan(text, WITH_H, (match) =>
    withSpan(match, clock(Number(match[1]), Number(match[2] ?? 0), undefined, match[2] !== undefined, match[1])),
  );
  return [...colon, ...dotted, ...meridiem, ...compact, ...afterDay, ...beforeDay, ...withH];
}

function withSpan(match: RegExpExecArray, found: ClockPiece | null): Piece | null {
  if (!found) return null;
  // The end of a sentence is no part of "p.m.", unless both its dots are written.
  const span = spanOf(match);
  return /[^.]m\.$/i.test(match[0]) ? { ...found, start: span.start, end: span.end - 1 } : { ...found, ...span };
}

const SPOKEN_MINUTES = Object.keys(MINUTES)
  .filter((word) => word !== "half" && word !== "quarter")
  .sort((a, b) => b.length - a.length)
  .join("|")
  .replaceAll(" ", "[\\s-]");

const PAST_OR_TO = new RegExp(
  `${AT}?(?<!(?:from|between)\\s)\\b(?:(half|(?:a\\s)?quarter|\\d{1,2}|${SPOKEN_MINUTES})(?:\\smin(?:ute)?s?)?)\\s(past|to|til)\\s(${HOUR})\\b(?![:\\d])(?:\\s?o['’]?\\s?clock)?${MERIDIEM}?`,
  "gi",
);
const OCLOCK = new RegExp(`${AT}?\\b(${HOUR})\\s?o['’]?\\s?clock\\b${MERIDIEM}?`, "gi");
const HOUR_AND_MINUTE = new RegExp(
  `(${AT})?\\b(?:(${HOURS.join("|")})[\\s-](oh[\\s-](?:${HOURS.join("|")})|${SPOKEN_MINUTES})|half\\s(${HOUR}))\\b(?![.,:%/]\\d)${MERIDIEM}?`,
  "gi",
);

/** "Move it to ten thirty", "make it nine fifteen". */
const LEADS_TO_TIME =
  /\b(?:(?:move|change|push|shift|put|set)\b.* (?:to|for)|(?:by|until|till|before|after|make (?:it|that)))\s$/i;

const DAY_BEFORE =
  /\b(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|\d(?:st|nd|rd|th)),?\s$/i;
const DAY_AFTER = /^,?\s(?:today|tomorrow|tonight|(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;

/**
 * "tomorrow 10 to 11" is an hour, though clocks have a ten to eleven: digits that rise, beside a day, without an "at". "10 to 9" and
 * "ten to eleven" are minutes.
 */
function isStretchOfHours(text: string, match: RegExpExecArray): boolean {
  const [all, from = "", to = "", until = ""] = match;
  if (!/^\d/.test(all) || !/^\d+$/.test(from) || !/^\d+$/.test(until) || !/^to$/i.test(to)) return false;
  if (Number(from) >= Number(until)) return false;
  const end = match.index + all.length;
  return DAY_BEFORE.test(text.slice(0, match.index)) || DAY_AFTER.test(text.slice(end, end + 20));
}

/** "half past six", "quarter to 7", "20 past nine", "ten to six", "nine thirty", "nine o'clock". */
function spokenClocks({ text }: Reading): Piece[] {
  const relative = scan(text, PAST_OR_TO, (match) => {
    const minutes = minuteOf((match[1] ?? "").replace(/^a\s/i, ""));
    const to = /^ti?[lo]/i.test(match[2] ?? "");
    if (isStretchOfHours(text, match)) return null;
    // "5 to 10" is read as minutes only where clocks have such a mark; "3 to 9" is a stretch.
    if (!(minutes > 0 && minutes < 60) || (to && minutes % 5 !== 0) || (to && minutes > 30)) return null;
    const said = clock(hourOf(match[3]), 0, match[4], true);
    if (!said || said.hour > 23 || COUNTS_SOMETHING.test(text.slice(match.index + match[0].length))) return null;
    const total = (said.hour * 60 + (to ? -minutes : minutes) + 1440) % 1440;
    // Ten to one is in the twelve hours that "one" begins.
    const hour = Math.floor(total / 60);
    const bare = !said.exact && hour === 0 ? 12 : hour;
    return withSpan(match, { ...said, hour: bare, minute: total % 60 });
  });
  const oclock = scan(text, OCLOCK, (match) => withSpan(match, clock(hourOf(match[1]), 0, match[2], false)));
  const pairs = scan(text, HOUR_AND_MINUTE, (match) => {
    const half = match[4] !== undefined;
    const ohMinute = /^oh[\s-](\w+)/i.exec(match[3] ?? "")?.[1];
    const minute = half ? 30 : ohMinute ? hourOf(ohMinute) : minuteOf(match[3]);
    const found = withSpan(match, clock(hourOf(match[2] ?? match[4]), minute, match[5], true));
    if (!found || COUNTS_SOMETHING.test(text.slice(found.end))) return null;
    // "half seven" is a time by itself; "nine thirty" may be a number, and so may "what is half 8".
    const isShare = /^\d/.test(match[4] ?? "") && /\b(?:is|what['’]?s|of|and|one)\s$/i.test(text.slice(0, match.index));
    const isLed = match[1] ?? match[5] ?? LEADS_TO_TIME.exec(text.slice(0, match.index))?.[0];
    return { ...found, weak: half ? isShare : isLed === undefined };
  });
  return [...relative, ...oclock, ...pairs];
}

const NAMED = new RegExp(`${AT}?\\b(?:12\\s|twelve\\s)?(noon|midday|midnight)\\b`, "gi");
/** The hours of meals and of bed, where they are named as times; "lunch" alone is what one eats. */
const MEAL_HOURS: Record<string, number> = { breakfast: 8, lunch: 12, tea: 17, dinner: 18, supper: 19, bed: 22 };
const MEAL_TIME = new RegExp(`(?:${AT}|\\bby\\s)?\\b(${Object.keys(MEAL_HOURS).join("|")})\\s?time\\b`, "gi");

function mealTimes({ text }: Reading): Piece[] {
  return scan(text, MEAL_TIME, (match) => ({
    kind: "clock",
    ...spanOf(match),
    hour: MEAL_HOURS[(match[1] ?? "").toLowerCase()] ?? 12,
    minute: 0,
    minuteSaid: false,
    exact: true,
  }));
}

function namedHours({ text }: Reading): Piece[] {
  return scan(text, NAMED, (match) => ({
    kind: "clock",
    ...spanOf(match),
    hour: /midnight/i.test(match[1] ?? "") ? 0 : 12,
    minute: 0,
    minuteSaid: false,
    exact: true,
  }));
}

/** Times of day. */
export function clocks(reading: Reading): Piece[] {
  return [
    ...writtenClocks(reading),
    ...spokenClocks(reading),
    ...namedHours(reading),
    ...mealTimes(reading),
    ...bareHours(reading),
  ];
}
