import type { ParseData } from "../../engine/nlu/parse-data";
import { entityText, isPayload } from "../message";

/**
 * Openings after which the rest of a message is the note, as written. Each ends before the note's first character. They are
 * anchored and short, so that a long pasted text costs nothing.
 */
const OPENING = new RegExp(
  "^\\s*(?:(?:hey|please|pls|ok|okay|can you|could you|would you|will you|i'd like you to|i want you to|for the record)[,\\s]+){0,3}" +
    "(?:" +
    [
      "(?:re?m[em]{0,3}ber|memori[sz]e|keep in mind|don['’]?t forget|log|record)(?: that| this for me| this)?\\b",
      "i['’]?d like to remember that\\b",
      "(?:make|take|add|create|save|store|keep|write|start)(?: me)? (?:a |another )?(?:new )?note(?: down)?(?: of this| of| that| saying| with)?\\b",
      "(?:save|put|write|note|jot|take|scribble|get)(?: down)? (?:this|the following)(?: down)?(?: for me)?(?: as a note| (?:in|into|to) my notes| for later)?\\b",
      "(?:idea|for future reference|for my records)\\b",
      "(?:write|jot|note|scribble|put|take)(?: this| it)? down(?: in a note)?(?: that| the following)?\\b",
      "(?:quick |another |new |text for a )?(?:note|noet|ntoe|memo|nb)(?: to self| for later| pls| please| down)?(?: that)?\\b",
      "write\\b",
    ].join("|") +
    ")[\\s:,.;–-]{0,4}",
  "i",
);

/** The same said after the note: "the code is 4411, write that down". */
const ENDING =
  /,\s*(?:please )?(?:(?:note|write|jot|put) (?:it|that|this) down|remember (?:it|that|this))\s*[.!]?\s*$/i;
const IN_MY_NOTES = /\s+(?:in|to) my notes\s*[.!]?\s*$/i;

/** What stands for the note's text, and is none. */
const NOTHING =
  /^(?:(?:please|pls|for me|for later|down|now|something(?: down)?|this|that|it|an idea(?: for me)?)\b[\s.!?]*)*$/i;

/** "Note: remind Sam of the tickets": whatever it sounds like, it is to be written down. */
export function isPlainNote(text: string): boolean {
  return /^\s*(?:quick |new )?(?:note|memo|idea)(?: to self| for later)?\s*:\s*\S/i.test(text);
}

/** What a message asks to write down, word for word; null where it only says that something is to be written down. */
export function noteTextIn(message: ParseData): string | null {
  const { text } = message;
  // A button or the Notes panel names the whole note.
  if (isPayload(text)) return entityText(message, "note_text")?.trim() || null;
  const rest = afterOpening(text) ?? beforeEnding(text);
  return rest ?? recognized(message);
}

function afterOpening(text: string): string | null {
  const opening = OPENING.exec(text);
  if (!opening) return null;
  const rest = text.slice(opening[0].length);
  return asNote(opening[0].match(/\bwrite\b/i) ? rest.replace(IN_MY_NOTES, "") : rest);
}

function beforeEnding(text: string): string | null {
  const tail = text.slice(-60);
  const ending = ENDING.exec(tail);
  return ending ? asNote(text.slice(0, text.length - tail.length + ending.index)) : null;
}

/** From the first recognized piece to the last: a learned tagger may leave a gap in a long one. */
function recognized({ text, entities }: ParseData): string | null {
  const pieces = entities.filter(({ entity }) => entity === "note_text");
  const [first] = pieces;
  if (!first) return null;
  if (pieces.length === 1) return typeof first.value === "string" ? asNote(first.value) : null;
  return asNote(text.slice(Math.min(...pieces.map(({ start }) => start)), Math.max(...pieces.map(({ end }) => end))));
}

function asNote(text: string): string | null {
  const note = text.trim();
  return note === "" || (note.length < 60 && NOTHING.test(note)) ? null : note;
}
