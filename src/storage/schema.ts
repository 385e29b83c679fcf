import type { DBSchema } from "idb";
import type { Connector, SideData, Watch } from "./connections";
import type { Event } from "../engine/dialogue/events";
import type { Snapshot as TrackerSnapshot } from "../engine/dialogue/tracker";
import type { Article, Feedback, Version } from "./knowledge-records";
import type { CannedReply, Case, Company, Customer, Interaction } from "./customer-records";

/**
 * Everything Sotto keeps, as one type. Dates are ISO 8601 with an offset; ids are unique in their store.
 * The user's data comes first: these are the stores an action may read and write.
 */
export interface UserData {
  reminders: Reminder;
  timers: Timer;
  lists: List;
  items: Item;
  notes: Note;
  appointments: Appointment;
  people: Person;
  rates: Rate;
  articles: Article;
  versions: Version;
  feedback: Feedback;
  connectors: Connector;
  watches: Watch;
  customers: Customer;
  companies: Company;
  cases: Case;
  interactions: Interaction;
  replies: CannedReply;
  journal: JournalEntry;
}

/** The names of those stores. */
export type DataStoreName = keyof UserData;

export const DATA_STORES = [
  "reminders",
  "timers",
  "lists",
  "items",
  "notes",
  "appointments",
  "people",
  "rates",
  "articles",
  "versions",
  "feedback",
  "connectors",
  "watches",
  "customers",
  "companies",
  "cases",
  "interactions",
  "replies",
  "journal",
] as const satisfies readonly DataStoreName[];

/** A thing to be told at a moment. It rings while the page lives, and is caught up at the next start otherwise. */
export interface Reminder {
  id: string;
  /** What it is about, e.g. "call Anna"; empty for a bare alarm. */
  task: string;
  /** The next moment it rings. */
  due: string;
  /** IANA zone in which it was meant. */
  zone: string;
  /** RFC 5545 recurrence rule without DTSTART, e.g. `FREQ=WEEKLY;BYDAY=MO`; absent for a single one. */
  rule?: string;
  state: "waiting" | "ringing" | "done";
  conversation: string;
  created: string;
}

export interface Timer {
  id: string;
  /** Empty when the user gave none. */
  name: string;
  seconds: number;
  ends: string;
  state: "running" | "ringing" | "done";
  conversation: string;
  created: string;
}

export interface List {
  id: string;
  /** As the user says it, lower case, without "list": "shopping". */
  name: string;
  created: string;
}

export interface Item {
  id: string;
  list: string;
  text: string;
  done: boolean;
  /** The day it is due, `2026-03-02`; absent where it has none. */
  due?: string;
  /** Absent: as any other. */
  priority?: "high" | "low";
  /** Its place in the list, smallest first; absent: after those that have one, in the order they came. */
  position?: number;
  created: string;
}

export interface Note {
  id: string;
  text: string;
  created: string;
}

/** An event of the user's calendar (iCalendar's VEVENT); `events` is the store of what happened in conversations. */
export interface Appointment {
  id: string;
  title: string;
  /** First start and end; all day: midnight to midnight in `zone`, the end exclusive. */
  starts: string;
  ends: string;
  allDay: boolean;
  /** IANA zone in which it was meant: it keeps its wall time there when it recurs. */
  zone: string;
  place?: string;
  notes?: string;
  /** RFC 5545 recurrence rule without DTSTART. */
  rule?: string;
  /** Starts that the rule gives and that don't take place (EXDATE). */
  exceptions?: string[];
  /** iCalendar's UID, where it came from a file: importing the file again changes it and adds none. */
  uid?: string;
  created: string;
}

/** Somebody the user knows (vCard). */
export interface Person {
  id: string;
  /** As it is said and shown: "Anna Berg". */
  name: string;
  nickname?: string;
  /** `kind` as the card has it, lower case: "mobile", "home", "work"; empty where it has none. */
  phones: { kind: string; number: string }[];
  emails: { kind: string; address: string }[];
  /** `1990-05-17`, or `--05-17` without the year. */
  birthday?: string;
  address?: string;
  organization?: string;
  notes?: string;
  /** vCard's UID. */
  uid?: string;
  created: string;
}

/** What a currency was worth in another on a day. Of a pair the newest is kept. */
export interface Rate {
  /** `EUR/USD` */
  id: string;
  /** ISO 4217 codes: one of `base` was `rate` of `currency`. */
  base: string;
  currency: string;
  rate: number;
  /** The day it is of, `2026-03-02`. */
  date: string;
  created: string;
}

/** What one turn changed, so that it can be undone. */
export interface JournalEntry {
  id: string;
  at: string;
  conversation: string;
  /** What was done, in words: "Added milk to shopping". */
  label: string;
  /** In the order they were made. */
  changes: (JournalChange | BulkChange)[];
  undone: boolean;
}

/** `before`/`after` are null where the record did not/does not exist. */
export interface JournalChange {
  store: DataStoreName;
  before: UserData[DataStoreName] | null;
  after: UserData[DataStoreName] | null;
}

/** One of many thousand changes: of what came of the record there is no copy here, only its mark (canonical.ts). */
export interface BulkChange {
  store: DataStoreName;
  id: string;
  before: UserData[DataStoreName] | null;
  mark: number;
}

export interface Conversation {
  id: string;
  /** What the user calls it; absent: as it began. */
  name?: string;
  created: string;
  /** Sequence number of its last event. */
  lastSeq: number;
}

/** A message accepted but not answered: if the worker dies, it is run again, once. */
export interface PendingMessage {
  id: string;
  conversation: string;
  text: string;
  /** What the transcript shows instead of the text (a button's title). */
  title?: string;
  /** Run without showing in the transcript: a tick on a card. */
  quiet: boolean;
  /** Milliseconds since the epoch. */
  received: number;
  /** How often it was begun. */
  attempts: number;
}

export interface StoredEvent {
  conversation: string;
  /** 1, 2, 3, ... in its conversation. */
  seq: number;
  event: Event;
}

/** The tracker's state after event `seq`, so that opening a long conversation reads only its end. */
export interface Snapshot {
  conversation: string;
  seq: number;
  state: TrackerSnapshot;
}

type SideSchema = { [S in keyof SideData]: { key: string; value: SideData[S] } };

/** The database: the user's data beside the conversations, and what is no data of the user's. */
export interface SottoDB extends DBSchema, SideSchema {
  reminders: { key: string; value: Reminder };
  timers: { key: string; value: Timer };
  lists: { key: string; value: List };
  items: { key: string; value: Item };
  notes: { key: string; value: Note };
  appointments: { key: string; value: Appointment };
  people: { key: string; value: Person };
  rates: { key: string; value: Rate };
  articles: { key: string; value: Article };
  versions: { key: string; value: Version };
  feedback: { key: string; value: Feedback };
  connectors: { key: string; value: Connector };
  watches: { key: string; value: Watch };
  customers: { key: string; value: Customer };
  companies: { key: string; value: Company };
  cases: { key: string; value: Case };
  interactions: { key: string; value: Interaction };
  replies: { key: string; value: CannedReply };
  journal: { key: string; value: JournalEntry };
  conversations: { key: string; value: Conversation };
  pending: { key: string; value: PendingMessage };
  /** By conversation and seq; the index finds the user's message with an id. */
  events: { key: [string, number]; value: StoredEvent; indexes: { message: string } };
  snapshots: { key: string; value: Snapshot };
}
