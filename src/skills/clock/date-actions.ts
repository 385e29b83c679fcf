import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import { respell } from "../../engine/nlu/extractors/respell";
import { addDays, compareDates, startOfWeek, type CivilDate } from "../../engine/time/calendar";
import { wallClock } from "../../engine/time/zone";
import type { UserData } from "../../storage/schema";
import { latestMessage } from "../message";
import { capitalize } from "../phrases";
import { readDateSum } from "./add-to-date";
import { calendarFact } from "./calendar-facts";
import type { DateCard } from "./card-data";
import { dayName, fullDate, longDate, MONTHS, monthName, shortDate, weekdayName, WEEKDAYS } from "./date-words";
import { daysBetween } from "./date-span";
import { lastOccurrence, readDates, type Today } from "./dates";
import { impossibleDateReply } from "./impossible-date";
import { lastDate, rememberDate } from "./last-date";
import { isoWeek, isoWeeksIn } from "./iso-week";
import { readShiftedMoment } from "./shifted-moment";
import { askTime } from "./time-actions";

type Context = ActionContext<UserData>;

function asked({ tracker, clock }: Context): { text: string; today: CivilDate; moment: Today } {
  const moment = { now: clock.now(), zone: clock.zone };
  return { text: latestMessage(tracker).text, today: wallClock(moment.now, moment.zone), moment };
}

function dateCard(title: string, date: CivilDate, note = ""): DateCard {
  return {
    card: "date",
    title,
    weekday: weekdayName(date),
    day: date.day,
    month: monthName(date),
    year: date.year,
    note,
  };
}

/** "today", "in 5 days", "5 days ago". */
function distanceWords(date: CivilDate, today: CivilDate): string {
  const days = daysBetween(today, date);
  if (days === 0) return "today";
  const ahead = compareDates(date, today) > 0;
  if (days === 1) return ahead ? "tomorrow" : "yesterday";
  return ahead ? `in ${days.toLocaleString("en")} days` : `${days.toLocaleString("en")} days ago`;
}

const QUESTION =
  /^(?:so |and |hey |sorry,? )*(?:is|are|was|were|does|did|do|will|isn't|isnt)\b|,\s*(?:is|was) (?:it|that|this)\b/i;

/**
 * "Yes" or "No" where a text asks whether a day is the weekday, month or weekend that it names: "is 13 October a Friday?".
 * `rest` is the text without the day's own words. Empty where it asks no such thing, or offers a choice.
 */
function verdict(text: string, rest: string, date: CivilDate, isMonthAsked: boolean): string {
  if (!QUESTION.test(text)) return "";
  const yesOrNo = (holds: boolean) => (holds ? "Yes" : "No");
  const named = WEEKDAYS.filter((day) => new RegExp(`\\b${day}`, "i").test(rest));
  const months = isMonthAsked ? MONTHS.filter((month) => new RegExp(`\\b${month}\\b`, "i").test(rest)) : [];
  if (named.length + months.length > 1) return "";
  if (named[0] !== undefined) return yesOrNo(named[0] === weekdayName(date));
  if (months[0] !== undefined) return yesOrNo(months[0] === monthName(date));
  const isWeekend = weekdayName(date).startsWith("S");
  if (/\bweekends?\b/i.test(rest)) return yesOrNo(isWeekend);
  return /\ba weekday\b/i.test(rest) ? yesOrNo(!isWeekend) : "";
}

const RELATIVE_DAYS: readonly (readonly [RegExp, number])[] = [
  [/\bthe day after tomorrow\b/i, 2],
  [/\bthe day before yesterday\b/i, -2],
  [/\btomorrow/i, 1],
  [/\byesterday/i, -1],
];

function askDate(context: Context) {
  const { text, today, moment } = asked(context);
  const spelled = respell(text).text;
  const relative = RELATIVE_DAYS.find(([pattern]) => pattern.test(spelled));
  // "Is it Friday" names a day to compare with; "what's the date on Friday" one to tell.
  const [named] =
    relative || QUESTION.test(text)
      ? []
      : readDates(text, moment).dates.filter(({ words }) => !/^(?:today|now)/i.test(words));
  const date = relative ? addDays(today, relative[1]) : (named?.date ?? today);
  const words = capitalize(relative?.[0].exec(spelled)?.[0].toLowerCase() ?? named?.words ?? "today");
  const sentence = `${words} ${compareDates(date, today) < 0 ? "was" : "is"} ${fullDate(date)}.`;
  const said = verdict(text, spelled, date, true);
  const reply = said === "" ? sentence : `${said}, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
  context.dispatcher.say({ text: reply, custom: dateCard(words, date, distanceNote(date, today)) });
  return [rememberDate(date)];
}

function distanceNote(date: CivilDate, today: CivilDate): string {
  return compareDates(date, today) === 0 ? `Week ${isoWeek(date).week}` : capitalize(distanceWords(date, today));
}

/** "What day of the week is that?" */
const POINTS_BACK = /\b(?:that|it|then)\b/i;
const PAST = /\b(?:was|were|did)\b/i;

function askWeekdayOf(context: Context) {
  const { text, today, moment } = asked(context);
  const read = readDates(text, moment);
  const [first] = read.dates;
  const told = first ? null : lastDate(context.tracker);
  if (told && POINTS_BACK.test(text)) {
    const when = distanceWords(told, today);
    const verb = compareDates(told, today) < 0 ? "was" : "is";
    const sentence = `${longDate(told)} ${verb} a ${weekdayName(told)}, ${when}.`;
    context.dispatcher.say({ text: sentence, custom: dateCard(weekdayName(told), told, capitalize(when)) });
    return [rememberDate(told)];
  }
  if (!first) {
    context.dispatcher.utter("utter_ask_which_date");
    return [];
  }
  const named = PAST.test(text) ? lastOccurrence(first, moment) : first;
  const { date } = named;
  const verb = compareDates(date, today) < 0 ? "was" : "is";
  const name = dayName(named.words);
  const sentence =
    name === null
      ? `${longDate(date)} ${verb} a ${weekdayName(date)}`
      : `${capitalize(name)} ${verb} on ${fullDate(date)}`;
  // The "Friday" of Good Friday is no question.
  const rest = name === null ? read.text : read.text.slice(0, first.start) + read.text.slice(first.end);
  const said = verdict(read.text, rest, date, false);
  const when = distanceWords(date, today);
  const title = capitalize(name ?? weekdayName(date));
  context.dispatcher.say({
    text: `${said === "" ? "" : `${said}, `}${sentence}, ${when}.`,
    custom: dateCard(title, date, capitalize(when)),
  });
  return [rememberDate(date)];
}

/** "And a week later?" counts from the day just told. */
const GOES_ON = /\b(?:later|earlier|(?:after|before|from) (?:that|it|then))\b/i;

function addToDate(context: Context) {
  const { text, today, moment } = asked(context);
  if (readShiftedMoment(text, moment)) return askTime(context);
  const sum = readDateSum(text, moment, GOES_ON.test(text) ? lastDate(context.tracker) : null);
  if (!sum) {
    context.dispatcher.utter("utter_ask_date_sum");
    return [];
  }
  const forward = compareDates(sum.result, sum.from) >= 0;
  const fromToday = compareDates(sum.from, today) === 0;
  const distance = fromToday
    ? `${capitalize(sum.distance)} ${forward ? "from today" : "ago"}`
    : `${capitalize(sum.distance)} ${forward ? "after" : "before"} ${shortDate(sum.from)}`;
  const verb = compareDates(sum.result, today) < 0 ? "was" : "is";
  context.dispatcher.say({
    text: `${distance} ${verb} ${fullDate(sum.result)}.`,
    custom: dateCard(distance, sum.result, fromToday ? "" : capitalize(distanceWords(sum.result, today))),
  });
  return [rememberDate(sum.result)];
}

function askWeekNumber(context: Context) {
  const { text, today, moment } = asked(context);
  const thisYear = isoWeek(today).year;
  if (/\bhow many weeks\b/i.test(text) && /\byear\b/i.test(text)) {
    const year = thisYear + (/\bnext year\b/i.test(text) ? 1 : /\blast year\b/i.test(text) ? -1 : 0);
    context.dispatcher.utter("utter_weeks_in_year", { year, weeks: isoWeeksIn(year) });
    return [];
  }
  // "Is it week 12 now": a number after "week" is no date.
  const { dates } = readDates(text.replace(/\b(?:week|kw) \d{1,2}\b/gi, "week"), moment);
  const date = dates[0]?.date ?? today;
  const { week, year } = isoWeek(date);
  const monday = startOfWeek(date);
  const range = `${shortDate(monday)} to ${shortDate(addDays(monday, 6))}`;
  const isNow = compareDates(monday, startOfWeek(today)) === 0;
  const kind = /\b(?:even|odd)\b/i.test(text) ? `, an ${week % 2 === 0 ? "even" : "odd"} one` : "";
  const lead = isNow ? `It's week ${week}` : `${shortDate(date)} is in week ${week}`;
  context.dispatcher.say({
    text: `${lead}${year === thisYear ? "" : ` of ${year}`}${kind}: ${range}.`,
    custom: dateCard(`Week ${week}`, date, range),
  });
  return [];
}

/** A date that there isn't is said to be so, and nothing is reckoned from it; what every calendar knows needs no reckoning. */
function unlessPlain(run: (context: Context) => NewEvent[]): (context: Context) => NewEvent[] {
  return (context) => {
    const { text, today } = asked(context);
    const reply = impossibleDateReply(text) ?? calendarFact(text, today);
    if (reply === null) return run(context);
    context.dispatcher.say({ text: reply });
    return [];
  };
}

export const dateActions: Action<UserData>[] = [
  { name: "action_ask_date", run: unlessPlain(askDate) },
  { name: "action_ask_weekday_of", run: unlessPlain(askWeekdayOf) },
  { name: "action_add_to_date", run: unlessPlain(addToDate) },
  { name: "action_ask_week_number", run: unlessPlain(askWeekNumber) },
];
