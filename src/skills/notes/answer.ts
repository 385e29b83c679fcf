import type { Note } from "../../storage/schema";
import { stems } from "../matching";
import { bestOf, searchNotes } from "./search";

const QUESTION =
  /^\W*(?:(?:hey|ok|okay|so|and|um|uh|sorry|again|tell me|do you (?:know|remember)|can you tell me|remind me|i forgot|i forget|i can't remember)[,\s]+)*(?:where|what|who|whom|whose|which|when|how|is|are|was|were|does|did|do|has|have)(?:['’]?s|['’]?re|['’]?d)?\b/i;
/** Words of a question that say nothing of what it is about. */
const ASKING =
  /\b(?:where|what|who|whom|whose|which|when|how|again|tell|know|remember|remind|please|called|name|long|much|many|often|has|have|had|do|does|did|can|could|put|left|said|say|were|was|been|me|hey|so)(?:['’](?:s|re|d))?\b/gi;
/** A single word may be in a note by chance. */
const LEAST_SHARE = 0.6;

/** The one note that has most of the words of a question: "where's the ladder" finds "the ladder is at Tom's". */
export function noteAnswering(text: string, notes: Note[]): Note | null {
  if (notes.length === 0 || text.length > 120 || !QUESTION.test(text)) return null;
  const topic = text.replace(ASKING, " ").trim();
  const words = topic === "" ? [] : stems(topic);
  const found = searchNotes(topic, notes);
  const [best] = found;
  const [only, ...others] = bestOf(found);
  const isSure = best && best.score >= (words.length > 1 ? LEAST_SHARE : 1) && (words[0]?.length ?? 0) > 2;
  return isSure && only && others.length === 0 ? only : null;
}
