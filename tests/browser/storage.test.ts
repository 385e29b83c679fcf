import { beforeEach, describe, expect, it } from "vitest";
import type { Event } from "../../src/engine/dialogue/events";
import { openDatabase } from "../../src/storage/database";
import { IndexedDbStorage } from "../../src/storage/indexeddb-storage";
import { MemoryStorage } from "../../src/storage/memory-storage";
import type { VaultRecord } from "../../src/storage/connections";
import type { Note } from "../../src/storage/schema";
import type { Storage } from "../../src/storage/storage";

const AT = "2026-03-02T09:00:00+01:00";
const ENTRY = { id: "restored", at: AT, conversation: "c", label: "Restored", undone: false };
const note = (id: string, text: string): Note => ({ id, text, created: AT });
const pause = (timestamp: number): Event => ({ event: "pause", timestamp });

/** One turn: events at the end of the conversation, and notes that it wrote. */
async function turn(storage: Storage, conversation: string, firstSeq: number, events: Event[], notes: Note[] = []) {
  await storage.commit({
    conversation,
    firstSeq,
    events,
    changes: notes.map((value) => ({ store: "notes", op: "put", value, before: null })),
    answered: null,
    snapshot: null,
  });
}

describe.each([
  ["in IndexedDB", async () => new IndexedDbStorage(await openDatabase(crypto.randomUUID()))],
  ["in memory", async () => new MemoryStorage()],
])("what is kept %s", (_, open: () => Promise<Storage>) => {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
    await storage.createConversation({ id: "c", created: AT, lastSeq: 0 });
    await turn(storage, "c", 1, [pause(1), pause(2)], [note("n", "old"), note("only here", "stays")]);
  });

  it("is all in a copy of it, and comes back from that", async () => {
    const copy = await storage.contents();
    expect(copy.conversations).toEqual([
      { conversation: { id: "c", created: AT, lastSeq: 2 }, events: [pause(1), pause(2)] },
    ]);
    const other = await open();
    expect(await other.merge(copy, ENTRY)).toEqual({ added: 2, changed: 0, conversations: 1 });
    expect((await other.contents()).records.notes).toEqual(copy.records.notes);
    expect(await other.eventsAfter("c", 0)).toEqual(await storage.eventsAfter("c", 0));
    // Goes on where it stopped.
    await turn(other, "c", 3, [pause(3)]);
  });

  it("has no secret in a copy of it, and keeps all that a transaction writes or none of it", async () => {
    const vault: VaultRecord = {
      id: "vault",
      version: 1,
      key: { derivation: "PBKDF2-SHA-256", iterations: 1, salt: "" },
      wrapped: { iv: "", data: "" },
      secrets: { iv: "", data: "sealed" },
      locksAfter: 15,
    };
    await storage.side.write([{ store: "vault", put: vault }]);
    expect(await storage.side.get("vault", "vault")).toEqual(vault);
    expect(JSON.stringify(await storage.contents())).not.toContain("sealed");
    await storage.erase();
    expect(await storage.side.all("vault")).toEqual([]);
  });

  it("is rewritten outside a turn from what is there at that moment, or not at all", async () => {
    const changed = await storage.update(["notes"], ({ notes }) => ({
      changes: notes.map((value) => ({
        store: "notes",
        op: "put",
        value: note(value.id, `${value.text}!`),
        before: value,
      })),
      result: notes.length,
    }));
    expect(changed).toBe(2);
    expect((await storage.data.all("notes")).map(({ text }) => text).sort()).toEqual(["old!", "stays!"]);
    const failed = storage.update(["notes", "people"], ({ people }) => {
      throw new Error(`no plan for ${people.length}`);
    });
    await expect(failed).rejects.toThrow("no plan for 0");
    expect(await storage.data.get("notes", "n")).toEqual(note("n", "old!"));
  });

  it("and a backup become one: the backup's record where both have it, the longer conversation, and a way back", async () => {
    const before = await storage.contents();
    await turn(storage, "c", 3, [pause(3)], [note("n", "new"), note("later", "x")]);
    await storage.createConversation({ id: "d", created: AT, lastSeq: 0 });
    expect(await storage.merge(before, ENTRY)).toEqual({ added: 0, changed: 1, conversations: 0 });
    expect(await storage.data.get("notes", "n")).toEqual(note("n", "old"));
    expect(await storage.data.all("notes")).toHaveLength(3);
    expect(await storage.eventsAfter("c", 0)).toHaveLength(3);
    expect(await storage.data.get("journal", "restored")).toEqual({
      ...ENTRY,
      changes: [{ store: "notes", before: note("n", "new"), after: note("n", "old") }],
    });
    // A second time changes nothing, and leaves no entry.
    await storage.merge(before, { ...ENTRY, id: "again" });
    expect(await storage.data.get("journal", "again")).toBeUndefined();
  });

  it("of a conversation that went on elsewhere is continued, and kept where it went another way", async () => {
    const { records, conversations } = await storage.contents();
    const [ours] = conversations;
    if (!ours) throw new Error("the conversation is missing");
    const longer = { ...ours, events: [...ours.events, pause(3)] };
    const another = { ...ours, events: [pause(1), pause(7), pause(8)] };
    await storage.merge({ records, conversations: [another] }, ENTRY);
    expect(await storage.eventsAfter("c", 0)).toHaveLength(2);
    await storage.merge({ records, conversations: [longer] }, ENTRY);
    expect((await storage.load("c")).lastSeq).toBe(3);
    expect((await storage.eventsAfter("c", 2)).map(({ event }) => event)).toEqual([pause(3)]);
  });

  it("of one conversation is apart from the others', and goes with it", async () => {
    await storage.createConversation({ id: "d", created: AT, lastSeq: 0 });
    await turn(storage, "d", 1, [pause(9)]);
    await storage.putPending({ id: "p", conversation: "d", text: "hi", quiet: false, received: 1, attempts: 1 });
    await storage.nameConversation("d", "Work");
    expect((await storage.conversations()).find(({ id }) => id === "d")).toMatchObject({ name: "Work", lastSeq: 1 });
    expect(await storage.eventsBefore("c", 3, 9)).toHaveLength(2);
    await storage.deleteConversation("d");
    expect((await storage.conversations()).map(({ id }) => id)).toEqual(["c"]);
    expect(await storage.eventsAfter("d", 0)).toEqual([]);
    expect(await storage.pendingMessages()).toEqual([]);
    expect(await storage.eventsAfter("c", 0)).toHaveLength(2);
  });

  it("is gone for good when it is erased, and a turn that was under way doesn't bring it back", async () => {
    await storage.erase();
    const { records, conversations } = await storage.contents();
    expect([...Object.values(records).flat(), ...conversations]).toEqual([]);
    await expect(turn(storage, "c", 3, [pause(3)], [note("z", "")])).rejects.toThrow("moved on");
    expect(await storage.data.all("notes")).toEqual([]);
  });
});
