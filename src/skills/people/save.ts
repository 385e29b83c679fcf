import * as v from "valibot";
import type { Action } from "../../engine/actions/action";
import { formatIso } from "../../engine/time/zone";
import type { Person, UserData } from "../../storage/schema";
import { newId } from "../ids";
import { latestMessage } from "../message";
import { readBirthday } from "./birthday";
import { sayPerson } from "./meant";
import { LONGEST_NAME } from "./names";

const text = (longest: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));
const kind = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(40));

/** What the form of the page sends: all of a person's fields; one left out is empty. */
const formSchema = v.object({
  name: text(LONGEST_NAME),
  nickname: v.optional(text(LONGEST_NAME)),
  phones: v.pipe(v.array(v.object({ kind, number: text(60) })), v.maxLength(50)),
  emails: v.pipe(v.array(v.object({ kind, address: text(320) })), v.maxLength(50)),
  birthday: v.optional(
    v.pipe(
      v.string(),
      v.check((kept) => readBirthday(kept) !== null),
    ),
  ),
  address: v.optional(text(1000)),
  organization: v.optional(text(200)),
  notes: v.optional(text(10_000)),
});

/** Keeps a person as the form of the page has them: `/save_person{"person": {...}, "person_id": "..."}`, without an id a new one. */
export const savePerson: Action<UserData> = {
  name: "action_save_person",
  async run(context) {
    const { tracker, store, clock, random, dispatcher } = context;
    const { entities } = latestMessage(tracker);
    const valueOf = (name: string) => entities.find(({ entity }) => entity === name)?.value;
    const read = v.safeParse(formSchema, valueOf("person"));
    const id = valueOf("person_id");
    const old = typeof id === "string" ? await store.get("people", id) : undefined;
    if (!read.success || (id !== undefined && !old)) {
      dispatcher.utter(read.success ? "utter_person_gone" : "utter_person_unreadable");
      return [];
    }
    const kept = old
      ? { id: old.id, ...(old.uid !== undefined && { uid: old.uid }), created: old.created }
      : { id: newId(random), created: formatIso(clock.now(), clock.zone) };
    const person: Person = { ...read.output, ...kept };
    await store.put("people", person);
    const told = old ? `Saved ${person.name}.` : `Added ${person.name} to your contacts.`;
    return sayPerson(context, person, told);
  },
};
