import type { Note } from "../../storage/schema";
import { coverage, stems } from "../matching";
import { byCreated } from "../records";

/** The notes that have at least half of the topic's words (or near ones), best first and then newest first. */
export function searchNotes(topic: string, notes: Note[]): { note: Note; score: number }[] {
  const wanted = stems(topic);
  return notes
    .map((note) => ({ note, score: coverage(wanted, stems(note.text)) }))
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score || byCreated(b.note, a.note));
}

/** Those of the found notes that fit as well as the best one. */
export function bestOf(found: { note: Note; score: number }[]): Note[] {
  return found.filter(({ score }) => score === found[0]?.score).map(({ note }) => note);
}

const TOPIC =
  /\b(?:about|on|for|mentions?|mentioning|containing|regarding|with|say(?:ing)?(?: something)? about|where i mention)\s+(?:the |my |our |a )?(?:word )?(.+?)(?:\s+(?:in|from|out of) (?:my |the )?notes)?[?.!]*$/i;
const BEFORE_NOTE = /\b(?:the|my|find|open)\s+((?:(?!the\b|my\b)[\p{L}-]+\s+){1,3})notes?\b/iu;
const NO_TOPIC =
  /^(?:all|last|latest|newest|first|previous|most recent|recent|old|me|that|this|a|of|for|look|search|notes?|something|my|one of)\b/i;

/** The topic a text names by its wording, for messages in which none was recognized. */
export function readTopic(text: string): string | null {
  for (const pattern of [TOPIC, BEFORE_NOTE]) {
    const topic = pattern.exec(text)?.[1]?.trim() ?? "";
    if (topic !== "" && !NO_TOPIC.test(topic)) return topic;
  }
  return null;
}
