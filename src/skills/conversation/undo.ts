import type { Action } from "../../engine/actions/action";
import type { Store } from "../../engine/actions/store";
import type { DataStoreName, JournalEntry, UserData } from "../../storage/schema";
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
  rates: { noun: "rate", nameField: "id" },
  articles: { noun: "article", nameField: "title" },
  feedback: { noun: "feedback", nameField: "question" },
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
    const since = (await changedSince(store, entry.changes)) ?? (await changedSinceAdded(store, entry));
    if (since) {
      dispatcher.utter("utter_changed_since", { record: capitalize(nameOf(since)) });
      return [];
    }
    // The last change first: a record changed twice in one turn goes back to what it was before both.
    for (const { store: name, before, after } of [...entry.changes].reverse()) {
      if (before) await store.put(name, before);
      else if (after) await store.delete(name, after.id);
    }
    for (const { store: name, id } of entry.added ?? []) await store.delete(name, id);
    await store.put("journal", { ...entry, undone: true });
    dispatcher.utter("utter_undone", { what: capitalize(joinWords(describeUndone(entry))) });
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
    if (!sameRecord(now, change.after)) return change;
  }
  return undefined;
}

/** What was added and is gone, or was changed after it was. */
async function changedSinceAdded(
  store: Store<UserData>,
  { added = [] }: JournalEntry,
): Promise<JournalChange | undefined> {
  for (const { store: name, id } of added) {
    const now = await store.get(name, id);
    if (!now) return { store: name, before: null, after: null };
    if ("updated" in now && now.updated !== now.created) return { store: name, before: null, after: now };
  }
  return undefined;
}

function idOf({ before, after }: JournalChange): string {
  return after?.id ?? before?.id ?? "";
}

/** Equal field by field; the order of fields doesn't count. */
function sameRecord(a: object | null, b: object | null): boolean {
  const sorted = (record: object | null) => record && Object.entries(record).sort(([x], [y]) => x.localeCompare(y));
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** "the reminder “call Anna” is gone again", or a count where one turn changed many things. */
function describeUndone({ changes: all, added = [], label }: JournalEntry): string[] {
  if (added.length > 0) return [`“${shorten(label, 60)}” is taken back`];
  // Of an article and the version it got, the article is told.
  const changes = all.filter(({ store }) => store !== "versions");
  if (changes.length > 3) return [`${changes.length} things are as they were before`];
  return changes.map((change) => {
    if (!change.before) return `${nameOf(change)} is gone again`;
    return change.after ? `${nameOf(change)} is as it was before` : `${nameOf(change)} is back`;
  });
}

function nameOf({ store, before, after }: JournalChange): string {
  const kind = KINDS[store] ?? { noun: "record", nameField: "id" };
  const name: unknown = Object.entries(before ?? after ?? {}).find(([field]) => field === kind.nameField)?.[1];
  return typeof name === "string" && name !== "" ? `the ${kind.noun} “${shorten(name, 60)}”` : `the ${kind.noun}`;
}
