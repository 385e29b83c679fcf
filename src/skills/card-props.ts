import type { UserData } from "../storage/schema";
import type { DataStore } from "../worker/protocol";

/** What the page gives each card. `C` is the card's payload, a type of its skill's card-data.ts. */
export interface CardProps<C> {
  card: C;
  /** The message's text, which says the same as the card. */
  text: string;
  /**
   * Sends a message for the user: plain text, or `/intent{"entity": "value"}`. The transcript shows `title` in its place, and
   * nothing at all where it is quiet (a tick, say). Gives the message's id, by which `/undo{"id": "..."}` takes back what it changed.
   */
  act: (payload: string, options?: { title?: string; quiet?: boolean }) => string;
  /** The store's records, kept up to date; undefined until they are read. */
  useRecords: <S extends DataStore>(store: S) => UserData[S][] | undefined;
}
