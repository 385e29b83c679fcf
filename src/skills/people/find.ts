import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import { wallClock } from "../../engine/time/zone";
import type { Person, UserData } from "../../storage/schema";
import { latestMessage, wordingOf } from "../message";
import { noteAnswering } from "../notes/answer";
import { tellNote } from "../notes/show";
import { countOf, joinWords } from "../phrases";
import { firstWay } from "./first-way";
import { ageOn, readBirthday } from "./birthday";
import { placeAsked, tellWhoIsAt } from "./by-place";
import type { PeopleCardData } from "./card-data";
import { detailNamed, type Detail } from "./details";
import { askWhich, personMeant, saidIn, sayPerson } from "./meant";
import { byName } from "./names";
import { tellAll, tellDetail, tellMissing } from "./told";

/** Says what is asked of somebody: "what is Anna's number", "when is Bob's birthday", "and her email?". */
export const findPerson: Action<UserData> = {
  name: "action_find_person",
  async run(context) {
    const { dispatcher, store } = context;
    const people = await store.all("people");
    const place = placeAsked(saidIn(latestMessage(context.tracker)).text);
    if (place !== null && people.length > 0) return tellWhoIsAt(context, place, people);
    const meant = personMeant(context, people);
    if (meant.kind === "one") return answer(context, meant.person);
    // "What is my passport number" may be written down.
    const note =
      meant.kind === "several"
        ? null
        : noteAnswering(wordingOf(latestMessage(context.tracker)), await store.all("notes"));
    if (note) return tellNote(dispatcher, note);
    if (people.length === 0) dispatcher.utter("utter_no_people");
    else if (meant.kind === "several") return askWhich(context, "find_person", meant.people, meant.name);
    else if (meant.kind === "nobody") dispatcher.utter("utter_ask_whom");
    else return tellUnknown(context, "find_person", meant.name, meant.like);
    return [];
  },
};

/** Whether it is about somebody whom nobody is called like, not even in a note. */
export async function namesNobody(context: ActionContext<UserData>): Promise<boolean> {
  const { store, tracker } = context;
  const { kind } = personMeant(context, await store.all("people"));
  if (kind === "one" || kind === "several") return false;
  return noteAnswering(wordingOf(latestMessage(tracker)), await store.all("notes")) === null;
}

/** Nobody has that name: asks for those who have a part of it. */
export function tellUnknown(
  context: ActionContext<UserData>,
  intent: string,
  name: string,
  like: Person[],
): NewEvent[] {
  context.dispatcher.utter("utter_person_unknown", { name });
  return like.length > 0 ? askWhich(context, intent, like, "") : [];
}

function answer(context: ActionContext<UserData>, person: Person): NewEvent[] {
  const { text } = saidIn(latestMessage(context.tracker));
  const today = wallClock(context.clock.now(), context.clock.zone);
  const details = detailsNamed(text);
  if (details.length === 0) {
    const all = tellAll(person);
    return sayPerson(context, person, `${person.name}: ${all === "" ? "I have no details yet" : all}.`);
  }
  const age = /\bhow old\b|\bwhat age\b|\bage\b/i.test(text) ? ageToday(person, today) : null;
  const told = details
    .map((detail) => tellDetail(person, detail, text, today) ?? tellMissing(person, detail))
    .join(" ");
  return sayPerson(context, person, age === null ? told : `${person.name} is ${age}. ${told}`);
}

/** "Anna's birthday and her email": one detail of each part. */
function detailsNamed(text: string): Detail[] {
  const named = text.split(/,|\band\b/i).map(detailNamed);
  return [...new Set(named.filter((detail) => detail !== null))];
}

function ageToday({ birthday: kept }: Person, today: { year: number; month: number; day: number }): number | null {
  const birthday = kept === undefined ? null : readBirthday(kept);
  return birthday && ageOn(birthday, today);
}

/** More names than these aren't read out; the card has all. */
const READ_OUT = 10;

/** Shows everybody. */
export const listPeople: Action<UserData> = {
  name: "action_list_people",
  async run({ store, dispatcher }) {
    const people = (await store.all("people")).sort(byName);
    if (people.length === 0) {
      dispatcher.utter("utter_no_people");
      return [];
    }
    const names = people.slice(0, READ_OUT).map(({ name }) => name);
    const more = people.length - names.length;
    const told = joinWords(more > 0 ? [...names, `${more} more`] : names);
    const card: PeopleCardData = {
      card: "people",
      title: "Your contacts",
      people: people.map(({ id, name, phones, emails }) => ({
        id,
        name,
        note: firstWay({ phones, emails }),
      })),
    };
    dispatcher.say({ text: `You have ${countOf(people.length, "contact")}: ${told}.`, custom: card });
    return [];
  },
};
