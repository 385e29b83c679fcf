import { describe, expect, test } from "vitest";
import { noteAnswering } from "../../../../src/skills/notes/answer";
import { actions } from "../../../../src/skills/notes/actions";
import { made } from "../../../../src/skills/services";
import type { Note } from "../../../../src/storage/schema";
import { memoryServices } from "../../../../training/commands/memory-services";
import { actionNamed, runAction, slotAfter, type Situation } from "../run-action";

const run = (action: string, situation: Situation) =>
  runAction(actionNamed([...made(actions, memoryServices)], action), situation);

const note = (id: string, text: string, day: number): Note => ({
  id,
  text,
  created: `2026-02-0${day}T12:00:00.000+01:00`,
});
const wifi = note("N1", "the wifi code is 4411", 1);
const guestWifi = note("N2", "guest wifi is called Fern", 2);
const boiler = note("N3", "the boiler's serial number is 88-2031-C", 3);
const records = { notes: [wifi, guestWifi, boiler] };
const topic = (value: string) => [{ entity: "topic", value }];

describe("action_take_note", () => {
  test("stores the note word for word and says it back", async () => {
    const {
      messages,
      records: after,
      events,
    } = await run("action_take_note", { text: "note that Ben takes no Sugar" });
    expect(after.notes).toMatchObject([{ text: "Ben takes no Sugar", created: "2026-03-02T09:30:00.000+01:00" }]);
    expect(messages[0]).toMatchObject({ text: "Noted: Ben takes no Sugar", custom: { card: "notes" } });
    expect(slotAfter(events, "last_record")).toEqual({ store: "notes", id: after.notes?.[0]?.id });
  });

  test("asks when nothing was said, and the answer is the note", async () => {
    const asked = await run("action_take_note", { text: "take a note" });
    expect(asked.events).toEqual([{ event: "followup", name: "note_form" }]);
    const answered = await run("action_take_note", { text: "row G", slots: { note_content: "row G" } });
    expect(answered.records.notes).toMatchObject([{ text: "row G" }]);
    expect(slotAfter(answered.events, "note_content")).toBeNull();
  });
});

describe("action_show_notes", () => {
  test("shows the newest five first", async () => {
    const many = [1, 2, 3, 4, 5, 6].map((day) => note(`M${day}`, `note ${day}`, day));
    const { messages } = await run("action_show_notes", { text: "show my notes", records: { notes: many } });
    expect(messages[0]?.text).toMatch(/^You have 6 notes; the newest 5: “note 6”, “note 5”/);
    expect(messages[0]?.custom?.notes).toHaveLength(5);
  });

  test("shows only the last one when that was asked for", async () => {
    const { messages } = await run("action_show_notes", { text: "what was my last note", records });
    expect(messages[0]?.text).toBe(`Your last note: ${boiler.text}`);
  });

  test("says so when there are none", async () => {
    expect((await run("action_show_notes", {})).messages[0]?.utter_action).toBe("utter_no_notes");
  });
});

describe("action_find_note", () => {
  test.each([
    ["what did I write about the boilers", topic("boilers"), "Here it is: the boiler's serial number is 88-2031-C"],
    ["find my note on the guest wifi", topic("guest wifi"), "Here it is: guest wifi is called Fern"],
    ["search my notes for wifi", [], "2 notes about wifi: “guest wifi is called Fern”, “the wifi code is 4411”"],
  ])("%s", async (text, entities, answer) => {
    expect((await run("action_find_note", { text, entities, records })).messages[0]?.text).toBe(answer);
  });

  test("says so when nothing fits, and gives what there is", async () => {
    const { messages } = await run("action_find_note", { text: "my note on Emma", entities: topic("Emma"), records });
    expect(messages[0]).toMatchObject({ utter_action: "utter_note_not_found", values: { topic: "Emma" } });
  });

  test("asks for a topic when none was given", async () => {
    const { messages } = await run("action_find_note", { text: "find a note", records });
    expect(messages[0]?.utter_action).toBe("utter_ask_note_topic");
  });
});

describe("action_delete_note", () => {
  test.each<[string, Situation, Note]>([
    ["delete my last note", {}, boiler],
    ["delete the first note", {}, wifi],
    ["remove the note about the boiler", { entities: topic("boiler") }, boiler],
    ["get rid of that note", { slots: { last_record: { store: "notes", id: "N2" } } }, guestWifi],
    ['/delete_note{"note_id": "N1"}', { entities: [{ entity: "note_id", value: "N1" }] }, wifi],
  ])("%s", async (text, situation, gone) => {
    const { changes, messages } = await run("action_delete_note", { text, records, ...situation });
    expect(changes).toEqual([{ store: "notes", op: "delete", value: gone }]);
    expect(messages[0]).toMatchObject({ utter_action: "utter_note_deleted", values: { note: `“${gone.text}”` } });
  });

  test("asks which of several is meant, and deletes none", async () => {
    const { changes, messages } = await run("action_delete_note", {
      text: "delete the note about the wifi",
      entities: topic("wifi"),
      records,
    });
    expect(changes).toEqual([]);
    expect(messages[0]?.buttons).toEqual([
      { title: "“guest wifi is called Fern”", payload: '/delete_note{"note_id":"N2"}' },
      { title: "“the wifi code is 4411”", payload: '/delete_note{"note_id":"N1"}' },
    ]);
  });

  test("asks before all are deleted, and only yes deletes them", async () => {
    const asked = await run("action_delete_note", { text: "delete all my notes", records });
    expect(asked.changes).toEqual([]);
    expect(asked.messages[0]).toMatchObject({ utter_action: "utter_ask_delete_notes", values: { notes: "3 notes" } });
    const awaiting = slotAfter(asked.events, "awaiting") ?? null;
    const { records: after } = await run("action_delete_notes_confirmed", { slots: { awaiting }, records });
    expect(after.notes).toEqual([]);
  });

  test("a card's note that is gone already is told as such", async () => {
    const entities = [{ entity: "note_id", value: "gone" }];
    const { changes, messages } = await run("action_delete_note", { text: "/delete_note", entities, records });
    expect(changes).toEqual([]);
    expect(messages[0]?.utter_action).toBe("utter_note_gone");
  });
});

describe("a note that is there already", () => {
  test.each([
    ["change the boiler note to the boiler was replaced in May", "N3", "the boiler was replaced in May"],
    ["update my note about the guest wifi so it says guest wifi is called Moss", "N2", "guest wifi is called Moss"],
    ["add to the boiler note that it hums", "N3", "the boiler's serial number is 88-2031-C; it hums"],
    ["add the plumber is Ola to my boiler note", "N3", "the boiler's serial number is 88-2031-C; the plumber is Ola"],
    ["change the last note to nothing of interest", "N3", "nothing of interest"],
    ["update the wifi code to 5512 in my notes", "N1", "the wifi code is 5512"],
  ])("%s", async (text, id, changed) => {
    const { records: after, messages } = await run("action_take_note", { text, records });
    expect(after.notes).toHaveLength(3);
    expect(after.notes?.find((one) => one.id === id)?.text).toBe(changed);
    expect(messages[0]?.text).toBe(`Changed: ${changed}`);
  });

  test("asks which one where several fit", async () => {
    const { records: after, messages } = await run("action_take_note", {
      text: "change the wifi note to no wifi here",
      records,
    });
    expect(after.notes).toEqual(records.notes);
    expect(messages[0]).toMatchObject({ utter_action: "utter_which_note" });
  });

  test("a note about a note is still a note", async () => {
    const { records: after } = await run("action_take_note", {
      text: "note: add to the boiler file that it hums",
      records,
    });
    expect(after.notes).toHaveLength(4);
  });
});

test.each([
  ["which wifi code was it", "the wifi code is 4411"],
  ["what's the boiler serial number again?", "the boiler's serial number is 88-2031-C"],
  ["what's the capital of Peru", null],
  ["wifi is down", null],
  ["where is it", null],
])("%s is answered by a note: %s", (text, answer) =>
  expect(noteAnswering(text, records.notes)?.text ?? null).toBe(answer),
);

test("a question without a marked topic finds the note that answers it", async () => {
  const { messages } = await run("action_find_note", { text: "what was that guest wifi called", records });
  expect(messages[0]?.text).toBe("From your notes: guest wifi is called Fern");
});
