import type { Change, DataSource } from "../engine/actions/store";
import type { Event } from "../engine/dialogue/events";
import type { Conversation, DataStoreName, PendingMessage, Snapshot, StoredEvent, UserData } from "./schema";

/** All that one turn writes, at once or not at all. */
export interface TurnCommit {
  conversation: string;
  /** Sequence number of the first of `events`; a commit onto anything else than `firstSeq - 1` is refused. */
  firstSeq: number;
  events: Event[];
  changes: Change<UserData>[];
  /** The pending message that this turn answers. */
  answered: string | null;
  snapshot: Snapshot | null;
}

/** A conversation as far as it must be read to go on with it. */
export interface LoadedConversation {
  snapshot: Snapshot | null;
  /** Those after the snapshot. */
  events: StoredEvent[];
  lastSeq: number;
}

/** Where everything is kept: in IndexedDB, or in memory where the browser refuses that. */
export interface Storage {
  readonly data: DataSource<UserData>;
  /** The newest conversation, made if there is none. */
  openConversation(id: string, created: string): Promise<Conversation>;
  load(conversation: string): Promise<LoadedConversation>;
  eventsAfter(conversation: string, seq: number): Promise<StoredEvent[]>;
  /** Up to `limit` events before `seq`, oldest first. */
  eventsBefore(conversation: string, seq: number, limit: number): Promise<StoredEvent[]>;
  /** The turn that answered a message, if it was answered already. */
  turnOf(messageId: string): Promise<StoredEvent[]>;
  putPending(message: PendingMessage): Promise<void>;
  deletePending(id: string): Promise<void>;
  pendingMessages(): Promise<PendingMessage[]>;
  commit(turn: TurnCommit): Promise<void>;
  /** Writes records by themselves, outside any conversation (an import, a backup's return, a copy to memory). */
  putAll<S extends DataStoreName>(store: S, records: readonly UserData[S][]): Promise<void>;
}

/** Thrown by a commit that found the conversation further on than the turn knew: another tab was first. Load again and rerun. */
export class ConversationMovedOn extends Error {
  constructor(readonly conversation: string) {
    super(`conversation ${conversation} has moved on`);
  }
}
