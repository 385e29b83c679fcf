import type { Action } from "../../engine/actions/action";
import type { DataStoreName, JournalEntry, UserData } from "../../storage/schema";
import { changedId, changedSince, isBulk, standingEntry } from "../../storage/journal";
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
  articles: { noun: "article", nameField: "title" },
  versions: { noun: "version", nameField: "note" },
  feedback: { noun: "feedback", nameField: "question" },
};

/** Takes back the newest change of this conversation that stands, or the one that `/undo{"id": "..."}` names, and says what it took back. */
export const undo: Action<UserData> = {
  name: "action_undo",
  async run({ tracker, store, dispatcher }) {
    const id = entityText(latestMessage(tracker), "id");
    const entry =
      id === null ? newest(await store.all("journal"), tracker.conversation) : await standingEntry(store, id);
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
      else await store.delete(change.store, changedId(change));
    }
    await store.put("journal", { ...entry, undone: true });
    dispatcher.utter("utter_undone", { what: capitalize(joinWords(describeUndone(entry.changes))) });
    return [];
  },
};

function newest(entries: JournalEntry[], conversation: string): JournalEntry | undefined {
  return entries
    .filter((entry) => entry.conversation === conversation && !entry.undone)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .at(-1);
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
