import type { Action } from "../../engine/actions/action";
import type { Store } from "../../engine/actions/store";
import { canonical, recordMark } from "../../storage/canonical";
import type { BulkChange, DataStoreName, JournalEntry, UserData } from "../../storage/schema";
import { entityText, latestMessage } from "../message";
import { capitalize, joinWords, shorten } from "../phrases";

type JournalChange = JournalEntry["changes"][number];

/** What a record of each store is called, and the field that tells which one it is. */
const KINDS: Partial<Record<DataStoreName, { noun: string; nameField: string }>> = {
  reminders: { noun: "reminder", nameField: "task" },
  timers: { noun: "timer", nameField: "name" },
  lists: { noun: "list", nameField: "name" },
  items: { noun: "item", nameField: "text" },
  notes: { noun: "note", nameField: "text" },
  appointments: { noun: "event", nameField: "title" },
  people: { noun: "person", nameField: "name" },
  customers: { noun: "customer", nameField: "name" },
  companies: { noun: "company", nameField: "name" },
  cases: { noun: "case", nameField: "subject" },
  interactions: { noun: "entry", nameField: "text" },
  replies: { noun: "canned reply", nameField: "name" },
  rates: { noun: "rate", nameField: "id" },
};

/** Takes back the newest change of this conversation that stands, or the one that `/undo{"id": "..."}` names, and says what it took back. */
export const undo: Action<UserData> = {
  name: "action_undo",
  async run({ tracker, store, dispatcher }) {
    const id = entityText(latestMessage(tracker), "id");
    const entry = id === null ? newest(await store.all("journal"), tracker.conversation) : await standing(store, id);
    if (!entry) {
      dispatcher.utter("utter_nothing_to_undo");
      return [];
    }
    // What changed many records reads their stores once.
    for (const name of new Set(entry.changes.filter(isBulk).map((change) => change.store))) await store.all(name);
    const since = await changedSince(store, entry.changes);
    if (since) {
      dispatcher.utter("utter_changed_since", { record: capitalize(nameOf(since)) });
      return [];
    }
    // The last change first: a record changed twice in one turn goes back to what it was before both.
    for (const change of [...entry.changes].reverse()) {
      if (change.before) await store.put(change.store, change.before);
      else await store.delete(change.store, idOf(change));
    }
    await store.put("journal", { ...entry, undone: true });
    dispatcher.utter("utter_undone", { what: capitalize(joinWords(describeUndone(entry.changes))) });
    return [];
  },
};

async function standing(store: Store<UserData>, id: string): Promise<JournalEntry | undefined> {
  const entry = await store.get("journal", id);
  return entry?.undone === false ? entry : undefined;
}

function newest(entries: JournalEntry[], conversation: string): JournalEntry | undefined {
  return entries
    .filter((entry) => entry.conversation === conversation && !entry.undone)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .at(-1);
}

/** A change whose record no longer is what the change left behind. */
async function changedSince(store: Store<UserData>, changes: JournalChange[]): Promise<JournalChange | undefined> {
  const left = new Map(changes.map((change) => [`${change.store}/${idOf(change)}`, change]));
  for (const change of left.values()) {
    const now = (await store.get(change.store, idOf(change))) ?? null;
    if (!isAsLeft(now, change)) return change;
  }
  return undefined;
}

const isBulk = (change: JournalChange): change is BulkChange => "mark" in change;

function isAsLeft(now: UserData[DataStoreName] | null, change: JournalChange): boolean {
  if (isBulk(change)) return now !== null && recordMark(now) === change.mark;
  return canonical(now) === canonical(change.after);
}

function idOf(change: JournalChange): string {
  return isBulk(change) ? change.id : (change.after?.id ?? change.before?.id ?? "");
}

/** "the reminder “call Anna” is gone again", or a count where one turn changed many things. */
function describeUndone(changes: JournalChange[]): string[] {
  if (changes.length > 3) return [`${changes.length} things are as they were before`];
  return changes.map((change) => {
    if (!change.before) return `${nameOf(change)} is gone again`;
    return isBulk(change) || change.after ? `${nameOf(change)} is as it was before` : `${nameOf(change)} is back`;
  });
}

function nameOf(change: JournalChange): string {
  const kind = KINDS[change.store] ?? { noun: "record", nameField: "id" };
  const record = change.before ?? (isBulk(change) ? null : change.after);
  const name: unknown = Object.entries(record ?? {}).find(([field]) => field === kind.nameField)?.[1];
  return typeof name === "string" && name !== "" ? `the ${kind.noun} “${shorten(name, 60)}”` : `the ${kind.noun}`;
}
