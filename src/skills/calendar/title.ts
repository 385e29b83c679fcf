import type { Entity, ParseData } from "../../engine/nlu/parse-data";
import type { Appointment } from "../../storage/schema";
import { closest, coverage, stems } from "../matching";
import { entityText, isPayload, wordingOf } from "../message";
import { capitalize, stripCourtesy } from "../phrases";
import { namedPlace } from "./place";
import { isSubject, trimmed } from "../reminders/subject";
import type { Said } from "../reminders/when";

const IN_CALENDAR =
  /[\s,]*\b(?:(?:on|in|to|into|onto|for) )?(?:my |the |our )(?:calend[ae]r|diary|agenda|schedule|planner)\b|\bcalend[ae]r(?: (?:entry|event|please|pls)|:)?/gi;
/** How people begin to speak of an event that they want kept. */
const LEAD = new RegExp(
  "^[\\s,:;.-]*(?:(?:hey|ok|please|pls|can|could|would|will|you|u|i|we|i['’]?d|like|want|need|to|let['’]?s|also|just|got to)\\s+)*" +
    "(?:(?:i['’]?m|we['’]?re|i am|we are)(?: having| going to)?|i['’]?ve(?: got)?|we['’]?ve(?: got)?|have(?: got)?|got|there['’]?s|there is|it['’]?s|" +
    "add|put|pop|stick|schedule|create|book|plan|enter|pencil|set up|arrange|make|block|insert|save|note|new|remember)\\b" +
    "\\s*(?:(?:in|up|down|out|me|off|an?|the|my|for|new|called|named|event|appointment|entry|date|room)\\b[\\s:,]*)*",
  "i",
);
const BEFORE = /^(?:[\s,;:.!?-]+|(?:on|at|for|from|to|in|until|of|and|the|a|an)\s+)+/i;
const BEHIND =
  /(?:[\s,;:.!?-]+|\b(?:on|at|for|from|in|to|the|this|next|every|each|between|by|till|until|and|with|put|add)\s*$)+$/i;
/** Words that stand for an event and tell nothing of it. */
const NO_TITLE =
  /^(?:(?:a|an|the|my|new|another|that|this|it|something|event|appointment|entry|thing|one|time|slot|please|add|called|named|for|me|to|all|day|whole|in|put|is)\b\s*)*$/i;
/** More of the title than was found: "call" + "with the bank". */
const GOES_ON =
  /^ (?:with|about|for|of|and|at) (?:(?!\b(?:on|at|in|from|for|every|until|till)\b)[\p{L}\p{N}'’.&-]+ ?){1,4}/u;

/** What the event is called, as a title: "Lunch with Anna". Null where nothing is said of it. */
export function titleOf(message: ParseData): string | null {
  if (isPayload(message.text)) return entityText(message, "event_title");
  const marked = message.entities.filter(isSubject);
  const [first] = marked;
  if (!first) return longestPart(message);
  const start = wholeStart(message, first.start);
  const end = cutAtTime(message, start, (marked.at(-1) ?? first).end);
  const next = Math.min(message.text.length, ...others(message).flatMap(({ start }) => (start >= end ? start : [])));
  const more = GOES_ON.exec(message.text.slice(end, next))?.[0].length ?? 0;
  return asTitle(trimmed(message, start, end + more)?.replace(BEHIND, "") ?? null);
}

/** Words before a title that are no part of it. */
const NOT_OF_TITLE =
  /^(?:an?|the|my|our|your|his|her|their|this|that|another|new|some|and|or|to|for|on|at|in|into|of|with|from|by|about|is|are|was|am|be|have|has|had|got|get|do|does|i|we|you|me|us|it|im|ive|add|adding|put|pop|stick|shove|chuck|bung|schedule|create|book|plan|enter|pencil|set|up|down|out|arrange|make|block|insert|save|note|mark|remember|reserve|register|need|want|like|please|pls|can|could|would|will|calendar|diary|agenda|event|appointment|entry|called|named|date|there's|going|go|having|seeing|meeting|hour|hours|minutes|minute|half|daily|weekly|monthly|long|just|then|also|ok|okay|yo|um|uh|so|off)$/i;

/** The tagger often begins in the middle of a title: "[session]" of "steering committee session". */
function wholeStart({ text, entities }: Said, marked: number): number {
  let start = marked;
  for (;;) {
    const [word = "", name = ""] = /([\p{L}\p{N}'’&-]+) $/u.exec(text.slice(0, start)) ?? [];
    const from = start - word.length;
    const isOther = entities.some((each) => isOtherThanTitle(each) && each.start < start && each.end > from);
    if (name === "" || NOT_OF_TITLE.test(name) || /['’](?:s|m|ve|re|ll|d)$/i.test(name) || isOther) return start;
    start = from;
  }
}

/** A whole sentence may have been marked: the title ends before the day or hour in it, but not before the evening of a "parents' evening". */
function cutAtTime({ text, entities }: Said, start: number, end: number): number {
  const inside = entities.filter(
    (each) =>
      (each.entity === "time" || each.entity === "recurrence") &&
      each.start > start &&
      each.start < end &&
      !PART_OF_DAY.test(text.slice(each.start, each.end)),
  );
  return Math.min(end, ...inside.map(({ start }) => start));
}

const PART_OF_DAY = /^(?:morning|afternoon|evening|night)$/i;

function isOtherThanTitle({ entity }: Entity): boolean {
  return ["time", "recurrence", "number", "duration"].includes(entity);
}

/** The whole message as a title: the answer to "What is it called?". */
export function wholeTitle(message: Said): string | null {
  return longestPart(message);
}

/** The title of an event that a message speaks of, as the user says it. */
export function spokenTitle(message: ParseData): string | null {
  return entityText(message, "event_title") ?? entityText(message, "task");
}

/** Words of many titles and of every request tell nothing. */
const EVERYWHERE = new Set(stems("meeting appointment event calendar class day time call move change delete cancel"));

const KIND = /\s+(?:appointment|meeting|event|visit|session)$/i;

/** The events called so; "the dentist appointment" is the one called "dentist". */
export function byTitle(title: string, all: Appointment[]): Appointment[] {
  const found = closest(title, all, (each) => each.title);
  return found.length > 0 || !KIND.test(title) ? found : closest(title.replace(KIND, ""), all, (each) => each.title);
}

/** The events that have a word of the message in their titles, the most of it: for where no title was found in the message. */
export function mentioned(message: ParseData, all: Appointment[]): Appointment[] {
  const words = stems(wordingOf(message)).filter((word) => !EVERYWHERE.has(word));
  const scored = all.map((appointment) => {
    const telling = stems(appointment.title).filter((word) => !EVERYWHERE.has(word));
    return { appointment, score: coverage(telling, words) };
  });
  const best = Math.max(0.45, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ appointment }) => appointment);
}

/** What tells when, where and in which calendar is no part of a title. */
function others({ text, entities }: Said): Pick<Entity, "start" | "end">[] {
  const calendar = Array.from(text.matchAll(IN_CALENDAR), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const isOther = ({ entity, start }: Entity) =>
    ["time", "recurrence", "event_place"].includes(entity) ||
    (entity === "duration" && /\b(?:for|takes|lasting)(?: about)? $/i.test(text.slice(0, start)));
  const found = entities.some(({ entity }) => entity === "event_place") ? null : namedPlace({ text, entities });
  return [...entities.filter(isOther), ...calendar, ...(found ? [found] : [])];
}

/** Of what is left of a message, its longest part. */
function longestPart(message: Said): string | null {
  let text = message.text;
  for (const { start, end } of others(message)) text = text.slice(0, start) + "|".repeat(end - start) + text.slice(end);
  const parts = text.split(/\|+|[,;!?]\s|\.\s/).map((part) => {
    return part.replace(LEAD, "").replace(BEFORE, "").replace(BEHIND, "");
  });
  const titles = parts.flatMap((part) => asTitle(part) ?? []);
  return titles.sort((a, b) => b.length - a.length)[0] ?? null;
}

function asTitle(words: string | null): string | null {
  const title = stripCourtesy(words ?? "");
  const bare = title.replace(/^(?:an?|my|the) (?=\S)/i, "");
  return title === "" || NO_TITLE.test(title) ? null : capitalize(bare);
}
