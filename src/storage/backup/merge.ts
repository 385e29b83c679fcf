import { canonical } from "../canonical";
import type { Change } from "../../engine/actions/store";
import { DATA_STORES, type Conversation, type JournalEntry, type StoredEvent, type UserData } from "../schema";
import type { Contents, Merged } from "../storage";

/** What a storage must write to take in a backup. */
export interface MergePlan {
  changes: Extract<Change<UserData>, { op: "put" }>[];
  conversations: Conversation[];
  events: StoredEvent[];
  merged: Merged;
}

/** Compares what is here with what a backup holds; `journal` becomes the entry by which the changes can be undone. */
export function planMerge(here: Contents, backup: Contents, journal: Omit<JournalEntry, "changes">): MergePlan {
  const changes = DATA_STORES.flatMap((store) => putsInto(store, here, backup));
  const continued = backup.conversations.flatMap((theirs) => continuation(here, theirs));
  // The journal's own entries come back as they were; what they tell of is not changed by that.
  const undoable = changes.filter(({ store }) => store !== "journal");
  const entry: JournalEntry = {
    ...journal,
    changes: undoable.map(({ store, before, value }) => ({ store, before, after: value })),
  };
  return {
    changes: undoable.length > 0 ? [...changes, { store: "journal", op: "put", value: entry, before: null }] : changes,
    conversations: continued.map(({ conversation }) => conversation),
    events: continued.flatMap(({ events }) => events),
    merged: {
      added: undoable.filter(({ before }) => before === null).length,
      changed: undoable.filter(({ before }) => before !== null).length,
      conversations: continued.length,
    },
  };
}

function putsInto<S extends keyof UserData>(store: S, here: Contents, backup: Contents): MergePlan["changes"] {
  const known = new Map(here.records[store].map((record) => [record.id, record]));
  return backup.records[store].flatMap((value) => {
    const before = known.get(value.id) ?? null;
    const isSame = before !== null && canonical(before) === canonical(value);
    return isSame ? [] : [{ store, op: "put", value, before } as MergePlan["changes"][number]];
  });
}

/** A conversation that isn't here, or that went on after this device's copy of it; what both have must be the same. */
function continuation(
  here: Contents,
  { conversation, events }: Contents["conversations"][number],
): { conversation: Conversation; events: StoredEvent[] }[] {
  const ours = here.conversations.find((known) => known.conversation.id === conversation.id);
  const from = ours?.events.length ?? 0;
  if (from >= events.length && ours) return [];
  if (ours && canonical(ours.events.at(-1) ?? null) !== canonical(events[from - 1] ?? null)) return [];
  const added = events.slice(from).map((event, i) => ({ conversation: conversation.id, seq: from + i + 1, event }));
  return [{ conversation: { ...conversation, lastSeq: events.length }, events: added }];
}
