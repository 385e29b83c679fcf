import type { ChangeOf, NotRefreshed, Refreshed, Sent, SourceView } from "../../skills/sources/sources";

/** What the page asks of servers that keep customers: a part of the protocol (protocol.ts). */
export interface SourceRequests {
  sources: { ask: null; answer: SourceView[] };
  /** Reads all of one anew; `withDeleted` brings back what was deleted here. */
  refreshSource: { ask: { connector: string; withDeleted: boolean }; answer: Refreshed | NotRefreshed };
  /** Stops the reading of one: nothing of it is kept. */
  cancelRefresh: { ask: { connector: string }; answer: null };
  sendChange: { ask: ChangeOf; answer: Sent };
  keepChange: { ask: ChangeOf; answer: null };
}
