import { expect, it } from "vitest";
import type { Appointment, Item, List, Note, Person, Reminder } from "../../../src/storage/schema";
import { Talk } from "./talk";

const created = "2026-03-02T09:00:00.000+01:00";
const reminder = (id: string, task: string): Reminder => {
  const due = "2026-03-03T09:00:00.000+01:00";
  return { id, task, due, zone: "Europe/Oslo", state: "waiting", conversation: "test", created };
};
const note = (id: string, text: string): Note => ({ id, text, created });
const list = (id: string, name: string): List => ({ id, name, created });
const item = (id: string, on: string, text: string): Item => ({ id, list: on, text, done: false, created });
const person = (id: string, name: string): Person => ({
  ...{ id, name, emails: [], created },
  phones: [{ kind: "", number: "555 0101" }],
});
const event = (id: string, title: string, rule?: string): Appointment => {
  const times = { starts: "2026-03-06T10:00:00.000+01:00", ends: "2026-03-06T11:00:00.000+01:00", allDay: false };
  return { id, title, ...times, zone: "Europe/Oslo", ...(rule !== undefined && { rule }), created };
};

function talk(): Talk {
  return new Talk()
    .put("reminders", reminder("R1", "call Anna"), reminder("R2", "pay the rent"))
    .put("notes", note("N1", "the boiler is red"), note("N2", "the key is under the mat"))
    .put("lists", list("L1", "shopping"), list("L2", "camping"), list("L3", "empty"))
    .put("items", item("I1", "L1", "milk"), item("I2", "L1", "eggs"), item("I3", "L2", "tent"))
    .put("people", person("P1", "Anna Berg"), person("P2", "Bob Dahl"))
    .put("appointments", event("A1", "Dentist"), event("A2", "Lunch"), event("A3", "Standup", "FREQ=DAILY"));
}

const kept = (talk: Talk) =>
  ["reminders", "notes", "lists", "items", "people", "appointments"].map((store) => talk.all(store));

/** What takes away more than one thing, or somebody: by words, and what is left of it after "yes". */
const ASKS: [intent: string, said: string, store: string, left: string[]][] = [
  ["cancel_reminder", "delete all my reminders", "reminders", []],
  ["cancel_reminder", "cancel everything for tomorrow", "reminders", []],
  ["delete_note", "delete all my notes", "notes", []],
  ["clear_list", "clear my [shopping](list_name) list", "items", ["I3"]],
  ["clear_list", "delete the [camping](list_name) list", "items", ["I1", "I2"]],
  ["clear_list", "delete all my lists", "lists", []],
  ["clear_list", "empty all lists", "items", []],
  ["delete_person", "delete [Anna Berg](person_name)", "people", ["P2"]],
  ["delete_person", "delete all my contacts", "people", []],
  ["delete_event", "clear my calendar on Friday", "appointments", ["A3"]],
  ["delete_event", "delete all my events", "appointments", []],
  ["delete_event", "clear my calendar", "appointments", []],
];

it.each(ASKS)("/%s “%s” asks first, and does it after yes", async (intent, said, store, left) => {
  const asking = talk();
  const before = kept(asking);
  const replies = await asking.say(intent, said);
  expect(replies.at(-1)?.text).toContain("?");
  expect(replies.at(-1)?.buttons?.map(({ payload }) => payload)).toEqual(["/affirm", "/deny"]);
  expect(kept(asking)).toEqual(before);
  await asking.press("/affirm");
  expect(asking.all(store).map(({ id }) => id)).toEqual(left);
});

it.each(ASKS)("/%s “%s” keeps everything after no, and after something else", async (intent, said) => {
  for (const answer of ["/deny", "/help"]) {
    const asking = talk();
    const before = kept(asking);
    await asking.say(intent, said);
    await asking.press(answer);
    expect(kept(asking)).toEqual(before);
    await asking.press("/affirm");
    expect(kept(asking)).toEqual(before);
  }
});

it("asks which times of what recurs are meant", async () => {
  const asking = talk();
  const before = kept(asking);
  const [reply] = await asking.say("delete_event", "delete the [standup](event_title)");
  expect(reply?.buttons?.map(({ title }) => title)).toEqual([expect.stringMatching(/^Only /), "The whole series"]);
  expect(kept(asking)).toEqual(before);
});

it("leads to the settings for everything, and deletes nothing by a word", async () => {
  const asking = talk();
  const before = kept(asking);
  const replies = await asking.say("erase_all", "delete everything");
  expect(JSON.stringify(replies)).toContain("Settings");
  await asking.press("/affirm");
  expect(kept(asking)).toEqual(before);
});

/** One thing goes at once, and comes back by "undo". */
const AT_ONCE: [intent: string, said: string, store: string][] = [
  ["cancel_reminder", "cancel the reminder to [call Anna](task)", "reminders"],
  ["delete_note", "delete the note about the [boiler](topic)", "notes"],
  ["remove_from_list", "take [milk](item) off the [shopping](list_name) list", "items"],
  ["clear_list", "delete the [empty](list_name) list", "lists"],
  ["delete_event", "delete the [dentist](event_title)", "appointments"],
];

it.each(AT_ONCE)("/%s “%s” does it, and undo brings it back", async (intent, said, store) => {
  const doing = talk();
  const before = doing.all(store);
  await doing.say(intent, said);
  expect(doing.all(store)).toHaveLength(before.length - 1);
  await doing.press("/undo");
  expect(doing.all(store)).toEqual(expect.arrayContaining(before));
});
