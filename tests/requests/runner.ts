import { recordsOf } from "../support/records";
import { Assistant } from "../../src/engine/assistant";
import { fixedClock } from "../../src/engine/environment";
import type { Models } from "../../src/engine/models";
import { actionsWith } from "../../src/skills/actions";
import { MemoryStorage } from "../../src/storage/memory-storage";
import type { UserData } from "../../src/storage/schema";
import { memoryServices } from "../../training/commands/memory-services";
import { ShellConversation } from "../../training/commands/shell-conversation";
import { ZONE, type ExpectedRecords, type Given, type Outcome, type Request } from "./format";
import { matchAll } from "./match";

/*
 * Runs the requests of tests/requests/*.yml through the whole assistant, and judges by what was done. They were written apart from the
 * training data, and must never go into it. It is Monday 2 March 2026, 09:30 in Oslo; each entry starts a conversation of its own.
 *
 *   - say: remind me to call mum tomorrow at 6pm      # a message, or a list of up to 8: a conversation
 *     given:                                          # what is kept before
 *       reminders: [{ task: pay rent, due: 2026-03-04T08:00+01:00 }]
 *       items: [{ list: shopping, text: milk }]       # makes the list, too
 *     then:                                           # what is kept in the end
 *       reminders:
 *         - { task: ~call mum, due: 2026-03-03T18:00+01:00 }
 *         - { task: pay rent, due: 2026-03-04T08:00+01:00 }
 *     answer: 18:00                                   # a pattern for the last turn's replies, capitals or not
 *
 * `nothing: true` or no `then`: everything is as it was before. A store that `then` doesn't name is as it was, except `lists` where
 * `items` are named. Records come in any order, and as many as named; `some: true` in `then` allows others. A record may have fields
 * that aren't named, but `rule`, `done`, `priority` and an item's `due` must be named where it has them. Text is compared
 * without capitals and hyphens, `~` before it means that it is contained; moments as instants, telephone numbers by their digits, rules
 * by the times they give; `null` is a field that isn't there. Reminders and timers that are done don't count.
 *
 * `oneOf:` lists outcomes, each with `then`, `answer` or `nothing`, where a sentence can fairly be read in more than one way.
 */

const NOW = Date.parse("2026-03-02T09:30:00+01:00");
const CREATED = "2026-03-01T12:00:00.000+01:00";
const STORES = ["reminders", "timers", "lists", "items", "notes", "appointments", "people"] as const;

/** What is kept, as the requests see it: items by the name of their list, and nothing that is done. */
type Kept = Record<(typeof STORES)[number], object[]>;

/** Fields that must be named where a record has them. */
const UNLESS_NAMED: Partial<Record<(typeof STORES)[number], object>> = {
  reminders: { rule: null },
  items: { done: false, due: null, priority: null },
  appointments: { rule: null },
};

export interface Verdict {
  right: boolean;
  /** One line: the messages, what was expected, and what was done. */
  line: string;
}

export async function runRequest(request: Request, { interpreter, core }: Models): Promise<Verdict> {
  const storage = new MemoryStorage();
  await keep(request.given, storage);
  const before = await keptIn(storage);
  const actions = actionsWith(memoryServices);
  const assistant = new Assistant<UserData>({ interpreter, core, actions, channel: "shell" });
  const talk = await ShellConversation.start(assistant, fixedClock(NOW, ZONE), undefined, storage);
  let reply = "";
  const understood: string[] = [];
  const problems: string[] = [];
  for (const message of request.messages) {
    const turn = await talk.say(message);
    understood.push(turn.parses.map(({ intent }) => intent.name).join("+"));
    problems.push(...turn.problems.map(({ message }) => message));
    reply = turn.replies.map(({ text }) => text ?? "").join(" | ");
  }
  const after = await keptIn(storage);
  const right = problems.length === 0 && request.outcomes.some((outcome) => cameAbout(outcome, before, after, reply));
  const expected = request.outcomes.map(inWords).join(" OR ");
  const said = [...problems, `“${reply}”`].join("; ");
  const done = `${changesInWords(before, after)} (${understood.join(", ")}: ${said})`;
  return { right, line: `${request.messages.join(" / ")} -> ${expected} vs ${done}` };
}

async function keep(given: Given, storage: MemoryStorage): Promise<void> {
  const made = { conversation: "shell", created: CREATED };
  const names = new Set([...given.lists.map(({ name }) => name), ...given.items.map(({ list }) => list)]);
  const id = (kind: string, i: number) => `given-${kind}-${i + 1}`;
  const records = recordsOf({
    reminders: given.reminders.map(({ rule, ...reminder }, i) => {
      return { state: "waiting", ...reminder, ...named({ rule }), zone: ZONE, id: id("reminder", i), ...made };
    }),
    timers: given.timers.map((timer, i) => ({ state: "running", ...timer, id: id("timer", i), ...made })),
    lists: [...names].map((name) => ({ id: `given-list-${name}`, name, created: CREATED })),
    items: given.items.map(({ list, text, done = false, due, priority }, i) => ({
      ...{ id: id("item", i), list: `given-list-${list}`, text, done, created: CREATED },
      ...named({ due, priority }),
    })),
    notes: given.notes.map((note, i) => ({ ...note, id: id("note", i), created: CREATED })),
    appointments: given.appointments.map(
      ({ title, starts, ends, allDay = false, place, notes, rule, exceptions }, i) => ({
        ...{ id: id("appointment", i), title, starts, ends, allDay, zone: ZONE, created: CREATED },
        ...named({ place, notes, rule, exceptions }),
      }),
    ),
    people: given.people.map(({ name, phones = [], emails = [], ...more }, i) => ({
      ...{ id: id("person", i), name, created: CREATED, ...named(more) },
      phones: phones.map(({ kind = "", number }) => ({ kind, number })),
      emails: emails.map(({ kind = "", address }) => ({ kind, address })),
    })),
  });
  // An entry of another conversation: what was given isn't for the user to undo.
  const entry = { id: "given", at: CREATED, conversation: "given", label: "Given", undone: false };
  await storage.merge({ records, conversations: [] }, entry);
}

/** The fields that have a value, as a record that lacks them is stored. */
function named<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const some: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined && value !== null) some[name] = value;
  }
  return some;
}

async function keptIn({ data }: MemoryStorage): Promise<Kept> {
  const lists = await data.all("lists");
  const nameOf = new Map(lists.map(({ id, name }) => [id, name]));
  return {
    reminders: (await data.all("reminders")).filter(({ state }) => state !== "done"),
    timers: (await data.all("timers")).filter(({ state }) => state !== "done"),
    lists,
    items: (await data.all("items")).map((item) => ({ ...item, list: nameOf.get(item.list) })),
    notes: await data.all("notes"),
    appointments: await data.all("appointments"),
    people: await data.all("people"),
  };
}

function cameAbout({ then, answer }: Outcome, before: Kept, after: Kept, reply: string): boolean {
  if (answer && !answer.test(reply)) return false;
  return STORES.every((store) => {
    const expected = then?.[store];
    if (expected) return matchAll(withUnnamed(store, expected), after[store], then.some);
    if (store === "lists" && then?.items) return true;
    return JSON.stringify(before[store]) === JSON.stringify(after[store]);
  });
}

function withUnnamed(store: (typeof STORES)[number], expected: readonly object[]): object[] {
  return expected.map((record) => ({ ...UNLESS_NAMED[store], ...record }));
}

function inWords({ then, answer }: Outcome): string {
  const records = then ? [recordsInWords(then)] : answer ? [] : ["nothing"];
  return [...records, ...(answer ? [`answer ${answer.source}`] : [])].join(", ");
}

function recordsInWords(then: ExpectedRecords): string {
  return STORES.flatMap((store) => (then[store] ? [`${store} ${JSON.stringify(then[store])}`] : [])).join(" ");
}

function changesInWords(before: Kept, after: Kept): string {
  const changed = STORES.filter((store) => JSON.stringify(before[store]) !== JSON.stringify(after[store]));
  const shown = changed.map((store) => `${store} ${JSON.stringify(after[store], withoutBookkeeping)}`);
  return shown.join(" ") || "nothing";
}

const BOOKKEEPING = ["id", "zone", "conversation", "created"];

function withoutBookkeeping(name: string, value: unknown): unknown {
  return BOOKKEEPING.includes(name) ? undefined : value;
}
