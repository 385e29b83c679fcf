import type { Change } from "../engine/actions/store";
import type { JournalEntry, UserData } from "./schema";

/**
 * What a turn changed, kept so that it can be undone; null where it changed nothing. A turn that itself undoes (it touches
 * the journal) is not journalled again.
 */
export function journalEntry(
  changes: readonly Change<UserData>[],
  about: Pick<JournalEntry, "id" | "at" | "conversation" | "label">,
): JournalEntry | null {
  if (changes.length === 0 || changes.some((change) => change.store === "journal")) return null;
  return {
    ...about,
    changes: changes.map((change) => ({
      store: change.store,
      before: change.op === "put" ? change.before : change.value,
      after: change.op === "put" ? change.value : null,
    })),
    undone: false,
  };
}

/** A turn's changes with their journal entry among them: what a host commits. */
export function journalled(
  changes: Change<UserData>[],
  about: Pick<JournalEntry, "id" | "at" | "conversation" | "label">,
): Change<UserData>[] {
  const entry = journalEntry(changes, about);
  return entry ? [...changes, { store: "journal", op: "put", value: entry, before: null }] : changes;
}
