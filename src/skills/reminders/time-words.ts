import type { Entity } from "../../engine/nlu/parse-data";

const MERIDIEM = /\d\s*[ap]\.?m\b|\b[ap]\.?m\b|morning|afternoon|evening|night|noon/i;
const RELATIVE = /\b(in|from now|within|after)\b.*\b(s(ec(ond)?s?)?|m(in(ute)?s?)?|h(ou)?rs?|half an hour)\b/i;
const LATER = /\b(later|back|postpone|delay|put off|snooze|after|longer|another|more)\b/i;
const EARLIER = /\b(earlier|forward|sooner|before|ahead)\b/i;

/** Whether the words say which half of the day is meant. */
export function namesHalfOfDay(words: string): boolean {
  return MERIDIEM.test(words) || /\b(1[3-9]|2[0-3]|0\d?)[:.]\d\d\b/.test(words);
}

/** "in 20 minutes": counted from now, so it replaces whatever was said before. */
export function isRelative(words: string): boolean {
  return RELATIVE.test(words);
}

/** 1 for "an hour later", -1 for "ten minutes earlier", null where a duration moves nothing. */
export function direction(text: string): 1 | -1 | null {
  if (EARLIER.test(text)) return -1;
  return LATER.test(text) ? 1 : null;
}

/** `am` or `pm` where a text without a time names one: "oops I meant pm". */
export function meridiemOf(text: string): "am" | "pm" | null {
  const found = /(?<!\bi\s)\b([ap])\.?m\b/i.exec(text);
  return found ? (found[1]?.toLowerCase() === "a" ? "am" : "pm") : null;
}

export function wordsOf(entity: Entity, text: string): string {
  return text.slice(entity.start, entity.end);
}
