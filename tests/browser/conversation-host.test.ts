import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Action } from "../../src/engine/actions/action";
import { Assistant } from "../../src/engine/assistant";
import { fixedClock, seededRandom } from "../../src/engine/environment";
import type { Interpreter } from "../../src/engine/nlu/parse-data";
import { DATABASE_NAME, openDatabase } from "../../src/storage/database";
import { undoableEntry } from "../../src/storage/journal";
import type { UserData } from "../../src/storage/schema";
import { ConversationHost } from "../../src/worker/conversation-host";
import { Keeper } from "../../src/worker/keeper";
import type { DataStore, Line, StorageStatus } from "../../src/worker/protocol";
import { payloads, trainedCore } from "../support/small-project";

const project = {
  "config.yml": "recipe: default.v1\npolicies:\n- name: RulePolicy\n",
  "domain.yml": `
version: "3.1"
intents: [jot, hello, remind, recall, nlu_fallback]
actions: [action_jot, action_remind, action_recall]
responses:
  utter_hello: [{text: Hello.}]
  utter_lost: [{text: Not understood.}]
`,
  "data/rules.yml": `
version: "3.1"
rules:
- rule: jot
  steps: [{intent: jot}, {action: action_jot}]
- rule: remind
  steps: [{intent: remind}, {action: action_remind}]
- rule: recall
  steps: [{intent: recall}, {action: action_recall}]
- rule: hello
  steps: [{intent: hello}, {action: utter_hello}]
- rule: lost
  steps: [{intent: nlu_fallback}, {action: utter_lost}]
`,
};

/** Writes a note and counts them, so that a lost or doubled turn shows. */
const jot: Action<UserData> = {
  name: "action_jot",
  async run({ store, dispatcher }) {
    const notes = await store.all("notes");
    await store.put("notes", { id: `note-${notes.length}`, text: "x", created: "" });
    dispatcher.say({ text: `${notes.length + 1} notes` });
    return [];
  },
};

/** Asks for the intent hello in a minute, by Rasa's own event, in the user's own time. */
const remind: Action<UserData> = {
  name: "action_remind",
  run: () => [
    {
      event: "reminder",
      intent: "hello",
      entities: null,
      date_time: "2026-03-02T09:01:00",
      name: "in a minute",
      kill_on_user_msg: false,
    },
  ],
};

/** Says the ids of all messages that it is given, in order, and how many of them only storage still has. */
const recall: Action<UserData> = {
  name: "action_recall",
  async run({ tracker, earlierEvents, dispatcher }) {
    const idsOf = (events: typeof tracker.events) =>
      events.flatMap((event) => (event.event === "user" ? [event.message_id] : []));
    const earlier = idsOf(await earlierEvents());
    dispatcher.say({ text: JSON.stringify([earlier.length, [...earlier, ...idsOf(tracker.events)]]) });
    return [];
  },
};

const core = trainedCore(project).model;
const readBy = (interpreter: Interpreter) =>
  new Assistant<UserData>({ interpreter, core, actions: [jot, remind, recall], channel: "browser" });
const assistant = readBy(payloads);

const START = Date.UTC(2026, 2, 2, 9);

/** What one tab has: its own connection, its own host. */
async function tab(
  current: () => Assistant<UserData> = () => assistant,
  now = START,
  conversation = "talk",
): Promise<{
  host: ConversationHost;
  keeper: Keeper;
  statuses: StorageStatus[];
  heard: Line[];
  changed: DataStore[];
}> {
  const statuses: StorageStatus[] = [];
  const heard: Line[] = [];
  const changed: DataStore[] = [];
  const keeper = await Keeper.open((status) => statuses.push(status));
  await keeper.createConversation(conversation, "2026-03-02T09:00:00Z");
  const host = new ConversationHost(conversation, {
    keeper,
    assistant: async () => current(),
    locks: navigator.locks,
    clock: fixedClock(now, "UTC"),
    random: seededRandom(1),
    onTurn: (lines, stores) => {
      heard.push(...lines);
      changed.push(...stores);
    },
  });
  return { host, keeper, statuses, heard, changed };
}

const message = (id: string, text: string) => ({ conversation: "talk", id, text, quiet: false });
const texts = (lines: Line[]) => lines.map((line) => `${line.from}: ${line.text}`);

beforeEach(async () => {
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.onsuccess = resolve;
    request.onerror = reject;
  });
});

afterEach(() => vi.restoreAllMocks());

describe("a conversation in the worker", () => {
  it("answers a message, keeps both lines, and says what data changed", async () => {
    const { host, heard, changed, keeper } = await tab();
    expect(texts(await host.message(message("1", "jot")))).toEqual(["user: jot", "assistant: 1 notes"]);
    expect(texts(heard)).toEqual(["user: jot", "assistant: 1 notes"]);
    expect(changed).toEqual(["notes"]);
    expect(await keeper.storage.pendingMessages()).toEqual([]);
    expect(await keeper.storage.data.all("journal")).toHaveLength(1);
  });

  it("ends under the tier that it began with; the next message is read by the other", async () => {
    const reading = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const always = (name: string, wait?: Promise<void>): Interpreter => ({
      async parse(text) {
        begun.resolve();
        await wait;
        return { text, intent: { name, confidence: 1 }, entities: [], intent_ranking: [] };
      },
    });
    let current = readBy(always("jot", reading.promise));
    const { host } = await tab(() => current);
    const first = host.message(message("1", "x"));
    await begun.promise;
    current = readBy(always("hello"));
    const second = host.message(message("2", "y"));
    reading.resolve();
    expect(texts(await first)).toEqual(["user: x", "assistant: 1 notes"]);
    expect(texts(await second)).toEqual(["user: y", "assistant: Hello."]);
  });

  it("gives an action all that was said, also what the tracker has forgotten", async () => {
    const { host } = await tab();
    const ids = Array.from({ length: 90 }, (_, i) => `m${i}`);
    for (const id of ids) await host.message(message(id, "hello"));
    const lines = await host.message(message("last", "recall"));
    const [forgotten, said] = JSON.parse(lines.at(-1)?.text ?? "") as [number, string[]];
    expect(said).toEqual([...ids, "last"]);
    expect(forgotten).toBeGreaterThan(0);
    const reloaded = await (await tab()).host.message(message("again", "recall"));
    expect((JSON.parse(reloaded.at(-1)?.text ?? "") as [number, string[]])[1]).toEqual([...ids, "last", "again"]);
  });

  it("is found again after a reload", async () => {
    await (await tab()).host.message(message("1", "jot"));
    const { host } = await tab();
    expect(texts(await host.message(message("2", "jot")))).toEqual(["user: jot", "assistant: 2 notes"]);
  });

  it("answers a message that is sent twice once", async () => {
    const { host, keeper } = await tab();
    await host.message(message("1", "jot"));
    expect(texts(await host.message(message("1", "jot")))).toEqual(["user: jot", "assistant: 1 notes"]);
    expect(await keeper.storage.data.all("notes")).toHaveLength(1);
    expect(await keeper.storage.pendingMessages()).toEqual([]);
  });

  it("answers the other messages when one can't be answered, and gives that one up in the end", async () => {
    const { keeper } = await tab();
    const pending = { conversation: "talk", quiet: false, received: 0, attempts: 1 };
    // The interpreter of these tests throws at it.
    await keeper.storage.putPending({ ...pending, id: "bad", text: "unreadable" });
    await keeper.storage.putPending({ ...pending, id: "good", text: "jot", received: 1 });
    const { host, heard } = await tab();
    await host.recover();
    expect(texts(heard)).toEqual(["user: jot", "assistant: 1 notes"]);
    await (await tab()).host.recover();
    expect(await keeper.storage.pendingMessages()).toEqual([]);
  });

  it("runs what an earlier worker accepted and did not answer, once", async () => {
    const { keeper } = await tab();
    await keeper.storage.putPending({
      id: "1",
      conversation: "talk",
      text: "jot",
      quiet: false,
      received: 0,
      attempts: 1,
    });
    const after = await tab();
    await after.host.recover();
    expect(texts(after.heard)).toEqual(["user: jot", "assistant: 1 notes"]);
    await (await tab()).host.recover();
    expect(await keeper.storage.data.all("notes")).toHaveLength(1);
  });

  it("gives up on a message that broke the worker twice, and says so", async () => {
    const { keeper, host, heard } = await tab();
    await keeper.storage.putPending({
      id: "1",
      conversation: "talk",
      text: "jot",
      quiet: false,
      received: 0,
      attempts: 2,
    });
    await host.recover();
    expect(texts(heard)).toEqual(["user: jot", "assistant: Not understood."]);
    expect(await keeper.storage.pendingMessages()).toEqual([]);
  });

  it("loses and doubles nothing when two tabs write at once", async () => {
    const [one, two] = [await tab(), await tab()];
    const ids = Array.from({ length: 20 }, (_, i) => String(i));
    await Promise.all(ids.map((id, i) => (i % 2 ? one : two).host.message(message(id, "jot"))));
    expect(await one.keeper.storage.data.all("notes")).toHaveLength(20);
    const seqs = (await one.keeper.storage.eventsAfter("talk", 0)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  });

  it("hides the lines of a quiet message, and does it all the same", async () => {
    const { host, keeper } = await tab();
    expect(await host.message({ ...message("1", "jot"), quiet: true })).toEqual([]);
    expect(await keeper.storage.data.all("notes")).toHaveLength(1);
  });

  it("goes on in memory, and says so, when the browser refuses storage", async () => {
    vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
      throw new DOMException("no", "SecurityError");
    });
    const { host, statuses } = await tab();
    expect(statuses).toEqual([
      { state: "not-kept", fault: expect.objectContaining({ code: "storage.refused" }) as unknown },
    ]);
    await host.message(message("1", "jot"));
    expect(texts(await host.message(message("2", "jot")))).toEqual(["user: jot", "assistant: 2 notes"]);
  });

  it("goes on in memory with all there was, and says so, when the storage is full", async () => {
    const { host, statuses, keeper } = await tab();
    await host.message(message("1", "jot"));
    vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    expect(texts(await host.message(message("2", "jot")))).toEqual(["user: jot", "assistant: 2 notes"]);
    expect(statuses.at(-1)).toEqual({
      state: "not-kept",
      fault: expect.objectContaining({ code: "storage.full" }) as unknown,
    });
    expect(await keeper.storage.data.all("notes")).toHaveLength(2);
  });

  it("opens the database again when the connection was lost", async () => {
    const { host, statuses } = await tab();
    await host.message(message("1", "jot"));
    // A connection that asks for a newer version makes the host's own close.
    const lost = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(() => {
      throw new DOMException("connection lost", "InvalidStateError");
    });
    expect(texts(await host.message(message("2", "jot")))).toEqual(["user: jot", "assistant: 2 notes"]);
    expect(lost).toHaveBeenCalled();
    expect(statuses.every(({ state }) => state === "kept")).toBe(true);
  });
});

describe("the database", () => {
  it("leaves no timer behind when the browser refuses at once", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
      throw new DOMException("no", "SecurityError");
    });
    await expect(openDatabase()).rejects.toThrow("no");
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it("commits a turn whole or not at all", async () => {
    const { keeper } = await tab();
    const database = await openDatabase();
    await database.put("notes", { id: "old", text: "", created: "" });
    const bad = { event: "restart", timestamp: 0, metadata: { cannot: () => 0 } } as never;
    const commit = keeper.storage.commit({
      conversation: "talk",
      firstSeq: 1,
      events: [{ event: "pause", timestamp: 0 }, bad],
      changes: [{ store: "notes", op: "delete", value: { id: "old", text: "", created: "" } }],
      answered: null,
      snapshot: null,
    });
    await expect(commit).rejects.toThrow();
    expect(await database.count("events")).toBe(0);
    expect(await database.count("notes")).toBe(1);
  });
});

describe("a reminder that an action set", () => {
  it("fires once when it is due, as what the user might have said, also in a tab opened since", async () => {
    const { host } = await tab();
    await host.message(message("1", "remind"));
    expect(await host.scheduled()).toEqual([{ name: "in a minute", at: START + 60_000 }]);
    await host.remind("in a minute");
    const later = await tab(undefined, START + 60_000);
    await later.host.remind("in a minute");
    await later.host.remind("in a minute");
    expect(texts(later.heard)).toEqual(["assistant: Hello."]);
    expect(await host.scheduled()).toEqual([]);
  });

  it("turns of two conversations don't write over one another: each reads what the other has kept", async () => {
    const here = await tab();
    const there = await tab(() => assistant, START, "another talk");
    await Promise.all([
      here.host.message(message("1", "jot")),
      there.host.message({ ...message("2", "jot"), conversation: "another talk" }),
    ]);
    expect(await here.keeper.storage.data.all("notes")).toHaveLength(2);
  });

  it("tabs that open while a message waits for the models are no attempts at it", async () => {
    const models = Promise.withResolvers<Assistant<UserData>>();
    const waiting = await tab();
    const host = new ConversationHost("talk", {
      keeper: waiting.keeper,
      assistant: () => models.promise,
      locks: navigator.locks,
      clock: fixedClock(START, "UTC"),
      random: seededRandom(1),
      onTurn: () => undefined,
    });
    const answer = host.message(message("1", "jot"));
    await expect.poll(() => waiting.keeper.storage.pendingMessages()).toHaveLength(1);
    const others = await Promise.all([tab(), tab(), tab()]);
    await Promise.all(others.map((other) => other.host.recover()));
    models.resolve(assistant);
    expect(texts(await answer)).toEqual(["user: jot", "assistant: 1 notes"]);
    expect(await waiting.keeper.storage.pendingMessages()).toEqual([]);
  });

  it("a message's change can be undone by the message's id until something else changes it", async () => {
    const { host, keeper } = await tab();
    await host.message(message("1", "jot"));
    expect(await undoableEntry(keeper.storage.data, "1")).toMatchObject({ id: "1", undone: false });
    await keeper.commit({
      conversation: "talk",
      firstSeq: (await keeper.storage.load("talk")).lastSeq + 1,
      events: [],
      changes: [{ store: "notes", op: "put", value: { id: "note-0", text: "y", created: "" }, before: null }],
      answered: null,
      snapshot: null,
    });
    expect(await undoableEntry(keeper.storage.data, "1")).toBeNull();
  });
});
