import type { Change } from "../engine/actions/store";
import { recordMark } from "./canonical";
import type { JournalEntry, UserData } from "./schema";

/** Of more changes than these the journal keeps no copies of what came of them: an import may write tens of thousands of records. */
const MOST_COPIES = 200;

/**
 * What a turn changed, kept so that it can be undone; null where it changed nothing. A turn that itself undoes (it touches
 * the journal) is not journalled again.
 */
export function journalEntry(
  changes: readonly Change<UserData>[],
  about: Pick<JournalEntry, "id" | "at" | "conversation" | "label">,
): JournalEntry | null {
  if (changes.length === 0 || changes.some((change) => change.store === "journal")) return null;
  const isBulk = changes.length > MOST_COPIES;
  return { ...about, changes: changes.map((change) => journalChange(change, isBulk)), undone: false };
}

function journalChange(change: Change<UserData>, isBulk: boolean): JournalEntry["changes"][number] {
  const { store } = change;
  if (change.op === "delete") return { store, before: change.value, after: null };
  const { before, value } = change;
  return isBulk ? { store, id: value.id, before, mark: recordMark(value) } : { store, before, after: value };
}

/** A turn's changes with their journal entry among them: what a host commits. */
export function journalled(
  changes: Change<UserData>[],
  about: Pick<JournalEntry, "id" | "at" | "conversation" | "label">,
): Change<UserData>[] {
  const entry = journalEntry(changes, about);
  return entry ? [...changes, { store: "journal", op: "put", value: entry, before: null }] : changes;
}
