import type { Action } from "../../engine/actions/action";
import { slotSet } from "../../engine/dialogue/events";
import { compareDates, dayNumber, fromDayNumber, type CivilDate } from "../../engine/time/calendar";
import type { Clock } from "../../engine/environment";
import type { ParseData } from "../../engine/nlu/parse-data";
import { wallClock } from "../../engine/time/zone";
import type { Person, UserData } from "../../storage/schema";
import { MONTHS, shortDate } from "../clock/date-words";
import { latestMessage, wordingOf } from "../message";
import { capitalize, joinWords } from "../phrases";
import { spanOfTime, type TimeSpan } from "../reminders/time-span";
import { ageOn, comingWords, nextBirthday, readBirthday } from "./birthday";
import type { PeopleCardData } from "./card-data";
import { sayPerson } from "./meant";
import { possessive } from "./names";

interface Coming {
  person: Person;
  date: CivilDate;
  /** The age reached then; null where the year of birth isn't known. */
  turns: number | null;
}

/** Without a stretch of time in the question, this many are told. */
const NEXT_ONES = 5;
const SINGLE =
  /\bnext (?:birthday|one|up)\b|\b(?:birthdays?|bday|b-day|it|turn|one)(?: is| comes| coming)?(?: up)? (?:next|soonest|first)\b|\bnext$/i;

/** Who has a birthday then, or whose is next: "this month", "tomorrow", "in May". */
export const listBirthdays: Action<UserData> = {
  name: "action_list_birthdays",
  async run(context) {
    const { tracker, store, clock, dispatcher } = context;
    const today = wallClock(clock.now(), clock.zone);
    const message = latestMessage(tracker);
    const people = await store.all("people");
    const span = spanAsked(message, clock);
    const from = span ? fromDayNumber(span.from) : today;
    const coming = people.flatMap((person) => comingFor(person, from)).sort(bySoonest);
    const [first] = coming;
    if (!first) {
      dispatcher.utter(people.length === 0 ? "utter_no_people" : "utter_no_birthdays");
      return [];
    }
    if (
      !span &&
      SINGLE.test(wordingOf(message).replace(/[?.!\s]+$/, "")) &&
      coming.filter(onSameDay(first)).length === 1
    )
      return sayPerson(context, first.person, tellOne(first, today));
    const within = span ? coming.filter(({ date }) => dayNumber(date) <= span.to) : coming.slice(0, NEXT_ONES);
    if (within.length === 0) {
      const [next] = people.flatMap((person) => comingFor(person, today)).sort(bySoonest);
      const told = next ? ` Next is ${tellNext(next, today)}` : "";
      dispatcher.say({ text: `I know of no birthday ${span?.words ?? ""}.${told}` });
      return [];
    }
    const each = within.map((one) => `${one.person.name} on ${shortDate(one.date)}${turning(one)}`);
    const card: PeopleCardData = {
      card: "people",
      title: span ? `Birthdays ${span.words}` : "Birthdays",
      people: within.map((one) => ({
        id: one.person.id,
        name: one.person.name,
        note: shortDate(one.date) + turning(one),
        ...(one.person.birthday !== undefined && { birthday: one.person.birthday }),
      })),
    };
    dispatcher.say({
      text: `${span ? `Birthdays ${span.words}` : "The next birthdays"}: ${joinWords(each)}.`,
      custom: card,
    });
    return [slotSet("last_record", null)];
  },
};

/** The stretch of time asked about, with its months in capitals. */
function spanAsked(message: ParseData, clock: Clock): TimeSpan | null {
  const span = spanOfTime(message, clock);
  const months = new RegExp(`\\b(?:${MONTHS.join("|")})\\b`, "gi");
  return span && { ...span, words: span.words.replace(months, capitalize) };
}

function comingFor(person: Person, from: CivilDate): Coming[] {
  const birthday = person.birthday === undefined ? null : readBirthday(person.birthday);
  if (!birthday) return [];
  const date = nextBirthday(birthday, from);
  return [{ person, date, turns: ageOn(birthday, date) }];
}

const bySoonest = (a: Coming, b: Coming) => compareDates(a.date, b.date);
const onSameDay = (one: Coming) => (other: Coming) => compareDates(one.date, other.date) === 0;

function turning({ turns }: Coming): string {
  return turns === null || turns === 0 ? "" : ` (${turns})`;
}

function tellOne(one: Coming, today: CivilDate): string {
  return `${possessive(one.person.name)} birthday is next: ${comingWords(one.date, today)}.${
    one.turns === null || one.turns === 0 ? "" : ` ${one.person.name} turns ${one.turns}.`
  }`;
}

function tellNext(one: Coming, today: CivilDate): string {
  return `${possessive(one.person.name)}, ${comingWords(one.date, today)}.`;
}
