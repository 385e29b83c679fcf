import type { IDBPTransaction } from "idb";
import type { Change, DataSource } from "../engine/actions/store";
import { planMerge } from "./backup/merge";
import { SIDE_STORES, type SideStores } from "./connections";
import type { Database } from "./database";
import {
  DATA_STORES,
  type Conversation,
  type DataStoreName,
  type JournalEntry,
  type PendingMessage,
  type SottoDB,
  type StoredEvent,
  type UserData,
} from "./schema";
import { databaseSideStores } from "./side-stores";
import {
  ConversationMovedOn,
  newestOf,
  type Contents,
  type LoadedConversation,
  type Merged,
  type Storage,
  type TurnCommit,
} from "./storage";

/** Keeps everything in IndexedDB. What the user did is written with strict durability: once acknowledged, it is on the disk. */
export class IndexedDbStorage implements Storage {
  readonly data: DataSource<UserData>;
  readonly side: SideStores;

  constructor(private readonly database: Database) {
    this.data = {
      // The library's types join all stores' records where the name is a type parameter.
      get: (store, id) => database.get(store, id) as Promise<never>,
      all: (store) => database.getAll(store) as Promise<never>,
    };
    this.side = databaseSideStores(database);
  }

  async conversations(): Promise<Conversation[]> {
    return this.database.getAll("conversations");
  }

  async openConversation(id: string, created: string): Promise<Conversation> {
    const transaction = this.database.transaction("conversations", "readwrite");
    const newest = newestOf(await transaction.store.getAll());
    const conversation = newest ?? { id, created, lastSeq: 0 };
    if (!newest) await transaction.store.put(conversation);
    await transaction.done;
    return conversation;
  }

  async createConversation(conversation: Conversation): Promise<void> {
    const transaction = this.database.transaction("conversations", "readwrite");
    if (!(await transaction.store.get(conversation.id))) await transaction.store.put(conversation);
    await transaction.done;
  }

  async nameConversation(id: string, name: string): Promise<void> {
    const transaction = this.database.transaction("conversations", "readwrite", { durability: "strict" });
    const conversation = await transaction.store.get(id);
    if (conversation) await transaction.store.put({ ...conversation, name });
    await transaction.done;
  }

  async deleteConversation(id: string): Promise<void> {
    const transaction = this.database.transaction(["conversations", "events", "snapshots", "pending"], "readwrite", {
      durability: "strict",
    });
    void transaction.objectStore("conversations").delete(id);
    void transaction.objectStore("events").delete(after(id, 0));
    void transaction.objectStore("snapshots").delete(id);
    const pending = transaction.objectStore("pending");
    for (const message of await pending.getAll()) if (message.conversation === id) void pending.delete(message.id);
    await transaction.done;
  }

  async load(conversation: string): Promise<LoadedConversation> {
    const transaction = this.database.transaction(["snapshots", "events"]);
    const snapshot = (await transaction.objectStore("snapshots").get(conversation)) ?? null;
    const events = await transaction.objectStore("events").getAll(after(conversation, snapshot?.seq ?? 0));
    return { snapshot, events, lastSeq: events.at(-1)?.seq ?? snapshot?.seq ?? 0 };
  }

  async eventsAfter(conversation: string, seq: number): Promise<StoredEvent[]> {
    return this.database.getAll("events", after(conversation, seq));
  }

  async eventsBefore(conversation: string, seq: number, limit: number): Promise<StoredEvent[]> {
    const from = Math.max(0, seq - limit);
    return this.database.getAll("events", IDBKeyRange.bound([conversation, from], [conversation, seq], false, true));
  }

  async turnOf(messageId: string): Promise<StoredEvent[]> {
    const message = await this.database.getFromIndex("events", "message", messageId);
    if (!message) return [];
    const following = await this.eventsAfter(message.conversation, message.seq);
    const next = following.findIndex(({ event }) => event.event === "user" && event.message_id !== messageId);
    return [message, ...(next < 0 ? following : following.slice(0, next))];
  }

  async putPending(message: PendingMessage): Promise<void> {
    const transaction = this.database.transaction("pending", "readwrite");
    await transaction.store.put(message);
    await transaction.done;
  }

  async deletePending(id: string): Promise<void> {
    await this.database.delete("pending", id);
  }

  async pendingMessages(): Promise<PendingMessage[]> {
    return (await this.database.getAll("pending")).sort((a, b) => a.received - b.received);
  }

  async commit(turn: TurnCommit): Promise<void> {
    const stores = [...new Set(turn.changes.map((change) => change.store))];
    const transaction = this.database.transaction(
      ["conversations", "events", "snapshots", "pending", ...stores],
      "readwrite",
      { durability: "strict" },
    );
    const writes: Promise<unknown>[] = [];
    try {
      const conversation = await transaction.objectStore("conversations").get(turn.conversation);
      if (conversation?.lastSeq !== turn.firstSeq - 1) throw new ConversationMovedOn(turn.conversation);
      // Requests of one transaction run in order, so only its end needs waiting for.
      for (const [i, event] of turn.events.entries())
        writes.push(
          transaction.objectStore("events").add({ conversation: turn.conversation, seq: turn.firstSeq + i, event }),
        );
      for (const change of turn.changes) {
        const store = transaction.objectStore(change.store);
        writes.push(change.op === "put" ? store.put(change.value) : store.delete(change.value.id));
      }
      const lastSeq = conversation.lastSeq + turn.events.length;
      writes.push(transaction.objectStore("conversations").put({ ...conversation, lastSeq }));
      if (turn.snapshot) writes.push(transaction.objectStore("snapshots").put(turn.snapshot));
      if (turn.answered !== null) writes.push(transaction.objectStore("pending").delete(turn.answered));
      await Promise.all([...writes, transaction.done]);
    } catch (error) {
      // A value that can't be stored throws before its request is made: without this the requests before it would commit.
      abort(transaction);
      await Promise.allSettled([...writes, transaction.done]);
      throw error;
    }
  }

  async update<S extends DataStoreName, R>(
    stores: readonly S[],
    plan: (records: Pick<Contents["records"], S>) => { changes: readonly Change<UserData>[]; result: R },
    also: readonly DataStoreName[] = [],
  ): Promise<R> {
    const names: DataStoreName[] = [...new Set<DataStoreName>([...stores, ...also, "journal"])];
    const transaction = this.database.transaction(names, "readwrite", { durability: "strict" });
    try {
      const records = await readRecords(stores, (store) => transaction.objectStore(store).getAll());
      const { changes, result } = plan(records);
      for (const change of changes) {
        const store = transaction.objectStore(change.store);
        void (change.op === "put" ? store.put(change.value) : store.delete(change.value.id));
      }
      await transaction.done;
      return result;
    } catch (error) {
      abort(transaction);
      await transaction.done.catch(() => undefined);
      throw error;
    }
  }

  async contents(): Promise<Contents> {
    const transaction = this.database.transaction([...DATA_STORES, "conversations", "events"]);
    const contents = await readContents(transaction);
    await transaction.done;
    return contents;
  }

  async merge(contents: Contents, journal: Omit<JournalEntry, "changes">): Promise<Merged> {
    const transaction = this.database.transaction([...DATA_STORES, "conversations", "events"], "readwrite", {
      durability: "strict",
    });
    try {
      const plan = planMerge(await readContents(transaction), contents, journal);
      for (const { store, value } of plan.changes) void transaction.objectStore(store).put(value);
      for (const conversation of plan.conversations) void transaction.objectStore("conversations").put(conversation);
      for (const stored of plan.events) void transaction.objectStore("events").put(stored);
      await transaction.done;
      return plan.merged;
    } catch (error) {
      abort(transaction);
      await transaction.done.catch(() => undefined);
      throw error;
    }
  }

  async erase(): Promise<void> {
    const stores = [...DATA_STORES, ...SIDE_STORES, "conversations", "events", "snapshots", "pending"] as const;
    const transaction = this.database.transaction(stores, "readwrite", { durability: "strict" });
    for (const store of stores) void transaction.objectStore(store).clear();
    await transaction.done;
  }
}

type Reading = IDBPTransaction<SottoDB, ("conversations" | "events" | DataStoreName)[], "readonly" | "readwrite">;

async function readContents(transaction: Reading): Promise<Contents> {
  const records = await readRecords(DATA_STORES, (store) => transaction.objectStore(store).getAll());
  const conversations: Contents["conversations"] = [];
  for (const conversation of await transaction.objectStore("conversations").getAll()) {
    const stored = await transaction.objectStore("events").getAll(after(conversation.id, 0));
    conversations.push({ conversation, events: stored.map(({ event }) => event) });
  }
  return { records, conversations };
}

/** All of some stores; each store's name stands for its own records. */
async function readRecords<S extends DataStoreName>(
  stores: readonly S[],
  read: (store: S) => Promise<unknown>,
): Promise<Pick<Contents["records"], S>> {
  const records: Partial<Record<DataStoreName, unknown>> = {};
  for (const store of stores) records[store] = await read(store);
  return records as Pick<Contents["records"], S>;
}

function after(conversation: string, seq: number): IDBKeyRange {
  return IDBKeyRange.bound([conversation, seq], [conversation, Number.MAX_SAFE_INTEGER], true);
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}
