import type { JsonObject } from "../engine/json";
import type { IndexSegment } from "./knowledge-records";

/** A server that the user connected. What it wants to know of the user is in the vault, under its id. */
export interface Connector {
  id: string;
  /** One of `src/skills/connections/kinds.ts`. */
  kind: string;
  /** As it is said and shown: "Office Prometheus". */
  name: string;
  /** Complete, without a login and without a slash at its end: `https://prometheus.example.org`. */
  address: string;
  /** What its kind needs beside the address. */
  settings: JsonObject;
  created: string;
}

/** What the user wants to be told of while the app lives. */
export type Watch = { id: string; conversation: string; created: string } & (
  | {
      kind: "threshold";
      /** A name of `src/skills/systems/measures.ts`. */
      measure: string;
      /** Of one machine only, as its `instance` label begins; absent: whichever crosses it. */
      machine?: string;
      side: "over" | "under";
      value: number;
      /** The machines that are beyond it and were told of. */
      beyond: string[];
    }
  /** What an Alertmanager or Prometheus raises. */
  | { kind: "alerts"; /** Fingerprints of those that were told and still hold. */ told: string[]; muted: boolean }
  /** A report every day. */
  | { kind: "report"; /** `08:00`, in the user's zone. */ at: string; /** The next one. */ due: string }
);

/** A request that left the device, written before it leaves. */
export interface OutgoingRequest {
  id: string;
  at: string;
  method: string;
  /** With the port, where it isn't the usual one. */
  host: string;
  /** Without what follows `?`, which may be secret. */
  path: string;
  /** In words: "Prometheus: memory of the machines". */
  why: string;
  /** Of the bodies. */
  bytesOut: number;
  bytesIn: number;
  /** Null while there is no answer. */
  status: number | null;
  /** The code of the fault that it ended with. */
  fault?: string;
}

/** Older requests of a day to one host, added up: the list is not to grow for ever. */
export interface OutgoingSum {
  /** `2026-03-02 example.org`. */
  id: string;
  day: string;
  host: string;
  requests: number;
  bytesOut: number;
  bytesIn: number;
}

/** A write that waits for the network. */
export interface QueuedWrite {
  id: string;
  at: string;
  connector: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  why: string;
  /** Why it didn't go the last time; null before the first. */
  fault: string | null;
  /** What was changed here, where it goes to a server that keeps customers: before it is sent, that is compared with what is there. */
  record?: { store: "cases" | "interactions"; id: string };
  /** It began to be sent once: what came of it is to be looked for first. */
  tried?: boolean;
  /** It isn't sent again before the user says so. */
  held?: boolean;
}

/** The last answer to a question, for when the server can't be asked. */
export interface CachedAnswer {
  /** The connector's id and the address. */
  id: string;
  connector: string;
  at: string;
  text: string;
}

/** Bytes in base64 with what opens them. */
export interface Sealed {
  iv: string;
  data: string;
}

/** The connectors' secrets. Only its passphrase opens it. */
export interface VaultRecord {
  id: "vault";
  version: 1;
  key: { derivation: "PBKDF2-SHA-256"; iterations: number; salt: string };
  /** The key to `secrets`, locked with the passphrase's. */
  wrapped: Sealed;
  secrets: Sealed;
  /** Minutes without use until it locks itself; null: with the last tab. */
  locksAfter: number | null;
}

/** Stores that hold no record of the user's to be shown, undone or backed up. */
export interface SideData {
  outgoing: OutgoingRequest;
  outgoingSums: OutgoingSum;
  outbox: QueuedWrite;
  answers: CachedAnswer;
  vault: VaultRecord;
  knowledgeIndex: IndexSegment;
}

export type SideStoreName = keyof SideData;

export const SIDE_STORES = [
  "outgoing",
  "outgoingSums",
  "outbox",
  "answers",
  "vault",
  "knowledgeIndex",
] as const satisfies readonly SideStoreName[];

export type SideChange = {
  [S in SideStoreName]: { store: S; put: SideData[S] } | { store: S; delete: string };
}[SideStoreName];

/** What a storage keeps beside the user's data. */
export interface SideStores {
  get<S extends SideStoreName>(store: S, id: string): Promise<SideData[S] | undefined>;
  all<S extends SideStoreName>(store: S): Promise<SideData[S][]>;
  /** All of them or none. */
  write(changes: readonly SideChange[]): Promise<void>;
}
