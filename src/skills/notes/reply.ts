import { shorten } from "../phrases";
import type { Note } from "../../storage/schema";
import type { NotesCardData } from "./card-data";

export function notesCard(title: string, notes: Note[]): NotesCardData {
  return { card: "notes", title, notes: notes.map(({ id, text, created }) => ({ id, text, created })) };
}

/** A note in a sentence: its beginning, in quotation marks. */
export function quoteNote(note: Note): string {
  return `“${shorten(note.text, 80)}”`;
}
