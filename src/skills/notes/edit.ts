import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import { entityText, latestMessage } from "../message";

/** The page's Notes panel has a note written anew: `/edit_note{"note_id": "...", "note_text": "..."}`. */
export const editNote: Action<UserData> = {
  name: "action_edit_note",
  async run({ tracker, store, dispatcher }) {
    const message = latestMessage(tracker);
    const id = entityText(message, "note_id");
    const text = entityText(message, "note_text")?.trim() ?? "";
    const note = id === null ? undefined : await store.get("notes", id);
    if (!note || text === "") {
      dispatcher.utter("utter_note_gone");
      return [];
    }
    await store.put("notes", { ...note, text });
    dispatcher.utter("utter_note_corrected", { note: text });
    return [rememberRecord("notes", note.id)];
  },
};
