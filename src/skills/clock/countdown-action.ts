import type { Action, ActionContext } from "../../engine/actions/action";
import { compareDates, type CivilDate } from "../../engine/time/calendar";
import { wallClock } from "../../engine/time/zone";
import type { UserData } from "../../storage/schema";
import { latestMessage } from "../message";
import { capitalize, countOf } from "../phrases";
import { calendarFact } from "./calendar-facts";
import type { CountdownCard } from "./card-data";
import { daysBetween, hoursAndMinutes, spanWords, unitAsked, workingDaysBetween, WORKING_DAYS } from "./date-span";
import { dayName, shortDate } from "./date-words";
import { impossibleDateReply } from "./impossible-date";
import { rememberDate } from "./last-date";
import { lastOccurrence, nextOccurrence, readDates, type NamedDate, type Today } from "./dates";

const BACKWARDS = /\b(?:since|ago|passed|gone by|born|was|has it been|last)\b/i;

const MS_PER_DAY = 86_400_000;
const DAYS_SAID = /\b(?:days?|sleeps?|nights?)\b/i;

const AHEAD = /\b(?:until|till|til|to)\b/i;

/** A stretch that the user made, not one like "the weekend". */
const STRETCH = /^(?:from|between)\b|\b(?:to|and|until|till|til)\b|[–-]/i;

/** The two ends of "between 1 May and 20 June"; null where the count is from today. */
function ends(dates: readonly NamedDate[], zone: string): [CivilDate, CivilDate] | null {
  const [first, second] = dates;
  if (first?.last && STRETCH.test(first.words)) return [first.date, first.last];
  if (!first || !second) return null;
  // The Easter after Christmas, not the one before.
  const ordered =
    compareDates(second.date, first.date) >= 0 || second.yearSaid ? second : nextOccurrence(second, first.date, zone);
  return [first.date, (ordered ?? second).date];
}

function askDaysUntil({ tracker, dispatcher, clock }: ActionContext<UserData>) {
  const { text } = latestMessage(tracker);
  const moment: Today = { now: clock.now(), zone: clock.zone };
  const today = wallClock(moment.now, moment.zone);
  const plain = impossibleDateReply(text) ?? calendarFact(text, today);
  if (plain !== null) {
    dispatcher.say({ text: plain });
    return [];
  }
  const dates = readDates(text, moment).dates.filter(({ words }) => !/^(?:today|now)$/i.test(words));
  const unit = unitAsked(text);
  const working = WORKING_DAYS.test(text);
  const between = ends(dates, clock.zone);
  if (between) {
    const [from, to] = between;
    const { asked, also } = counted(from, to);
    say({ title: "Between two days", from, to, asked, also, until: `from ${shortDate(from)} to ${shortDate(to)}` });
    return [];
  }
  const [first] = dates;
  if (!first) {
    dispatcher.utter("utter_ask_which_date");
    return [];
  }
  const named = BACKWARDS.test(text) ? lastOccurrence(first, moment) : first;
  const { date } = named;
  const left = (named.moment ?? Infinity) - moment.now;
  // "How long until midnight" is no whole day, whatever date it falls on.
  const isNear = compareDates(date, today) === 0 || (Math.abs(left) < MS_PER_DAY && !DAYS_SAID.test(text));
  if (named.moment !== undefined && (unit === "hour" || unit === "minute" || isNear)) {
    const asked = hoursAndMinutes(left);
    const until = `${left < 0 ? "since" : "until"} ${named.words}`;
    say({ title: capitalize(named.words), from: today, to: date, asked, also: "", until });
    return [];
  }
  const order = compareDates(date, today);
  const name = dayName(named.words);
  if (order === 0) {
    dispatcher.utter("utter_date_is_today", { date: shortDate(date) });
    return [];
  }
  const { asked, also } = counted(today, date);
  const calledName = name === null ? "" : `${/^(?:yesterday|tomorrow)$/i.test(name) ? name.toLowerCase() : name}, `;
  const until = `${order > 0 ? "until" : "since"} ${calledName}${shortDate(date)}`;
  const isOver = order < 0 && AHEAD.test(text);
  say({
    title: capitalize(name ?? shortDate(date)),
    from: today,
    to: date,
    asked,
    also,
    until,
    ...(isOver && {
      text: `${capitalize(calledName)}${shortDate(date)}${name === null ? "" : ","} is past: it was ${asked} ago.`,
    }),
  });
  return [rememberDate(date)];

  function counted(from: CivilDate, to: CivilDate): { asked: string; also: string } {
    if (!working) return spanWords(from, to, unit);
    const inDays = countOf(daysBetween(from, to), "day");
    return { asked: countOf(workingDaysBetween(from, to), "working day"), also: `Monday to Friday; ${inDays} in all` };
  }

  function say(answer: {
    title: string;
    from: CivilDate;
    to: CivilDate;
    asked: string;
    also: string;
    until: string;
    text?: string;
  }) {
    const { title, asked, also, until } = answer;
    const card: CountdownCard = {
      card: "countdown",
      title,
      days: working ? workingDaysBetween(answer.from, answer.to) : daysBetween(answer.from, answer.to),
      ...(working && { working: true as const }),
      until,
      detail: [asked, also].filter((part) => part !== "" && !/^[\d,]+ (?:working )?days?$/.test(part)).join(", "),
    };
    dispatcher.say({ text: answer.text ?? `${asked} ${until}${also && ` (${also})`}.`, custom: card });
  }
}

export const countdownAction: Action<UserData> = { name: "action_ask_days_until", run: askDaysUntil };
