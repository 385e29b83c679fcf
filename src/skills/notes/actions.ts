import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { takeNoteOf } from "../customers/note-of";
import { deleteNote, deleteNotesConfirmed } from "./delete";
import { editNote } from "./edit";
import { findNote, showNotes } from "./show";

/** Things written down, to be read and found again. */
export const actions: Action<UserData>[] = [
  takeNoteOf,
  showNotes,
  findNote,
  editNote,
  deleteNote,
  deleteNotesConfirmed,
];
