import type { Change, DataSource } from "../engine/actions/store";
import { canonical, recordMark } from "./canonical";
import type { BulkChange, DataStoreName, JournalEntry, UserData } from "./schema";

type AnyChange = JournalEntry["changes"][number];
type Readable = Pick<DataSource<UserData>, "get">;

/** Of more changes than these the journal keeps no copies of what came of them: an import may write tens of thousands of records. */
const MOST_COPIES = 200;

/**
 * What a turn changed, kept so that it can be undone; null where it changed nothing. A turn that itself undoes (it touches
 * the journal) is not journalled again.
 */
export function journalEntry(
  all: readonly Change<UserData>[],
  about: Pick<JournalEntry, "id" | "at" | "conversation" | "label">,
): JournalEntry | null {
  const changes = all.filter((change) => !isRemark(change));
  if (changes.length === 0 || changes.some((change) => change.store === "journal")) return null;
  const isBulk = changes.length > MOST_COPIES;
  return { ...about, changes: changes.map((change) => journalChange(change, isBulk)), undone: false };
}

/** One change as the journal has it; without a copy of what came of it where there are many. */
export function journalChange(change: Change<UserData>, isBulk: boolean): JournalEntry["changes"][number] {
  const { store } = change;
  if (change.op === "delete") return { store, before: change.value, after: null };
  const { before, value } = change;
  return isBulk ? { store, id: value.id, before, mark: recordMark(value) } : { store, before, after: value };
}

/** That a question found no answer is kept, but nobody did it: "undo" means what was done before. */
function isRemark(change: Change<UserData>): boolean {
  return change.store === "feedback" && change.op === "put" && !change.before && change.value.verdict === "unanswered";
}

/** A turn's changes with their journal entry among them: what a host commits. */
export function journalled(
  changes: Change<UserData>[],
  about: Pick<JournalEntry, "id" | "at" | "conversation" | "label">,
): Change<UserData>[] {
  const entry = journalEntry(changes, about);
  return entry ? [...changes, { store: "journal", op: "put", value: entry, before: null }] : changes;
}

/** The entry, unless it was undone already. */
export async function standingEntry(store: Readable, id: string): Promise<JournalEntry | undefined> {
  const entry = await store.get("journal", id);
  return entry?.undone === false ? entry : undefined;
}

/** The entry, where it can be undone: it stands, and all is as it left it. */
export async function undoableEntry(store: Readable, id: string): Promise<JournalEntry | null> {
  const entry = await standingEntry(store, id);
  return entry && !(await changedSince(store, entry.changes)) ? entry : null;
}

/** A change whose record no longer is what the change left behind. */
export async function changedSince(store: Readable, changes: readonly AnyChange[]): Promise<AnyChange | undefined> {
  const left = new Map(changes.map((change) => [`${change.store}/${changedId(change)}`, change]));
  for (const change of left.values()) {
    const now = (await store.get(change.store, changedId(change))) ?? null;
    if (!isAsLeft(now, change)) return change;
  }
  return undefined;
}

export const isBulk = (change: AnyChange): change is BulkChange => "mark" in change;

export function changedId(change: AnyChange): string {
  return isBulk(change) ? change.id : (change.after?.id ?? change.before?.id ?? "");
}

function isAsLeft(now: UserData[DataStoreName] | null, change: AnyChange): boolean {
  if (isBulk(change)) return now !== null && recordMark(now) === change.mark;
  return canonical(now) === canonical(change.after);
}
