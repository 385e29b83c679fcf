import { takeNoteOf } from "../customers/note-of";
import { orDocuments } from "../knowledge/or-documents";
import type { SkillActions } from "../services";
import { deleteNote, deleteNotesConfirmed } from "./delete";
import { editNote } from "./edit";
import { findNote, notesNothing, showNotes } from "./show";

/** Things written down, to be read and found again. */
export const actions: SkillActions = (services) => [
  takeNoteOf,
  showNotes,
  orDocuments(services, findNote, notesNothing),
  editNote,
  deleteNote,
  deleteNotesConfirmed,
];
