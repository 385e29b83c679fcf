import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Note, UserData } from "../../storage/schema";
import { withLastCode } from "../conversation/correct-text";
import { rememberRecord } from "../last-record";
import { shorten } from "../phrases";
import { notesCard, quoteNote } from "./reply";
import { bestOf, searchNotes } from "./search";

/** What a message wants of a note that is there: other words in its place, or more behind them. */
export interface NoteChange {
  /** What the note is about; "last" is the newest one. */
  topic: string;
  kind: "replace" | "append" | "put right";
  text: string;
}

const COURTESY =
  "^\\s*(?:(?:please|pls|ok|okay|hey|now|and|can you|could you|would you|i(?:'d like| want) to)[,\\s]+)*";
const THE_NOTE =
  "(?:the|my|that|our) (?:(?:(?<before>[^,:;]{2,60}?) )?note|note (?:about|on|for|with|regarding) (?:the |my )?(?<after>[^,:;]{2,60}?))";
const REPLACES = new RegExp(
  `${COURTESY}(?:change|update|edit|correct|amend|reword|rewrite|replace|fix) ${THE_NOTE}(?: (?:to say|to read|so (?:that )?it (?:says|reads)|to|with|by)\\b(?: that)?|:)\\s*(?<text>.+)$`,
  "is",
);
const APPENDS = new RegExp(
  `${COURTESY}(?:add|append|attach|put)(?: (?:a line|something|this|the following))? (?:to|on|in|into|at the end of) ${THE_NOTE}(?: that\\b|:|,)?\\s+(?<text>.+)$`,
  "is",
);
const APPENDS_BEFORE = new RegExp(
  `${COURTESY}(?:add|append) (?:that )?(?<text>.+?) (?:to|on|at the end of) ${THE_NOTE}\\s*[.!]?\\s*$`,
  "is",
);
const PUTS_RIGHT = new RegExp(
  `${COURTESY}(?:change|update|edit|correct|amend|fix) (?<before>[^,:;]{2,60}?) to (?<text>\\S+) (?:in|on) (?:my|the) notes?\\s*[.!]?\\s*$`,
  "is",
);
const NEWEST = /^(?:last|latest|newest|most recent|previous)$/i;

/** Null where the message is about no note that is there already. */
export function readNoteChange(text: string): NoteChange | null {
  const found = [
    { kind: "replace" as const, groups: REPLACES.exec(text)?.groups },
    { kind: "append" as const, groups: APPENDS.exec(text)?.groups },
    { kind: "put right" as const, groups: PUTS_RIGHT.exec(text)?.groups },
    { kind: "append" as const, groups: APPENDS_BEFORE.exec(text)?.groups },
  ].find(({ groups }) => groups !== undefined);
  const topic = (found?.groups?.before ?? found?.groups?.after ?? "last").trim();
  const words = found?.groups?.text?.replace(/^(?:that|to)\s+/i, "").trim();
  return found && words ? { topic, kind: found.kind, text: words } : null;
}

/** Rewrites the note meant, and says so; null where none is about that, and the message may mean something else. */
export async function changeNote(
  { store, dispatcher }: ActionContext<UserData>,
  change: NoteChange,
  newestFirst: Note[],
): Promise<NewEvent[] | null> {
  const [newest] = newestFirst;
  const best = NEWEST.test(change.topic) ? (newest ? [newest] : []) : bestOf(searchNotes(change.topic, newestFirst));
  const [note] = best;
  if (!note) return null;
  if (best.length > 1) {
    dispatcher.utter("utter_which_note", { notes: best.slice(0, 5).map(quoteNote).join(", ") });
    return [];
  }
  const text =
    change.kind === "replace"
      ? change.text
      : change.kind === "append"
        ? `${note.text.replace(/[\s.;,]+$/, "")}; ${change.text}`
        : withLastCode(note.text, change.text);
  if (text === null) {
    dispatcher.utter("utter_cannot_correct_note");
    return [];
  }
  const changed: Note = { ...note, text };
  await store.put("notes", changed);
  dispatcher.say({ text: `Changed: ${shorten(text, 200)}`, custom: notesCard("Changed", [changed]) });
  return [rememberRecord("notes", note.id)];
}
