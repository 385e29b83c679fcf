import { addDays, compareDates, weekdayOf, type CivilDate } from "../../../time/calendar";
import { scan, spanOf } from "../dimension";
import type { Piece, Reading } from "./piece";

type DateOf = (year: number) => CivilDate;

const fixed =
  (month: number, day: number): DateOf =>
  (year) => ({ year, month, day });

/** The nth weekday of a month; -1 is the last. */
function nth(count: number, weekday: number, month: number): DateOf {
  return (year) => {
    if (count < 0) {
      const last = addDays({ year, month: month + 1, day: 1 }, -1);
      return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
    }
    const first = { year, month, day: 1 };
    return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (count - 1));
  };
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm). */
export function easter(year: number): CivilDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return { year, month: Math.floor(f / 31), day: (f % 31) + 1 };
}

const afterEaster =
  (days: number): DateOf =>
  (year) =>
    addDays(easter(year), days);

const thanksgiving = nth(4, 4, 11);
const S = "['’]?s?";

/** Where countries differ, the day is that of the United States, except for Boxing Day and Labour Day (1 May). */
const HOLIDAYS: readonly [words: string, date: DateOf][] = [
  ["(?:christmas|xmas|x-mas)\\seve", fixed(12, 24)],
  ["(?:christmas|xmas|x-mas)(?:\\sday)?", fixed(12, 25)],
  ["boxing\\sday", fixed(12, 26)],
  [`new\\syear${S}\\seve|nye`, fixed(12, 31)],
  [`new\\syear${S}(?:\\sday)?`, fixed(1, 1)],
  ["epiphany", fixed(1, 6)],
  ["(?:martin\\sluther\\sking|mlk)\\sday", nth(3, 1, 1)],
  ["groundhog\\sday", fixed(2, 2)],
  [`(?:st\\.?\\s|saint\\s)?valentine${S}(?:\\sday)?`, fixed(2, 14)],
  [`president${S}\\sday`, nth(3, 1, 2)],
  [`(?:st\\.?|saint)\\spatrick${S}\\sday`, fixed(3, 17)],
  [`april\\sfool${S}(?:\\sday)?`, fixed(4, 1)],
  ["ash\\swednesday", afterEaster(-46)],
  ["palm\\ssunday", afterEaster(-7)],
  ["good\\sfriday", afterEaster(-2)],
  ["easter\\smonday", afterEaster(1)],
  ["easter(?:\\ssunday)?", afterEaster(0)],
  ["ascension\\sday", afterEaster(39)],
  ["pentecost|whit\\ssunday", afterEaster(49)],
  ["earth\\sday", fixed(4, 22)],
  ["labour\\sday|may\\sday", fixed(5, 1)],
  [`mother${S}\\sday`, nth(2, 0, 5)],
  ["memorial\\sday", nth(-1, 1, 5)],
  [`father${S}\\sday`, nth(3, 0, 6)],
  ["juneteenth", fixed(6, 19)],
  ["independence\\sday", fixed(7, 4)],
  ["labor\\sday", nth(1, 1, 9)],
  ["columbus\\sday", nth(2, 1, 10)],
  ["halloween|hallowe['’]en", fixed(10, 31)],
  [`all\\ssaints?${S}\\sday`, fixed(11, 1)],
  ["guy\\sfawkes(?:\\snight|\\sday)?|bonfire\\snight", fixed(11, 5)],
  [`veteran${S}\\sday|remembrance\\sday`, fixed(11, 11)],
  ["black\\sfriday", (year) => addDays(thanksgiving(year), 1)],
  ["cyber\\smonday", (year) => addDays(thanksgiving(year), 4)],
  ["thanksgiving(?:\\sday)?", thanksgiving],
];

/** "buy christmas cards": the holiday only says which cards. */
const THING =
  "(?!['’]?\\s?(?:tree|card|present|gift|shopping|part(?:y|ies)|dinner|lunch|light|pudding|decoration|market|music|song|carol|movie|film|costume|cand|egg|bunny|chocolate|sweater|jumper|cookie|resolution|deal|sale|turkey|bonus|basket|hat|stocking|wrapping|cake|menu)\\w*)";
const PATTERNS = HOLIDAYS.map(([words, date]) => ({
  pattern: new RegExp(`\\b(?:on\\s)?(?:(last|next|this)\\s)?(?:${words})\\b(?:\\s(\\d{4})\\b)?${THING}`, "gi"),
  date,
}));
/** So that most texts are read once, not once a holiday. */
const ANY = new RegExp(HOLIDAYS.map(([words]) => `\\b(?:${words})\\b`).join("|"), "i");

/** Named days: the next one from today on, unless "last" or a year is said. */
export function holidays({ text, today }: Reading): Piece[] {
  if (!ANY.test(text)) return [];
  return PATTERNS.flatMap(({ pattern, date }) =>
    scan(text, pattern, (match): Piece => {
      const thisYear = date(today.year);
      const past = compareDates(thisYear, today) < 0;
      const last = /^last$/i.test(match[1] ?? "");
      const year = match[2] ? Number(match[2]) : today.year + (last ? (past ? 0 : -1) : past ? 1 : 0);
      return { kind: "day", ...spanOf(match), date: date(year) };
    }),
  );
}
