import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { deleteNote, deleteNotesConfirmed } from "./delete";
import { editNote } from "./edit";
import { findNote, showNotes } from "./show";
import { takeNote } from "./take";

/** Things written down, to be read and found again. */
export const actions: Action<UserData>[] = [takeNote, showNotes, findNote, editNote, deleteNote, deleteNotesConfirmed];
