import type { Button } from "../engine/actions/bot-message";
import type { JsonObject } from "../engine/json";
import type { DataStoreName, UserData } from "../storage/schema";
import type { SystemsCardData } from "../skills/systems/card-data";
import type { HealthView } from "./own-health";
import type { ConnectRequests, VaultStatus } from "./connect/requests";
import type { DebugView } from "./debug-view";
import type { FullTierOrder, FullTierStatus, ModelStatus, TierChoice } from "./full-tier/statuses";
import type { CustomerImportRequests } from "./customer-import-protocol";
import type { ImportProgress, KnowledgeRequests } from "./knowledge/requests";

/*
 * What crosses between the page and the worker: types only. Every request has an id and is settled once, by a reply or a
 * fault; notices come unasked. Values are copied (structured clone), never shared.
 */

/* Parts of it that stand elsewhere. */
export type { FilePreview } from "../skills/customers/import/import-file";
export type { ImportedFile, ImportOrder } from "./customer-import-protocol";
export type { Connector, OutgoingRequest } from "../storage/connections";
export type { Secret } from "../storage/vault";
export type { OutgoingView, Tested, VaultOrder, VaultStatus } from "./connect/requests";
export type { SourceChange } from "../skills/sources/changes";
export type { SourceView } from "../skills/sources/sources";
export type { DebugNotes, DebugStep, DebugTurn, DebugView } from "./debug-view";
export type { FullTierOrder, FullTierStatus, ModelStatus, SkipReason, TierChoice } from "./full-tier/statuses";
export type { HealthView } from "./own-health";
export type { JsonObject } from "../engine/json";
export type { Answer, Passage } from "../skills/knowledge/knowledge";
export type { QuestionGroup } from "../skills/knowledge/mend/queue";
export type { Version } from "../storage/knowledge-records";
export type {
  DocumentFile,
  ImportedDocuments,
  ImportProgress,
  ReadSite,
  SiteView,
  VersionInfo,
} from "./knowledge/requests";

export type RequestKind = keyof Requests;

/** Request kind -> what it carries and what answers it. */
export interface Requests extends ConnectRequests, CustomerImportRequests, KnowledgeRequests {
  /**
   * Opens (or creates) the conversation and loads the models from `models/` under `base` (the page's address); answers as soon as
   * the transcript is read, the models may follow.
   */
  open: { ask: { base: string; tier: TierChoice; conversation: string | null }; answer: Opened };
  /** Goes on in another conversation; null begins one. */
  enter: { ask: { conversation: string | null }; answer: Opened };
  /** The one that was spoken in last first. */
  conversations: { ask: null; answer: ConversationSummary[] };
  rename: { ask: { conversation: string; name: string }; answer: null };
  /** Deletes a conversation for good; answers with the one that the page is in then. */
  remove: { ask: { conversation: string }; answer: Opened };
  /** What was said as plain text, or all that happened as Rasa's tracker JSON. */
  export: { ask: { conversation: string; format: "text" | "rasa" }; answer: string };
  /** Everything in one file; with a passphrase it opens with that alone. */
  backup: { ask: { passphrase: string | null }; answer: string };
  /** Adds what a backup holds to what is here. */
  restore: { ask: { text: string; passphrase: string | null }; answer: Restored };
  /** Deletes everything for good, in all tabs. */
  erase: { ask: null; answer: null };
  /** What to do about the full tier. Answers at once; notices tell how it goes. */
  fullTier: { ask: { order: FullTierOrder }; answer: null };
  /** One message of the user. Answers when the turn is committed. */
  message: { ask: OutgoingMessage; answer: { lines: Line[] } };
  /** All records of a store, for a card or a panel. */
  records: { ask: { store: DataStore }; answer: RecordOf<DataStore>[] };
  /** Whether what the user's message changed can be taken back by `/undo{"id": "..."}`: it stands, and nothing has changed it since. */
  undoable: { ask: { id: string }; answer: boolean };
  /** Earlier lines of the transcript, those before `before`. */
  history: { ask: { conversation: string; before: number; limit: number }; answer: LinePage };
  /**
   * What has all of the query's words, whatever their case and accents, among the records and in all conversations. A newer search ends
   * this one, which then answers with what it has found.
   */
  search: { ask: { query: string }; answer: SearchFound };
  /** How the connected servers are, asked now. */
  systems: { ask: null; answer: SystemsView };
  /** How the assistant itself is. */
  health: { ask: null; answer: HealthView };
  /** What happened in the session and why, for the debugger. */
  debug: { ask: { conversation: string }; answer: DebugView };
  /** The session up to the event `until` as a Rasa story; null where there is nothing to tell. */
  story: { ask: { conversation: string; until: number; kind: "story" | "test"; name: string }; answer: string | null };
}

export type SystemsView = Omit<SystemsCardData, "card">;

/** The stores a page may read. */
export type DataStore = DataStoreName;

/** A record of a store, as the page gets it. */
export type RecordOf<S extends DataStore> = UserData[S];

export interface OutgoingMessage {
  conversation: string;
  /** Made by the page, so that a message sent twice is one message. */
  id: string;
  text: string;
  /** Shown instead of the text (a button's title). */
  title?: string;
  /** Run without showing in the transcript: a tick on a card. */
  quiet: boolean;
}

/** Lines of the transcript that follow one another. */
export interface LinePage {
  lines: Line[];
  /** Whether there are earlier lines than these. */
  more: boolean;
}

export interface SearchFound {
  /** A few of each kind, the newest first. */
  hits: SearchHit[];
  /** False where the oldest lines were not searched. */
  isWhole: boolean;
}

export interface SearchHit {
  in:
    | "reminders"
    | "lists"
    | "items"
    | "notes"
    | "appointments"
    | "people"
    | "customers"
    | "cases"
    | "interactions"
    | "lines";
  /** The record's; of a line, its `seq`. */
  id: string;
  /** What is written there, around the words found. */
  text: string;
  /** When it is due or takes place, else when it came; milliseconds since the epoch. */
  at: number;
  /** Of an item: its list's id. */
  list?: string;
  /** Of a case, or of what happened: the customer's id. */
  customer?: string;
  /** Of a line: who said it, and where. */
  from?: Line["from"];
  conversation?: string;
}

export interface Opened extends LinePage {
  conversation: string;
}

export interface ConversationSummary {
  id: string;
  /** As the user named it. */
  name: string | null;
  /** The first message in it; null where nothing was said yet. */
  first: string | null;
  /** When it began and when something was said last, in milliseconds since the epoch. */
  begun: number;
  last: number;
}

/** What came of a backup: records added, and changed to what they were in it; conversations added or continued. */
export interface Restored {
  /** When the backup was made, ISO 8601. */
  created: string;
  added: number;
  changed: number;
  conversations: number;
  /** The vault of logins came with it. */
  broughtVault: boolean;
  leftOut: { place: string; why: string }[];
}

/** One line of the transcript. */
export interface Line {
  /** Order in the conversation; unique in it. */
  seq: number;
  from: "user" | "assistant";
  text: string;
  /** Milliseconds since the epoch. */
  at: number;
  buttons: Button[];
  image?: string;
  /** A card to draw: `{card: "<name>", ...}`; `text` says the same in words. */
  card?: JsonObject;
  /** The user's message this line belongs to. */
  messageId?: string;
}

/** Page -> worker. */
export type Request = { [K in RequestKind]: { id: number; kind: K; ask: Requests[K]["ask"] } }[RequestKind];

/** Worker -> page. */
export type Reply =
  | { [K in RequestKind]: { id: number; kind: K; answer: Requests[K]["answer"] } }[RequestKind]
  | { id: number; kind: "fault"; fault: Fault }
  | { kind: "notice"; notice: Notice };

/** Something that happened without being asked for, here or in another tab. */
export type Notice =
  | { about: "lines"; conversation: string; lines: Line[] }
  | { about: "changed"; stores: DataStore[] }
  /** A conversation was begun, named or deleted. */
  | { about: "conversations" }
  /** Everything was deleted: what the page shows and keeps of its own is to go too. */
  | { about: "erased" }
  /** How far an import of documents is. */
  | { about: "documents"; documents: ImportProgress }
  /** Rows of a file of customers that were read so far. */
  | { about: "import"; rows: number }
  | { about: "model"; model: ModelStatus }
  | { about: "fullTier"; fullTier: FullTierStatus }
  | { about: "storage"; storage: StorageStatus }
  | { about: "vault"; vault: VaultStatus }
  /** Something was told that nobody asked for now: the page makes it seen where it is hidden. */
  | { about: "news"; text: string }
  /** A reminder or timer rings now: the page makes it seen and heard. */
  | { about: "ring"; store: "reminders" | "timers"; id: string; title: string };

export type StorageStatus =
  | { state: "kept"; persistent: boolean }
  /** The conversation goes on in memory and ends with the tab. */
  | { state: "not-kept"; fault: Fault };

/** An error as data: what went wrong, in a sentence a user can read, and what to do. */
export interface Fault {
  code: FaultCode;
  message: string;
  remedy?: string;
}

export type FaultCode =
  | "model.missing"
  | "model.damaged"
  | "model.version"
  | "tier.unusable"
  | "storage.refused"
  | "storage.full"
  | "storage.blocked"
  | "backup.unknown"
  | "backup.version"
  | "backup.sealed"
  | "backup.passphrase"
  | "turn.failed"
  | "request.unknown"
  | "worker.died";
