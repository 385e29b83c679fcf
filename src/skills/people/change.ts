import type { Action, ActionContext } from "../../engine/actions/action";
import { followup, slotSet, type NewEvent } from "../../engine/dialogue/events";
import { formatIso } from "../../engine/time/zone";
import type { Person, UserData } from "../../storage/schema";
import { impossibleDateReply } from "../clock/impossible-date";
import { newId } from "../ids";
import { lastIdIn } from "../last-record";
import { latestMessage } from "../message";
import { birthdayWords, readBirthday } from "./birthday";
import { DETAIL_NAMES, detailNamed, isEmpty, readDetails, type Details } from "./details";
import { askWhich, personMeant, saidIn, sayPerson, type Meant } from "./meant";
import { joinWords } from "../phrases";
import { nameIn } from "./name-in-text";
import { possessive, tidyName } from "./names";
import { tellAll } from "./told";

/** Puts somebody into the contacts; who is there already gets what is new. Asks (person_form) where nobody is named. */
export const addPerson: Action<UserData> = {
  name: "action_add_person",
  async run(context) {
    const { tracker, store } = context;
    const answer = tracker.slot("person_details");
    const said = saidIn(latestMessage(tracker));
    const name = typeof answer === "string" ? nameAnswered(answer) : nameIn(said);
    const last = await store.get("people", lastIdIn("people", tracker) ?? "");
    const told = readDetails(said.text, { now: context.clock.now(), zone: context.clock.zone });
    if (name === null && last && !isEmpty(told)) return changeDetails(context, last, told, said.text);
    if (name === null) return [slotSet("person_details", null), followup("person_form")];
    const same = (await store.all("people")).find((person) => person.name.toLowerCase() === name.toLowerCase());
    const events = same ? await changeDetails(context, same, told, said.text) : await add(context, name, told);
    return [slotSet("person_details", null), ...events];
  },
};

/** The name in the answer to "Who is it?": "Anna Berg, 555 0101". */
function nameAnswered(answer: string): string | null {
  return tidyName(answer.split(/[,;:\n]|\s+(?=\+?\(?\d|\S*@)/)[0] ?? "");
}

/** Sets or changes what is known of somebody: "Anna's birthday is 17 May", "save Bob's email as bob@example.com". */
export const changePerson: Action<UserData> = {
  name: "action_change_person",
  async run(context) {
    const { tracker, store, clock, dispatcher } = context;
    const said = saidIn(latestMessage(tracker));
    const impossible = detailNamed(said.text) === "birthday" ? impossibleDateReply(said.text) : null;
    if (impossible !== null) {
      dispatcher.say({ text: impossible });
      return [];
    }
    const meant = personMeant(context, await store.all("people"));
    if (meant.kind === "several") return askWhich(context, "change_person", meant.people, meant.name);
    const rename = renamed(said.text) ?? (meant.kind === "one" ? withSurname(meant.person, said.text) : null);
    if (meant.kind === "one" && rename !== null) return renameTo(context, meant.person, rename);
    return changeOrAdd(context, meant, readDetails(said.text, { now: clock.now(), zone: clock.zone }), said.text);
  },
};

async function changeOrAdd(
  context: ActionContext<UserData>,
  meant: Exclude<Meant, { kind: "several" }>,
  details: Details,
  text: string,
): Promise<NewEvent[]> {
  if (meant.kind === "one") return changeDetails(context, meant.person, details, text);
  if (meant.kind === "unknown" && !isEmpty(details)) return add(context, meant.name, details);
  if (meant.kind === "unknown") context.dispatcher.utter("utter_person_unknown", { name: meant.name });
  else context.dispatcher.utter("utter_ask_whom");
  return [];
}

async function add(context: ActionContext<UserData>, name: string, details: Details): Promise<NewEvent[]> {
  const { store, random, clock } = context;
  const person: Person = { id: newId(random), name, ...details, created: formatIso(clock.now(), clock.zone) };
  await store.put("people", person);
  const known = tellAll(person);
  return sayPerson(context, person, `Added ${name} to your contacts${known === "" ? "" : `: ${known}`}.`);
}

/** The new name of "rename Anna to Anna Holm"; null where the text gives none. */
function renamed(text: string): string | null {
  const [, name] =
    /\brename\b.+?\b(?:to|as|into)\s+(.+)$/i.exec(text) ??
    /\b(?:change|correct|set|update)\b.+?\bname\b.*?\b(?:to|into|as)\s+(.+)$/i.exec(text) ??
    /(?<!\b(?:last |family |sur))name is (?:actually|now|really)\s+(.+)$/i.exec(text) ??
    [];
  return name === undefined ? null : tidyName(name);
}

/** The first names kept, the last one new: "Anna's surname is Holm now". */
function withSurname({ name }: Person, text: string): string | null {
  const [, said = ""] =
    /\b(?:last name|surname|family name) is\s+(?:now\s+)?(.+?)(?:\s+now)?[\s.!]*$/i.exec(text) ?? [];
  const surname = tidyName(said);
  const first = name.includes(" ") ? name.slice(0, name.lastIndexOf(" ")) : name;
  return surname === null ? null : `${first} ${surname}`;
}

async function renameTo(context: ActionContext<UserData>, person: Person, name: string): Promise<NewEvent[]> {
  const after = { ...person, name };
  await context.store.put("people", after);
  return sayPerson(context, after, `${person.name} is now ${name}.`);
}

async function changeDetails(
  context: ActionContext<UserData>,
  person: Person,
  details: Details,
  text: string,
): Promise<NewEvent[]> {
  if (isEmpty(details)) {
    const detail = detailNamed(text);
    const what = detail === null ? "details" : DETAIL_NAMES[detail];
    return sayPerson(
      context,
      person,
      `What is ${possessive(person.name)} ${what}? Say it like “${example(person, detail)}”.`,
    );
  }
  const after: Person = {
    ...person,
    ...details,
    ...merged(person, details, /\b(?:add|also|another|second|too|as well)\b/i.test(text)),
  };
  if (JSON.stringify(after) === JSON.stringify(person)) {
    return sayPerson(context, person, `I have that of ${person.name} already.`);
  }
  await context.store.put("people", after);
  return sayPerson(context, after, tellChanged(person, details));
}

function example({ name }: Person, detail: string | null): string {
  const value = {
    emails: "email is name@example.com",
    birthday: "birthday is 17 May",
    address: "address is 14 Mill Lane",
  };
  return `${possessive(name)} ${value[detail as keyof typeof value] ?? "number is 555 0101"}`;
}

/** New numbers and emails take the place of those of their kind, or of the only one; where they are to be added, of none. */
function merged(person: Person, { phones, emails }: Details, isAdded: boolean): Pick<Person, "phones" | "emails"> {
  return {
    phones: replaceOfKind(person.phones, phones, ({ number }) => number.replace(/[^\d+]/g, ""), isAdded),
    emails: replaceOfKind(person.emails, emails, ({ address }) => address.toLowerCase(), isAdded),
  };
}

function replaceOfKind<T extends { kind: string }>(
  old: T[],
  added: T[],
  keyOf: (value: T) => string,
  isAdded: boolean,
): T[] {
  let all = old;
  for (const value of added) {
    const isReplaced = (other: T) =>
      keyOf(other) === keyOf(value) ||
      (!isAdded && other.kind === value.kind) ||
      (!isAdded && value.kind === "" && old.length === 1);
    const at = all.findIndex(isReplaced);
    // A number that is known already keeps its kind.
    const kept = { ...value, kind: value.kind || (all[at]?.kind ?? "") };
    all = at < 0 ? [...all, kept] : all.map((other, place) => (place === at ? kept : other));
  }
  return all;
}

function tellChanged(before: Person, { phones, emails, birthday, address, organization, nickname }: Details): string {
  const day = birthday === undefined ? null : readBirthday(birthday);
  const old = before.birthday === undefined ? null : readBirthday(before.birthday);
  const wasBirthday = old ? ` (it was ${birthdayWords(old)})` : "";
  const parts = [
    ...phones.map(({ kind, number }) => `${kind === "" ? "" : `${kind} `}number is ${number}`),
    ...emails.map(({ kind, address: mail }) => `${kind === "" ? "" : `${kind} `}email is ${mail}`),
    ...(day ? [`birthday is ${birthdayWords(day)}${wasBirthday}`] : []),
    ...(address === undefined ? [] : [`address is ${address}`]),
    ...(organization === undefined ? [] : [`place of work is ${organization}`]),
    ...(nickname === undefined ? [] : [`nickname is ${nickname}`]),
  ];
  return `Saved: ${possessive(before.name)} ${joinWords(parts)}.`;
}
