import type { Entity, ParseData } from "../../engine/nlu/parse-data";
import { entityText } from "../message";

const WORDS = "([\\p{L}][\\p{L}'’-]*(?: [\\p{L}][\\p{L}'’-]*)?)";
/** Where a timer's name stands, when the tagger has marked none: "timer for my hair mask, ...", "... on for the beans", "25 minutes yoga". */
const PLACES = [
  new RegExp(`\\btimer (?:for|called|named) (?:my |the |an? )?${WORDS}(?=\\s*(?:[,:.]|$|for\\b))`, "iu"),
  new RegExp(`\\bfor (?:my|the) ${WORDS}[.!?]*$`, "iu"),
  new RegExp(`(?:minutes?|mins?|hours?|seconds?|secs?) ${WORDS}[.!?]*$`, "iu"),
];
const NO_NAME =
  /\b(?:timers?|alarms?|please|pls|plz|thanks|thank|cheers|now|long|each|more|less|later|left|from|ago|again|off|on|me|it|that|this|one|ones|starting|started|start|set|and|or|then|too|also|half|hours?|minutes?|seconds?)\b/i;

/** What a timer is for; null where nothing says. */
export function timerNameIn(message: ParseData): string | null {
  const marked = entityText(message, "timer_name");
  if (marked !== null) return marked;
  for (const place of PLACES) {
    const found = place.exec(message.text);
    const name = found?.[1];
    if (!found || name === undefined || NO_NAME.test(name)) continue;
    const start = found.index + found[0].lastIndexOf(name);
    const isTime = ({ start: from, end }: Entity) => from < start + name.length && start < end;
    if (!message.entities.some(isTime)) return name;
  }
  return null;
}
