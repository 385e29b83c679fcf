import type { DataSource } from "../engine/actions/store";
import {
  DATA_STORES,
  type Conversation,
  type DataStoreName,
  type PendingMessage,
  type Snapshot,
  type StoredEvent,
  type UserData,
} from "./schema";
import { ConversationMovedOn, type LoadedConversation, type Storage, type TurnCommit } from "./storage";

/** Keeps everything until the worker (or the shell) ends: where IndexedDB is refused or full, and in tests of what stands on it. */
export class MemoryStorage implements Storage {
  readonly data: DataSource<UserData>;
  private readonly records = new Map<string, Map<string, { id: string }>>();
  private conversation: Conversation | null = null;
  private readonly events: StoredEvent[] = [];
  private readonly pending = new Map<string, PendingMessage>();
  private snapshot: Snapshot | null = null;

  constructor() {
    this.data = {
      get: async (store, id) => structuredClone(this.store(store).get(id)) as never,
      all: async (store) => structuredClone([...this.store(store).values()]) as never,
    };
  }

  /** A copy of what can still be read elsewhere, to go on with when nothing can be written there any more. */
  static async copyOf(storage: Storage, conversation: Conversation): Promise<MemoryStorage> {
    const copy = new MemoryStorage();
    for (const store of DATA_STORES) await copy.putAll(store, await storage.data.all(store));
    const { snapshot, lastSeq } = await storage.load(conversation.id);
    copy.events.push(...(await storage.eventsAfter(conversation.id, 0)));
    copy.snapshot = snapshot;
    copy.conversation = { ...conversation, lastSeq };
    return copy;
  }

  async openConversation(id: string, created: string): Promise<Conversation> {
    this.conversation ??= { id, created, lastSeq: 0 };
    return this.conversation;
  }

  async load(conversation: string): Promise<LoadedConversation> {
    const events = await this.eventsAfter(conversation, this.snapshot?.seq ?? 0);
    return { snapshot: this.snapshot, events, lastSeq: this.conversation?.lastSeq ?? 0 };
  }

  async eventsAfter(_conversation: string, seq: number): Promise<StoredEvent[]> {
    return this.events.filter((stored) => stored.seq > seq);
  }

  async eventsBefore(_conversation: string, seq: number, limit: number): Promise<StoredEvent[]> {
    return this.events.filter((stored) => stored.seq < seq && stored.seq >= seq - limit);
  }

  async turnOf(messageId: string): Promise<StoredEvent[]> {
    const start = this.events.findIndex(({ event }) => event.event === "user" && event.message_id === messageId);
    if (start < 0) return [];
    const next = this.events.findIndex(
      ({ event }, i) => i > start && event.event === "user" && event.message_id !== messageId,
    );
    return this.events.slice(start, next < 0 ? undefined : next);
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
    if (!this.conversation || this.conversation.lastSeq !== turn.firstSeq - 1)
      throw new ConversationMovedOn(turn.conversation);
    turn.events.forEach((event, i) =>
      this.events.push({ conversation: turn.conversation, seq: turn.firstSeq + i, event }),
    );
    for (const change of turn.changes) {
      if (change.op === "put") this.store(change.store).set(change.value.id, structuredClone(change.value));
      else this.store(change.store).delete(change.value.id);
    }
    this.conversation = { ...this.conversation, lastSeq: this.conversation.lastSeq + turn.events.length };
    if (turn.snapshot) this.snapshot = turn.snapshot;
    if (turn.answered !== null) this.pending.delete(turn.answered);
  }

  async putAll<S extends DataStoreName>(store: S, records: readonly UserData[S][]): Promise<void> {
    for (const record of records) this.store(store).set(record.id, structuredClone(record));
  }

  private store(name: string | number): Map<string, { id: string }> {
    const key = String(name);
    const known = this.records.get(key) ?? new Map<string, { id: string }>();
    this.records.set(key, known);
    return known;
  }
}
