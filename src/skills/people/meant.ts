import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import { slotSet } from "../../engine/dialogue/events";
import type { ParseData } from "../../engine/nlu/parse-data";
import type { Person, UserData } from "../../storage/schema";
import { lastIdIn, rememberRecord } from "../last-record";
import { entityText, isPayload, latestMessage, wordingOf } from "../message";
import { payloadFor } from "../payload";
import { joinWords } from "../phrases";
import { nameIn } from "./name-in-text";
import { byName, peopleMentioned, peopleNamed } from "./names";

/** Whom a message is about. */
export type Meant =
  | { kind: "one"; person: Person }
  | { kind: "several"; name: string; people: Person[] }
  /** A name that nobody has; `like` are people with a part of it. */
  | { kind: "unknown"; name: string; like: Person[] }
  | { kind: "nobody" };

const PRONOUN = /\b(?:her|hers|his|him|she|he|their|them|they|it|its)\b/i;

/**
 * Whom the message means: the person of a button or card, the one named, or by "her" (or without any name) the one last
 * spoken of.
 */
export function personMeant({ tracker }: ActionContext<UserData>, people: Person[]): Meant {
  const message = latestMessage(tracker);
  const id = entityText(message, "person_id");
  if (id !== null)
    return oneOf(
      people.filter((person) => person.id === id),
      "",
    );
  const said = saidIn(message);
  const name = nameIn(said);
  const found = name === null ? peopleMentioned(said.text, people) : peopleNamed(name, people);
  if (found.length > 0) return oneOf(found, name ?? "");
  const last = people.find((person) => person.id === lastIdIn("people", tracker));
  if (last && (name === null || PRONOUN.test(said.text))) return { kind: "one", person: last };
  return name === null ? { kind: "nobody" } : { kind: "unknown", name, like: peopleMentioned(name, people) };
}

function oneOf(people: Person[], name: string): Meant {
  const [person] = people;
  if (!person) return { kind: "nobody" };
  return people.length === 1 ? { kind: "one", person } : { kind: "several", name, people: [...people].sort(byName) };
}

/** The message as it was typed: a button that answers "Which Anna?" brings it along. */
export function saidIn(message: ParseData): ParseData {
  const said = entityText(message, "said");
  if (said === null) return { ...message, text: isPayload(message.text) ? "" : wordingOf(message) };
  return { ...message, text: said, entities: [] };
}

/** More buttons than these are no help. */
const MOST_BUTTONS = 6;

/** Asks which of several is meant; each button says the same again, of that person. */
export function askWhich(context: ActionContext<UserData>, intent: string, people: Person[], name: string): NewEvent[] {
  const { text } = saidIn(latestMessage(context.tracker));
  const buttons = people.slice(0, MOST_BUTTONS).map((person) => ({
    title: person.name,
    payload: payloadFor(intent, { person_id: person.id, said: text }),
  }));
  const which = name === "" ? "Whom" : `Which ${name}`;
  const names = joinWords(
    buttons.map(({ title }) => title),
    "or",
  );
  context.dispatcher.say({ text: `${which} do you mean: ${names}?`, buttons });
  return [slotSet("last_record", null)];
}

/** Says something of one person, with their card, and makes them the one that "her" means. */
export function sayPerson(context: ActionContext<UserData>, person: Person, text: string): NewEvent[] {
  context.dispatcher.say({ text, custom: { card: "person", person: { ...person } } });
  return [rememberRecord("people", person.id)];
}
