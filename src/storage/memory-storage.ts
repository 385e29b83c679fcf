import type { Change, DataSource } from "../engine/actions/store";
import { planMerge } from "./backup/merge";
import { SIDE_STORES, type SideChange } from "./connections";
import {
  DATA_STORES,
  type Conversation,
  type DataStoreName,
  type JournalEntry,
  type PendingMessage,
  type Snapshot,
  type StoredEvent,
  type UserData,
} from "./schema";
import { memorySideStores } from "./side-stores";
import {
  ConversationMovedOn,
  newestOf,
  type Contents,
  type LoadedConversation,
  type Merged,
  type Storage,
  type TurnCommit,
} from "./storage";

/** A conversation with its events; event `seq` stands at `seq - 1`. */
interface Kept {
  conversation: Conversation;
  events: StoredEvent[];
  snapshot: Snapshot | null;
}

/** Keeps everything until the worker (or the shell) ends: where IndexedDB is refused or full, and in tests of what stands on it. */
export class MemoryStorage implements Storage {
  readonly data: DataSource<UserData>;
  readonly side = memorySideStores();
  private readonly records = new Map<string, Map<string, { id: string }>>();
  private readonly kept = new Map<string, Kept>();
  private readonly pending = new Map<string, PendingMessage>();

  constructor() {
    this.data = {
      get: async (store, id) => structuredClone(this.store(store).get(id)) as never,
      all: async (store) => structuredClone([...this.store(store).values()]) as never,
    };
  }

  /** A copy of what can still be read elsewhere, to go on with when nothing can be written there any more. */
  static async copyOf(storage: Storage): Promise<MemoryStorage> {
    const copy = new MemoryStorage();
    const { records, conversations } = await storage.contents();
    for (const store of DATA_STORES)
      for (const record of records[store]) copy.store(store).set(record.id, structuredClone(record));
    for (const { conversation, events } of conversations) {
      const { snapshot } = await storage.load(conversation.id);
      const stored = events.map((event, i) => ({ conversation: conversation.id, seq: i + 1, event }));
      copy.kept.set(conversation.id, { conversation, events: stored, snapshot });
    }
    for (const store of SIDE_STORES)
      await copy.side.write((await storage.side.all(store)).map((put) => ({ store, put }) as SideChange));
    return copy;
  }

  async conversations(): Promise<Conversation[]> {
    return [...this.kept.values()].map(({ conversation }) => conversation);
  }

  async openConversation(id: string, created: string): Promise<Conversation> {
    const conversation = newestOf(await this.conversations()) ?? { id, created, lastSeq: 0 };
    await this.createConversation(conversation);
    return conversation;
  }

  async createConversation(conversation: Conversation): Promise<void> {
    if (!this.kept.has(conversation.id)) this.kept.set(conversation.id, { conversation, events: [], snapshot: null });
  }

  async nameConversation(id: string, name: string): Promise<void> {
    const kept = this.kept.get(id);
    if (kept) kept.conversation = { ...kept.conversation, name };
  }

  async deleteConversation(id: string): Promise<void> {
    this.kept.delete(id);
    for (const message of this.pending.values()) if (message.conversation === id) this.pending.delete(message.id);
  }

  async load(id: string): Promise<LoadedConversation> {
    const { conversation, events, snapshot } = this.kept.get(id) ?? { conversation: null, events: [], snapshot: null };
    return { snapshot, events: events.slice(snapshot?.seq ?? 0), lastSeq: conversation?.lastSeq ?? 0 };
  }

  async eventsAfter(conversation: string, seq: number): Promise<StoredEvent[]> {
    return this.eventsOf(conversation).slice(seq);
  }

  async eventsBefore(conversation: string, seq: number, limit: number): Promise<StoredEvent[]> {
    return this.eventsOf(conversation).slice(Math.max(0, seq - 1 - limit), seq - 1);
  }

  async turnOf(messageId: string): Promise<StoredEvent[]> {
    for (const { events } of this.kept.values()) {
      const start = events.findIndex(({ event }) => event.event === "user" && event.message_id === messageId);
      if (start < 0) continue;
      const next = events.findIndex(
        ({ event }, i) => i > start && event.event === "user" && event.message_id !== messageId,
      );
      return events.slice(start, next < 0 ? undefined : next);
    }
    return [];
  }

  async putPending(message: PendingMessage): Promise<void> {
    this.pending.set(message.id, message);
  }

  async deletePending(id: string): Promise<void> {
    this.pending.delete(id);
  }

  async pendingMessages(): Promise<PendingMessage[]> {
    return [...this.pending.values()].sort((a, b) => a.received - b.received);
  }

  async commit(turn: TurnCommit): Promise<void> {
    const kept = this.kept.get(turn.conversation);
    if (kept?.conversation.lastSeq !== turn.firstSeq - 1) throw new ConversationMovedOn(turn.conversation);
    turn.events.forEach((event, i) =>
      kept.events.push({ conversation: turn.conversation, seq: turn.firstSeq + i, event }),
    );
    this.write(turn.changes);
    kept.conversation = { ...kept.conversation, lastSeq: kept.events.length };
    if (turn.snapshot) kept.snapshot = turn.snapshot;
    if (turn.answered !== null) this.pending.delete(turn.answered);
  }

  async update<S extends DataStoreName, R>(
    stores: readonly S[],
    plan: (records: Pick<Contents["records"], S>) => { changes: readonly Change<UserData>[]; result: R },
  ): Promise<R> {
    const { changes, result } = plan(structuredClone(this.recordsOf(stores)));
    this.write(changes);
    return result;
  }

  async contents(): Promise<Contents> {
    const conversations = [...this.kept.values()].map(({ conversation, events }) => ({
      conversation,
      events: events.map(({ event }) => event),
    }));
    return structuredClone({ records: this.recordsOf(DATA_STORES), conversations });
  }

  async merge(contents: Contents, journal: Omit<JournalEntry, "changes">): Promise<Merged> {
    const plan = planMerge(await this.contents(), contents, journal);
    this.write(plan.changes);
    for (const conversation of plan.conversations) {
      const events = plan.events.filter((stored) => stored.conversation === conversation.id);
      const known = this.kept.get(conversation.id);
      this.kept.set(conversation.id, {
        conversation,
        events: [...(known?.events ?? []), ...events],
        snapshot: known?.snapshot ?? null,
      });
    }
    return plan.merged;
  }

  async erase(): Promise<void> {
    for (const everything of [this.records, this.kept, this.pending, this.side]) everything.clear();
  }

  private write(changes: readonly Change<UserData>[]): void {
    for (const change of changes) {
      if (change.op === "put") this.store(change.store).set(change.value.id, structuredClone(change.value));
      else this.store(change.store).delete(change.value.id);
    }
  }

  /** All of some stores; each store's name stands for its own records. */
  private recordsOf<S extends DataStoreName>(stores: readonly S[]): Pick<Contents["records"], S> {
    const records = Object.fromEntries(stores.map((store) => [store, [...this.store(store).values()]]));
    return records as unknown as Pick<Contents["records"], S>;
  }

  private eventsOf(conversation: string): StoredEvent[] {
    return this.kept.get(conversation)?.events ?? [];
  }

  private store(name: string | number): Map<string, { id: string }> {
    const key = String(name);
    const known = this.records.get(key) ?? new Map<string, { id: string }>();
    this.records.set(key, known);
    return known;
  }
}
