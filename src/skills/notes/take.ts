import type { Action } from "../../engine/actions/action";
import { followup, slotSet } from "../../engine/dialogue/events";
import { formatIso } from "../../engine/time/zone";
import type { Note, UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import { newId } from "../ids";
import { wordingOf } from "../message";
import { byCreated } from "../records";
import { shorten } from "../phrases";
import { changeNote, readNoteChange } from "./change";
import { notesCard } from "./reply";
import { noteTextIn } from "./note-text";

/** Writes down what the message says (in the note that it names, if it does), or the answer to note_form; asks (note_form) where there is nothing to write down. */
export const takeNote: Action<UserData> = {
  name: "action_take_note",
  async run(context) {
    const { tracker, store, dispatcher, clock, random } = context;
    const message = tracker.latestMessage;
    const answer = tracker.slot("note_content");
    const change = typeof answer === "string" ? null : readNoteChange(wordingOf(message));
    const changed = change && (await changeNote(context, change, (await store.all("notes")).sort(byCreated).reverse()));
    if (changed) return changed;
    const text = typeof answer === "string" ? answer.trim() : message && noteTextIn(message);
    if (!text) return [followup("note_form")];
    const note: Note = { id: newId(random), text, created: formatIso(clock.now(), clock.zone) };
    await store.put("notes", note);
    dispatcher.say({ text: `Noted: ${shorten(text, 200)}`, custom: notesCard("Noted", [note]) });
    return [slotSet("note_content", null), rememberRecord("notes", note.id)];
  },
};
