import type { Entity, ParseData } from "../../engine/nlu/parse-data";
import { entityText, isPayload } from "../message";
import { capitalize, stripCourtesy } from "../phrases";
import { isSubject, trimmed } from "../reminders/subject";
import type { Said } from "../reminders/when";

/** Where an event's title stands when no entity was found for it. */
const OPENING =
  /\b(?:add|put|schedule|create|book|plan|enter|pencil in|set up|arrange|make|block|insert|save|note|got|have|there(?:'|’)?s|there is|new (?:event|appointment|entry)(?: called| named)?)\b[\s:,]*(?:(?:an?|the|my|in|me|up)\s+)*/i;
const IN_CALENDAR =
  /[\s,]*\b(?:on|in|to|into|onto|for) (?:my |the |our )?(?:calendar|diary|agenda|schedule|planner)\b/gi;
/** Words that stand for an event and tell nothing of it. */
const NO_TITLE =
  /^(?:(?:a|an|the|my|new|another|calendar|that|this|it|something|event|appointment|entry|thing|one|time|slot|please|called|named|for|me|to|add|all|day|whole)\b\s*)*$/i;

/** What the event is called, as a title: "Lunch with Anna". Null where nothing is said of it. */
export function titleOf(message: ParseData): string | null {
  if (isPayload(message.text)) return entityText(message, "event_title");
  const marked = message.entities.filter(isSubject);
  const [first] = marked;
  if (first) {
    const last = marked.at(-1) ?? first;
    return asTitle(trimmed(message, first.start, last.end));
  }
  const opening = OPENING.exec(message.text);
  if (!opening) return null;
  return titleIn(message, opening.index + opening[0].length);
}

/** The whole message as a title: the answer to "What is it called?". */
export function wholeTitle(message: Said): string | null {
  const start = /^\W*(?:it'?s (?:called )?|call it |just )/i.exec(message.text)?.[0].length ?? 0;
  return titleIn(message, start);
}

/** The title of another event that a message speaks of, as the user says it. */
export function spokenTitle(message: ParseData): string | null {
  return entityText(message, "event_title") ?? entityText(message, "task");
}

function titleIn(message: Said, start: number): string | null {
  const { text } = message;
  const places = message.entities.filter(({ entity }) => entity === "event_place");
  const calendar = Array.from(text.matchAll(IN_CALENDAR), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const lengths = message.entities.filter(
    ({ entity, start: from }) => entity === "duration" && /\bfor (?:about )?$/i.test(text.slice(0, from)),
  );
  // What tells when, where and in which calendar is no part of the title.
  const others = [...places, ...calendar, ...lengths].map((span): Entity => {
    return { entity: "time", value: null, extractor: "", start: span.start, end: span.end };
  });
  const said = { text, entities: [...message.entities.filter(({ entity }) => entity !== "duration"), ...others] };
  return asTitle(trimmed(said, start, text.length));
}

function asTitle(words: string | null): string | null {
  const title = stripCourtesy(words ?? "");
  return title === "" || NO_TITLE.test(title) ? null : capitalize(title);
}
