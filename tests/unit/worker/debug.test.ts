import { describe, expect, it } from "vitest";
import type { Event } from "../../../src/engine/dialogue/events";
import { MemoryStorage } from "../../../src/storage/memory-storage";
import { debugNotes, debugTurns, sessionEvents } from "../../../src/worker/debug";
import { Conversation } from "../../support/small-project";
import { tableProject } from "../engine/dialogue/table-project";

async function stored(...messages: string[]): Promise<MemoryStorage> {
  const talk = new Conversation(tableProject);
  const storage = new MemoryStorage();
  await storage.openConversation("c", "");
  let firstSeq = 1;
  for (const message of messages) {
    const { events } = await talk.say(message);
    await storage.commit({ conversation: "c", firstSeq, events, changes: [], answered: null, snapshot: null });
    firstSeq += events.length;
  }
  return storage;
}

const last = async (storage: MemoryStorage) => (await storage.load("c")).lastSeq;

describe("the session as the debugger shows it", () => {
  it("has a turn for each message: what was understood, and what came of it, from which rule", async () => {
    const storage = await stored("ask_hours", 'book {"guests": 4}');
    const notes = { slots: [], problems: [{ code: "action.failed", message: "It broke." }] };
    const events = await sessionEvents(storage, "c", await last(storage));
    const id = events.flatMap(({ event }) => (event.event === "user" ? [event.message_id] : []))[1] ?? "";
    const [hours, book] = debugTurns(events, new Map([[id, notes]]));
    expect(hours).toMatchObject({ intents: [{ name: "ask_hours" }], entities: [], notes: null });
    expect(hours?.steps).toContainEqual({
      kind: "action",
      name: "utter_hours",
      policy: "RulePolicy",
      confidence: 1,
      source: 'rule "hours"',
    });
    expect(hours?.steps).toContainEqual({
      kind: "event",
      name: "bot",
      detail: expect.objectContaining({ text: "We open at nine." }) as unknown,
    });
    expect(book).toMatchObject({ entities: [{ entity: "guests", value: 4 }], notes, seq: await last(storage) });
  });

  it("says why each slot was filled or not, and what went wrong", async () => {
    const talk = new Conversation(tableProject);
    const { slots, problems } = debugNotes(await talk.say('book {"guests": 4}'));
    expect(problems).toEqual([]);
    expect(slots).toEqual([
      { name: "guests", why: ["from_entity: filled with 4"] },
      { name: "day", why: [expect.stringMatching(/^from_entity: /), expect.stringMatching(/^from_text: /)] },
    ]);
  });

  it("begins where the session did, and ends where it is told to", async () => {
    const storage = await stored("ask_hours", "restart", "book", "ask_hours");
    const until = await last(storage);
    const all = debugTurns(await sessionEvents(storage, "c", until), new Map());
    expect(all.map(({ intents }) => intents[0]?.name)).toEqual(["book", "ask_hours"]);
    const first = await sessionEvents(storage, "c", all[0]?.seq ?? 0);
    expect(debugTurns(first, new Map())).toHaveLength(1);
  });

  it("reads as far back as it must", async () => {
    const storage = new MemoryStorage();
    await storage.openConversation("c", "");
    const events = Array.from({ length: 900 }, (): Event => ({ event: "resume", timestamp: 0 }));
    events[50] = { event: "session_started", timestamp: 0 };
    await storage.commit({ conversation: "c", firstSeq: 1, events, changes: [], answered: null, snapshot: null });
    expect(await sessionEvents(storage, "c", 900)).toHaveLength(850);
  });
});
