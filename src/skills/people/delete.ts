import type { Action, ActionContext } from "../../engine/actions/action";
import { followup, slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { Person, UserData } from "../../storage/schema";
import { awaitAnswer, currentlyAwaited } from "../conversation/awaiting";
import { entityText, latestMessage } from "../message";
import { countOf } from "../phrases";
import { DETAIL_NAMES, detailNamed, kindNamed, type Detail } from "./details";
import { tellUnknown } from "./find";
import { askWhich, personMeant, saidIn, sayPerson } from "./meant";
import { possessive } from "./names";
import { tellMissing } from "./told";

const EVERYBODY = /\b(?:all|every|everyone|everybody|entire|whole)\b/i;

/** Finds who is to go, or what of somebody, and asks before it is lost; a form that has asked already says `confirmed`. */
export const deletePerson: Action<UserData> = {
  name: "action_delete_person",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const message = latestMessage(tracker);
    const { text } = saidIn(message);
    const people = await store.all("people");
    const meant = personMeant(context, people);
    if (people.length === 0) dispatcher.utter("utter_no_people");
    else if (meant.kind === "one") {
      const isConfirmed = message.entities.some(({ entity, value }) => entity === "confirmed" && value === true);
      return isConfirmed ? remove(context, [meant.person]) : askFirst(context, meant.person, text);
    } else if (entityText(message, "person_id") !== null) dispatcher.utter("utter_person_gone");
    else if (EVERYBODY.test(text) && meant.kind !== "several") {
      dispatcher.utter("utter_ask_delete_people", { people: `all ${countOf(people.length, "contact")}` });
      return [awaitDeletion(people)];
    } else if (meant.kind === "several") return askWhich(context, "delete_person", meant.people, meant.name);
    else if (meant.kind === "unknown") return tellUnknown(context, "delete_person", meant.name, meant.like);
    else dispatcher.utter("utter_ask_whom");
    return [];
  },
};

const awaitDeletion = (people: Person[]): NewEvent =>
  awaitAnswer({ answer: "affirm", action: deletePeopleConfirmed.name, ids: people.map(({ id }) => id) });

function askFirst(context: ActionContext<UserData>, person: Person, text: string): NewEvent[] {
  const detail = detailNamed(text);
  if (detail === null) {
    context.dispatcher.utter("utter_ask_delete_people", { people: person.name });
    return [awaitDeletion([person])];
  }
  if (!hasDetail(person, detail)) return sayPerson(context, person, tellMissing(person, detail));
  // Of several numbers the kind named: the home number, and not the one at work.
  const kind = kindNamed(text);
  const isOfKind = (detail === "phones" || detail === "emails") && person[detail].some((each) => each.kind === kind);
  const what = `${possessive(person.name)} ${isOfKind && kind !== "" ? `${kind} ` : ""}${DETAIL_NAMES[detail]}`;
  context.dispatcher.utter("utter_ask_delete_people", { people: what });
  return [
    awaitAnswer({
      answer: "affirm",
      action: deleteDetailConfirmed.name,
      ids: [person.id, detail, isOfKind ? kind : ""],
    }),
  ];
}

function hasDetail(person: Person, detail: Detail): boolean {
  const value = person[detail];
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** The question is settled; no rule names what follows an answer, so the turn ends here. */
const ANSWERED = [slotSet("awaiting", null), followup("action_listen")];

/** "Yes, delete." */
export const deletePeopleConfirmed: Action<UserData> = {
  name: "action_delete_people_confirmed",
  async run(context) {
    const ids = currentlyAwaited(context.tracker)?.ids ?? [];
    const people = (await context.store.all("people")).filter(({ id }) => ids.includes(id));
    return [...(await remove(context, people)), ...ANSWERED];
  },
};

async function remove({ store, dispatcher }: ActionContext<UserData>, people: Person[]): Promise<NewEvent[]> {
  for (const { id } of people) await store.delete("people", id);
  const [only] = people;
  const named = only && people.length === 1 ? only.name : countOf(people.length, "contact");
  dispatcher.utter("utter_people_deleted", { people: named });
  return [slotSet("last_record", null)];
}

/** "Yes, delete it", of somebody's number or the like. */
export const deleteDetailConfirmed: Action<UserData> = {
  name: "action_delete_detail_confirmed",
  async run(context) {
    const [id = "", name = "", kind = ""] = currentlyAwaited(context.tracker)?.ids ?? [];
    const person = await context.store.get("people", id);
    if (!person) {
      context.dispatcher.utter("utter_person_gone");
      return ANSWERED;
    }
    const after = withoutDetail(person, name, kind);
    await context.store.put("people", after);
    return [...sayPerson(context, after, `Deleted from what I know of ${person.name}.`), ...ANSWERED];
  },
};

function withoutDetail(person: Person, detail: string, kind: string): Person {
  const after = { ...person };
  const isLeft = (each: { kind: string }) => kind !== "" && each.kind !== kind;
  if (detail === "phones") after.phones = person.phones.filter(isLeft);
  else if (detail === "emails") after.emails = person.emails.filter(isLeft);
  else if (isOptional(detail)) delete after[detail];
  return after;
}

const isOptional = (detail: string): detail is Exclude<Detail, "phones" | "emails"> =>
  detail !== "phones" && detail !== "emails" && detail in DETAIL_NAMES;
