import type { Change, DataSource } from "../engine/actions/store";
import type { Event } from "../engine/dialogue/events";
import type { SideStores } from "./connections";
import type {
  Conversation,
  DataStoreName,
  JournalEntry,
  PendingMessage,
  Snapshot,
  StoredEvent,
  UserData,
} from "./schema";

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

/** Everything that is the user's, as a backup holds it. What follows from it (snapshots) is left out. */
export interface Contents {
  records: { [S in DataStoreName]: UserData[S][] };
  conversations: { conversation: Conversation; events: Event[] }[];
}

/** What a backup brought: records added, and records that were changed to what they were in it; conversations added or continued. */
export interface Merged {
  added: number;
  changed: number;
  conversations: number;
}

/** Where everything is kept: in IndexedDB, or in memory where the browser refuses that. */
export interface Storage {
  readonly data: DataSource<UserData>;
  readonly side: SideStores;
  conversations(): Promise<Conversation[]>;
  /** The newest conversation, made if there is none. */
  openConversation(id: string, created: string): Promise<Conversation>;
  /** Does nothing where it is there already. */
  createConversation(conversation: Conversation): Promise<void>;
  nameConversation(id: string, name: string): Promise<void>;
  /** With all that was said in it; what was done in it stays. */
  deleteConversation(id: string): Promise<void>;
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
  /**
   * Writes outside a turn: reads whole stores, and writes what `plan` makes of them there, in the journal and in the stores `also`, in
   * one transaction. Nobody changes them in between; where `plan` throws, nothing is written. Resolves with the plan's result.
   */
  update<S extends DataStoreName, R>(
    stores: readonly S[],
    plan: (records: Pick<Contents["records"], S>) => { changes: readonly Change<UserData>[]; result: R },
    also?: readonly DataStoreName[],
  ): Promise<R>;
  /** All of it, as it is at one moment. */
  contents(): Promise<Contents>;
  /**
   * Adds all of a backup at once, or nothing. A record that is here too becomes what it was in the backup, what is only here stays, and
   * `journal` tells of the changes, so that they can be undone. Of a conversation the longer of both is kept.
   */
  merge(contents: Contents, journal: Omit<JournalEntry, "changes">): Promise<Merged>;
  /** Deletes everything for good. */
  erase(): Promise<void>;
}

/** Thrown by a commit that found the conversation further on than the turn knew: another tab was first. Load again and rerun. */
export class ConversationMovedOn extends Error {
  constructor(readonly conversation: string) {
    super(`conversation ${conversation} has moved on`);
  }
}

export function newestOf(conversations: readonly Conversation[]): Conversation | undefined {
  return conversations.toSorted((a, b) => Date.parse(a.created) - Date.parse(b.created)).at(-1);
}
