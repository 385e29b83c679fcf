import type { Action, ActionContext } from "../../engine/actions/action";
import { slotSet } from "../../engine/dialogue/events";
import { formatIso } from "../../engine/time/zone";
import type { Person, UserData } from "../../storage/schema";
import { newId } from "../ids";
import { entityText, latestMessage } from "../message";
import { capitalize, countOf, joinWords } from "../phrases";
import { firstWay } from "./first-way";
import type { PeopleCardData } from "./card-data";
import { byName } from "./names";
import { CARD_FAULTS, FILE_FAULTS, readContacts, type VcardFault } from "./vcard/read";
import type { Contact } from "./vcard/read-card";

/** So many people are shown, and so many faults told one by one. */
const SHOWN = 50;
const TOLD = 5;

/**
 * Takes in the people of a file: `/import_people{"vcf": "..."}`. Who has the same UID, or the same name and a number or email
 * in common, is changed and keeps what the file doesn't have; others are added.
 */
export const importPeople: Action<UserData> = {
  name: "action_import_people",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const vcf = entityText(latestMessage(tracker), "vcf");
    if (vcf === null) {
      dispatcher.utter("utter_ask_import_people");
      return [];
    }
    const { people, faults } = readContacts(vcf);
    const known = new Known(await store.all("people"));
    const outcome = { added: [] as Person[], changed: [] as Person[], same: 0 };
    for (const contact of people) {
      const old = known.find(contact);
      const person = old ? combined(old, contact) : newPerson(context, contact);
      if (old && isSame(old, person)) outcome.same++;
      else {
        await store.put("people", person);
        if (!old) outcome.added.push(person);
        // Of one file's two cards of a new person, the second changes nothing that was there before.
        else if (!outcome.added.some(({ id }) => id === old.id)) outcome.changed.push(person);
      }
      known.add(person);
    }
    const shown = [...outcome.added, ...outcome.changed].sort(byName);
    const card: PeopleCardData = {
      card: "people",
      title: "Imported",
      people: shown
        .slice(0, SHOWN)
        .map(({ id, name, phones, emails }) => ({ id, name, note: firstWay({ phones, emails }) })),
    };
    const text = [tellOutcome(outcome.added.length, outcome.changed.length, outcome.same), ...tellFaults(faults)].join(
      " ",
    );
    dispatcher.say(shown.length > 0 ? { text, custom: card } : { text });
    return [slotSet("last_record", null)];
  },
};

/** People by what a card of a file can be told to be theirs by. */
class Known {
  readonly #byUid = new Map<string, Person>();
  readonly #byName = new Map<string, Map<string, Person>>();

  constructor(people: Person[]) {
    for (const person of people) this.add(person);
  }

  /** Takes the place of what was known of the same person. */
  add(person: Person): void {
    this.#byUid.set(person.uid ?? person.id, person);
    const name = person.name.toLowerCase();
    const same = this.#byName.get(name) ?? new Map<string, Person>();
    this.#byName.set(name, same.set(person.id, person));
  }

  find(contact: Contact): Person | undefined {
    const byUid = contact.uid === undefined ? undefined : this.#byUid.get(contact.uid);
    const same = [...(this.#byName.get(contact.name.toLowerCase())?.values() ?? [])];
    return byUid ?? same.find((person) => reachedAlike(person, contact));
  }
}

type Reached = Pick<Person, "phones" | "emails">;

/** A number or an email in common, or none at all on one of both sides. */
function reachedAlike(a: Reached, b: Reached): boolean {
  const [mine, others] = [waysTo(a), waysTo(b)];
  return mine.length === 0 || others.length === 0 || mine.some((way) => others.includes(way));
}

function waysTo({ phones, emails }: Reached): string[] {
  return [...phones.map(numberKey), ...emails.map(addressKey)];
}

const numberKey = ({ number }: Person["phones"][number]) => number.replace(/[^\d+]/g, "");
const addressKey = ({ address }: Person["emails"][number]) => address.toLowerCase();

function newPerson({ random, clock }: ActionContext<UserData>, contact: Contact): Person {
  return { id: newId(random), ...contact, created: formatIso(clock.now(), clock.zone) };
}

/** What the file has, and what only we had. */
function combined(old: Person, contact: Contact): Person {
  return {
    ...old,
    ...contact,
    phones: together(contact.phones, old.phones, numberKey),
    emails: together(contact.emails, old.emails, addressKey),
    // An id that we gave out as a UID is no other program's.
    ...(contact.uid === old.id && { uid: old.uid }),
  };
}

function together<T>(first: T[], others: T[], keyOf: (value: T) => string): T[] {
  const known = new Set(first.map(keyOf));
  return [...first, ...others.filter((value) => !known.has(keyOf(value)))];
}

function isSame(a: Person, b: Person): boolean {
  const sorted = (person: Person) =>
    Object.entries(person)
      .filter(([, value]) => value !== undefined)
      .sort(([x], [y]) => x.localeCompare(y));
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** "2 contacts added, 1 changed, 3 are as they were." */
function tellOutcome(added: number, changed: number, same: number): string {
  if (added + changed + same === 0) return "Nothing was imported.";
  const counts: [number, string][] = [
    [added, "added"],
    [changed, "changed"],
    [same, "as before"],
  ];
  const told = counts
    .filter(([count]) => count > 0)
    .map(([count, what], place) => `${place === 0 ? countOf(count, "contact") : count} ${what}`);
  return `${capitalize(joinWords(told))}.`;
}

function tellFaults(faults: VcardFault[]): string[] {
  const whole = faults.filter(({ code }) => CARD_FAULTS.has(code));
  const file = faults.filter(({ code }) => FILE_FAULTS.has(code));
  const parts = faults.filter(({ code }) => !CARD_FAULTS.has(code) && !FILE_FAULTS.has(code));
  return [
    ...file.map(({ message }) => message),
    ...(whole.length === 0 ? [] : [`Left out ${countOf(whole.length, "card")}: ${each(whole)}`]),
    ...(parts.length === 0 ? [] : [`Left out of others: ${each(parts)}`]),
  ];
}

function each(faults: VcardFault[]): string {
  const told = faults
    .slice(0, TOLD)
    .map(
      ({ line, message }) => `line ${line}, ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, "")}`,
    );
  const more = faults.length - told.length;
  return `${[...told, ...(more > 0 ? [`and ${more} more`] : [])].join("; ")}.`;
}
