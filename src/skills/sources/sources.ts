import type { Connector } from "../../storage/connections";
import type { SourceChange } from "./changes";

/** What came of reading all of a source anew, in words. */
export interface Refreshed {
  /** "3 customers added and 1 case saved." */
  told: string;
  /** What didn't come, or not as it is there, each with the reason. */
  notes: string[];
  /** Records that were deleted here, and were left out for that. */
  deleted: number;
}

/** Why nothing was read; what is here stays as it is. */
export interface NotRefreshed {
  fault: string;
}

export interface SourceView {
  connector: string;
  name: string;
  /** When it was read last, in milliseconds since the epoch; null: never. */
  fetched: number | null;
  /** Why it couldn't be read since. */
  fault: string | null;
  changes: SourceChange[];
}

export type ChangeOf = Pick<SourceChange, "connector" | "store" | "id">;

/** `sent`, or how it stands now: it waits for the network, or for the user, with the reason. `gone`: there is nothing to send. */
export type Sent = { state: "sent" | "gone" } | { state: "waiting" | "held"; why: string; change: SourceChange | null };

/** Servers that keep customers, as actions and the page have them. */
export interface Sources {
  /** Reads all of it. What was changed here stays. */
  refresh(connector: Connector, withDeleted: boolean): Promise<Refreshed | NotRefreshed>;
  views(): Promise<SourceView[]>;
  /** Sends what was changed in a record to its server, unless it was changed there since: then that is told. */
  send(change: ChangeOf): Promise<Sent>;
  /** Leaves it unsent. */
  keep(change: ChangeOf): Promise<void>;
}

/** Where there is no network at all: in the terminal, and in tests of something else. */
export const NO_SOURCES: Sources = {
  refresh: async ({ name }) => ({ fault: `${name} isn’t asked from here.` }),
  views: async () => [],
  send: async () => ({ state: "gone" }),
  keep: async () => undefined,
};
