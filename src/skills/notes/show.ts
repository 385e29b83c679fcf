import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Note, UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import { entityText, wordingOf } from "../message";
import { countOf } from "../phrases";
import { byCreated } from "../records";
import { noteAnswering } from "./answer";
import { changeNote, readNoteChange } from "./change";
import { notesCard, quoteNote } from "./reply";
import { isPlainNote } from "./note-text";
import { takeNote } from "./take";
import { bestOf, readTopic, searchNotes } from "./search";

type Dispatcher = ActionContext<UserData>["dispatcher"];

/** As many as a card shows at a glance. */
const SHOWN = 5;
const LAST_ONE = /\b(?:last|latest|newest|most recent|just)\b(?! (?:notes|\w+ notes|week|month))/i;

/** Shows the newest notes, or the very last one. */
export const showNotes: Action<UserData> = {
  name: "action_show_notes",
  async run(context) {
    const text = wordingOf(context.tracker.latestMessage);
    const notes = (await context.store.all("notes")).sort(byCreated).reverse();
    const [newest] = notes;
    if (!newest) {
      context.dispatcher.utter("utter_no_notes");
      return [];
    }
    if (notes.length === 1 || LAST_ONE.test(text)) return tell(context, "Your last note", [newest], "Your last note:");
    const shown = notes.slice(0, SHOWN);
    const count = countOf(notes.length, "note");
    const which = shown.length < notes.length ? `You have ${count}; the newest ${SHOWN}:` : `You have ${count}:`;
    return tell(context, "Your notes", shown, which);
  },
};

/** Finds the notes about a topic, best first; or changes one, where that is what was asked of it. */
export const findNote: Action<UserData> = {
  name: "action_find_note",
  async run(context) {
    const message = context.tracker.latestMessage;
    const notes = await context.store.all("notes");
    // "Note: remind Sam about the tickets" asks for nothing else than to be written down.
    if (isPlainNote(wordingOf(message))) return takeNote.run(context);
    const change = readNoteChange(wordingOf(message));
    const changed = change && (await changeNote(context, change, notes.sort(byCreated).reverse()));
    if (changed) return changed;
    const topic = entityText(message, "topic") ?? readTopic(wordingOf(message));
    if (notes.length === 0) context.dispatcher.utter("utter_no_notes");
    else if (topic === null) {
      const answer = noteAnswering(wordingOf(message), notes);
      if (answer) return tellNote(context.dispatcher, answer);
      context.dispatcher.utter("utter_ask_note_topic");
    } else {
      const found = searchNotes(topic, notes);
      const best = bestOf(found);
      if (best.length === 1) return tell(context, `About ${topic}`, best, "Here it is:");
      if (best.length > 1)
        return tell(context, `About ${topic}`, best.slice(0, SHOWN), `${countOf(best.length, "note")} about ${topic}:`);
      const newest = notes.sort(byCreated).at(-1);
      context.dispatcher.utter("utter_note_not_found", { topic, newest: newest ? quoteNote(newest) : "" });
    }
    return [];
  },
};

/** Whether no note is about what is asked for. */
export async function notesNothing({ tracker, store }: ActionContext<UserData>): Promise<boolean> {
  const text = wordingOf(tracker.latestMessage);
  if (isPlainNote(text) || readNoteChange(text)) return false;
  const notes = await store.all("notes");
  const topic = entityText(tracker.latestMessage, "topic") ?? readTopic(text);
  return topic === null ? noteAnswering(text, notes) === null : searchNotes(topic, notes).length === 0;
}

/** One note as the answer to a question. */
export function tellNote(dispatcher: Dispatcher, note: Note): NewEvent[] {
  return tell({ dispatcher }, "Your note", [note], "From your notes:");
}

/** Says and shows them; a single one is what "delete it" then means. */
function tell({ dispatcher }: { dispatcher: Dispatcher }, title: string, notes: Note[], words: string): NewEvent[] {
  const [only] = notes;
  const isSingle = notes.length === 1 && only !== undefined;
  const text = isSingle ? `${words} ${only.text}` : `${words} ${notes.map(quoteNote).join(", ")}`;
  dispatcher.say({ text, custom: notesCard(title, notes) });
  return isSingle ? [rememberRecord("notes", only.id)] : [];
}
