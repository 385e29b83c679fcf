import type { Connector, OutgoingRequest, OutgoingSum, QueuedWrite } from "../../storage/connections";
import type { Secret } from "../../storage/vault";
import type { SourceRequests } from "../sources/requests";

/** What the page asks of connections and the vault: a part of the protocol (protocol.ts). */
export interface ConnectRequests extends SourceRequests {
  /** What to do with the vault; says how it is then. `wait`: a wrong passphrase was given just now. */
  vault: { ask: VaultOrder; answer: VaultStatus | "wrong" | "wait" };
  /** Asks a connector's server for a sign of life, with a login that needn't be kept yet. */
  testConnector: { ask: { connector: Connector; secret: Secret | null }; answer: Tested };
  /** Every request that left the device, and what waits to. */
  outgoing: { ask: null; answer: OutgoingView };
  /** Takes a write out that waits for the network. */
  unqueue: { ask: { id: string }; answer: null };
}

export type VaultOrder =
  | { order: "status" }
  /** Makes it where there is none. */
  | { order: "open"; passphrase: string }
  | { order: "lock" }
  /** Another passphrase for the vault. */
  | { order: "passphrase"; old: string; passphrase: string }
  /** Keeps a connector's login while the vault is open; null takes it out. */
  | { order: "secret"; connector: string; secret: Secret | null }
  /** Minutes without use until it locks itself; null: with the last tab. */
  | { order: "locksAfter"; minutes: number | null }
  /** Deletes it with all that is in it: whoever forgot the passphrase begins anew. */
  | { order: "forget" };

export type VaultStatus =
  | { state: "none" }
  | { state: "locked"; locksAfter: number | null }
  /** `connectors` have a login in it, by id. */
  | { state: "open"; locksAfter: number | null; connectors: string[] };

/** In words: what was found there, or why nothing was and what to do. */
export type Tested = { found: string } | { fault: string; remedy: string };

export interface OutgoingView {
  /** The newest first. */
  requests: OutgoingRequest[];
  /** The older ones by day and host. */
  sums: OutgoingSum[];
  waiting: QueuedWrite[];
}
