import { wordingOf } from "../message";
import type { ParseData } from "../../engine/nlu/parse-data";
import { stripCourtesy } from "../phrases";
import { tidyName } from "./names";

const DETAIL =
  "(?:(?:new|old|current|home|work|private|office|mobile|cell|phone|telephone|email|mail|e-mail|main) )*(?:phone|numbers?|mobile|cell|cellphone|telephone|landline|e-?mails?|mail|address|birthday|bday|b-day|birthdate|date of birth|age|company|employer|job|nickname|name|details|contact|info|card)";

/** Wordings that name somebody, from the surest to the vaguest; the first group is the name. */
const NAMINGS = [
  new RegExp(`^(.+?)(?:['’]s?|s)?\\s+${DETAIL}\\b`, "iu"),
  new RegExp(`\\b${DETAIL}\\s+(?:do (?:i|you|we) have )?(?:of|for|from|to)\\s+(.+)$`, "iu"),
  /\b(?:does|did|do you know where|where|old|is|was|know)\s+(.+?)\s+(?:lives?|born|works?|working|turns?|turning|stays?|living|stand for|is)\b/iu,
  /\b(?:how old|where|who)(?:['’]s|\s+is)\s+(.+)$/iu,
  /\b(?:rename|call|ring|phone|reach|contact|find|show|about|open|look up)\s+(.+)$/iu,
  /\b(?:add|save|store|put|create|enter|make|new contact|new person|contact)\b[\s:,]+(.+)$/iu,
  /\b(?:delete|remove|erase|forget|drop|lose|get rid of|take)\b\s+(.+)$/iu,
  /^(.+?)\s+(?:lives?|moved|works?|goes by|turns|turned|was born|is born|is moving|has|have|got|changed|is reachable|can be reached|to my|in my|from my|out of my)\b/iu,
];

/** What stands before a name and is none. */
const BEFORE =
  /^(?:(?:what(?:['’]?s| is| are| was)?|whats|when(?:['’]?s| is)?|whens|where(?:['’]?s| is)?|who(?:['’]?s| is)?|is|are|was|the|my|our|a|an|new|do|does|did|you|i|we|have|has|got|know|tell|me|us|find|show|give|get|fetch|open|pull|up|look|and|so|ok|hey|hi|save|store|set|put|change|update|edit|correct|fix|add|enter|create|note|remember|that|delete|remove|erase|clear|forget|drop|rid|of|for|to|from|on|in|please|pls|can|could|will|would|want|need|like|contact|person|number|phone|email|card|entry|called|named|friend|called|how|about|also|now|old|someone|somebody|person|with|details)\b[\s:,]*)+/iu;
/** What ends a name. */
const AFTER =
  /\s*(?:[,;:?!(]|\.\s|\.$|\s[-–]\s|\s+(?:to|in|from|into|out|off|on|as|is|at|with|and|has|have|by|please|pls|phone|number|mobile|email|e-mail|birthday|born|address|whose|who|again|now|lives?|works?|moved|contact)\b|\s+\S*@|\s+\+?\(?\d).*$/isu;
const NOBODY =
  /^(?:it|that|this|them|they|their|her|hers|his|him|she|he|its|everyone|everybody|all|anyone|anybody|someone|somebody|nobody|contacts?|people|person|address book|birthdays?|numbers?|e?mails?|phone|next|last|one|i|you|me|my|myself|your|yours|mine|number|details|info)(?:['’]s)?$/i;

/** The name that a message gives by what was recognized in it, else by its wording; null where it gives none. */
export function nameIn(message: ParseData): string | null {
  const text = stripCourtesy(wordingOf(message));
  const recognized = recognizedName(message);
  if (recognized !== null) return recognized;
  for (const pattern of NAMINGS) {
    const name = cleaned(pattern.exec(text)?.[1] ?? "");
    if (name !== null) return name;
  }
  return null;
}

/** Further words with capitals, as those of a name have them; not what is written in capitals altogether. */
const FURTHER_NAMES = /^(?:[ \t]+\p{Lu}[\p{L}'’-]*\p{Ll})+/u;

/** What was recognized, several parts of one name together: "Anna" and "Berg". */
function recognizedName({ text, entities }: ParseData): string | null {
  const parts = entities.filter(({ entity, value }) => entity === "person" && typeof value === "string");
  const [first] = parts;
  if (!first || typeof first.value !== "string") return null;
  let end = first.end;
  for (const part of parts.slice(1)) if (part.start >= end && text.slice(end, part.start).trim() === "") end = part.end;
  // The model may have marked the first name alone.
  if (/^\p{Lu}/u.test(text.slice(first.start))) end += FURTHER_NAMES.exec(text.slice(end))?.[0].length ?? 0;
  return cleaned(end > first.end ? text.slice(first.start, end) : first.value);
}

function cleaned(said: string): string | null {
  const name = tidyName(said.replace(BEFORE, "").replace(AFTER, ""));
  return name === null || NOBODY.test(name) || name.split(" ").length > 5 ? null : name;
}
