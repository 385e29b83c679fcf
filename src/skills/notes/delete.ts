import type { Action, ActionContext } from "../../engine/actions/action";
import { followup, slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { Note, UserData } from "../../storage/schema";
import { awaitAnswer, currentlyAwaited } from "../conversation/awaiting";
import { lastIdIn } from "../last-record";
import { entityText, wordingOf } from "../message";
import { countOf } from "../phrases";
import { byCreated } from "../records";
import { quoteNote } from "./reply";
import { bestOf, readTopic, searchNotes } from "./search";

const ALL = /\b(?:all|every|everything)\b|\b(?:wipe|clear)\b.*\bnotes$/i;
const LAST = /\b(?:last|latest|newest|most recent|previous|just)\b(?! (?:week|month))/i;
const FIRST = /\b(?:first|oldest)\b/i;
const POINTED_AT = /\b(?:that|this)(?: note)?\s*[.!]*$/i;
const MOST_BUTTONS = 5;

/** Deletes one note; asks which where several are meant, and asks first where all are. */
export const deleteNote: Action<UserData> = {
  name: "action_delete_note",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const message = tracker.latestMessage;
    const text = wordingOf(message);
    const notes = (await store.all("notes")).sort(byCreated).reverse();
    const id = entityText(message, "note_id");
    const topic = entityText(message, "topic") ?? readTopic(text);
    if (notes.length === 0) {
      dispatcher.utter("utter_no_notes");
      return [];
    }
    if (id !== null)
      return remove(
        context,
        notes.find((note) => note.id === id),
      );
    if (topic !== null) return removeAbout(context, topic, notes);
    if (ALL.test(text)) {
      dispatcher.utter("utter_ask_delete_notes", { notes: countOf(notes.length, "note") });
      return [awaitAnswer({ answer: "affirm", action: deleteNotesConfirmed.name, ids: notes.map((note) => note.id) })];
    }
    if (notes.length === 1 || LAST.test(text)) return remove(context, notes[0]);
    if (FIRST.test(text)) return remove(context, notes.at(-1));
    const pointedAt = notes.find((note) => note.id === lastIdIn("notes", tracker));
    if (pointedAt && POINTED_AT.test(text)) return remove(context, pointedAt);
    askWhich(context, notes);
    return [];
  },
};

/** "Yes, delete them." */
export const deleteNotesConfirmed: Action<UserData> = {
  name: "action_delete_notes_confirmed",
  async run({ tracker, store, dispatcher }) {
    const ids = currentlyAwaited(tracker)?.ids ?? [];
    const notes = (await store.all("notes")).filter(({ id }) => ids.includes(id));
    for (const { id } of notes) await store.delete("notes", id);
    dispatcher.utter("utter_notes_deleted", { notes: countOf(notes.length, "note") });
    // No rule names what follows an answer, so the turn ends here.
    return [slotSet("awaiting", null), slotSet("last_record", null), followup("action_listen")];
  },
};

async function removeAbout(context: ActionContext<UserData>, topic: string, notes: Note[]): Promise<NewEvent[]> {
  const [first, ...others] = bestOf(searchNotes(topic, notes));
  if (first && others.length === 0) return remove(context, first);
  if (first) askWhich(context, [first, ...others]);
  else context.dispatcher.utter("utter_note_not_found", { topic, newest: notes[0] ? quoteNote(notes[0]) : "" });
  return [];
}

/** The note may be gone already, where an older card shows it. */
async function remove({ store, dispatcher }: ActionContext<UserData>, note: Note | undefined): Promise<NewEvent[]> {
  if (!note) {
    dispatcher.utter("utter_note_gone");
    return [];
  }
  await store.delete("notes", note.id);
  dispatcher.utter("utter_note_deleted", { note: quoteNote(note) });
  return [slotSet("last_record", null)];
}

function askWhich({ dispatcher }: ActionContext<UserData>, notes: Note[]): void {
  const buttons = notes.slice(0, MOST_BUTTONS).map((note) => ({
    title: quoteNote(note),
    payload: `/delete_note${JSON.stringify({ note_id: note.id })}`,
  }));
  dispatcher.say({ text: `Which note should go: ${buttons.map(({ title }) => title).join(", ")}?`, buttons });
}
