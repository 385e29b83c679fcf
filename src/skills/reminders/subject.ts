import type { Entity } from "../../engine/nlu/parse-data";
import { isPayload } from "../message";
import { corrected, correctedIn } from "../conversation/correction";
import { isThingToDo } from "../lists/things-to-do";
import type { Said } from "./when";

/** Entities that are times of a reminder; a bare duration or number may well belong to its subject ("run for 20 minutes"). */
const TIMES = new Set(["time", "recurrence"]);
const LEADING =
  /^(?:[\s,.;:!?-]+|at (?:breakfast|lunch|dinner|supper|tea|bed)\s?(?:time)? to\b|(?:at|on|in|by|for|to|that|about|of|and|the)\b(?=\s))+/i;
const TRAILING = /(?:[\s,.;:!?-]+|\b(?:please|pls|thanks|any ?more|any longer))+$/i;
/** Words that lead to a time which follows; "at", "on" and "in" do so only as a part of it ("check in" + "at ten"). */
const BEFORE_TIME =
  /\b(?:by|for|from|until|till|every|each|before|(?:starting|beginning)(?:\s+(?:from|on))?|and again)\s*$/i;
const PART_OF_DAY = /^(?:morning|afternoon|evening|night)\b/i;
/** Where a reminder's subject stands when no entity was found for it. */
const SUBJECT =
  /\b(?:remind(?:ing|ed)?(?:\s+me)?|reminder|remember|don'?t (?:let me )?forget|make sure i(?: don'?t forget)?|tell me|let me know|(?:ping|nudge|poke|buzz|text|alert|notify|prompt|nag|bug|warn) me|give me (?:notice|a nudge)|give me a (?:shout|nudge|buzz|poke|ring|call|heads[ -]?up)|shout)\b(?:(?:[^,:]|(?<=\d):(?=\d)){0,48}?)\s*(?:\b(?:to|2(?!\s+(?:hours?|hrs?|minutes?|mins?|days?|weeks?|times?|pm|am)\b)|about|that|of|for)\b|:)\s*(.+)$/i;

/** "The dentist" may have been taken for an event's title. */
export function isSubject({ entity }: Entity): boolean {
  return entity === "task" || entity === "event_title";
}

/** Whether it may go without a subject: "wake me at 7". */
export function isAlarm(text: string): boolean {
  return /\balarms?\b|\bwak(?:e|ing)\b|\bget me (?:up|out of bed)\b|\b(?:be|i['’]?m|am) (?:up|awake)\b/i.test(text);
}

/** What is marked before the request, or with it, isn't asked for: "buy stamps and remind me to post the letter". */
function subjectsIn({ text, entities }: Said): Entity[] {
  const asked = / and remind me\b/i.exec(text)?.index ?? 0;
  return entities.filter((each) => isSubject(each) && each.start >= asked);
}

/** What a reminder is to be about, without the time words at its ends; null where nothing is said of it. */
export function subjectOf(said: Said): string | null {
  const tasks = subjectsIn(said);
  const [first] = tasks;
  if (isPayload(said.text)) return typeof first?.value === "string" ? first.value : null;
  if (first) return trimmed(said, first.start, lastEnd(tasks));
  const match = SO_THAT.exec(said.text) ?? SUBJECT.exec(said.text) ?? AHEAD_OF.exec(said.text);
  const subject = match?.[1];
  if (!match || subject === undefined) return null;
  const end = match.index + match[0].length;
  const found = trimmed(said, end - subject.length, end);
  // "Make sure I'm up for 7" names an hour.
  return found !== null && /^[\d:.]+$/.test(found) ? null : found;
}

/** Words around a subject that ask for the reminder, or are only polite. */
const NO_SUBJECT_WORDS =
  /\b(?:remind\w*|alarms?|please|pls|plz|thanks|thank|ta|cheers|(?:can|could|will|would) you|ok|okay|then|instead|tell me|let me know|so (?:that )?i)\b/i;

/**
 * The subject of a new reminder. The tagger may have marked only its beginning ("dentist" of "dentist forms"): the words that follow
 * up to a time, a comma or the end belong to it, unless they ask for the reminder.
 */
export function wholeSubjectOf(said: Said): string | null {
  const tasks = subjectsIn(said);
  const [first] = tasks;
  if (!first || isPayload(said.text)) return subjectOf(said);
  const marked = lastEnd(tasks);
  const times = said.entities.filter(({ entity, end }) => TIMES.has(entity) && end > marked);
  const stop = Math.min(said.text.length, ...times.map(({ start }) => Math.max(start, marked)));
  const [more = ""] = /^(?: [\p{L}\p{N}'’-]+)*/u.exec(said.text.slice(marked, stop)) ?? [];
  const end = NO_SUBJECT_WORDS.test(more) ? marked : marked + more.length;
  return trimmed(said, first.start, end);
}

/** "Remind me an hour before kickoff at 8pm." */
const AHEAD_OF = /\b(?:remind|alert|notify|prompt|warn|tell) me\b.*?\b(?:before|ahead of) (?:the |my |our )?(.+)$/i;

/** "Let me know when it's five so I can start dinner." */
const SO_THAT = /\bso (?:that )?(?:i|we) can (.+)$/i;

/** A verb with what belongs to it, its object of one word, and what follows that: "call" "mum" "about the car". */
const VERB_OBJECT =
  /^(\S+(?: (?:up|out|back|in|off|on|over|with|to|for))?) ((?:(?:the|my|our|your|an?) )?\S+)((?: (?:about|for|at|with|to|from|on) .+)?)$/i;
/** More words than this are more than an object. */
const MAX_OBJECT_WORDS = 2;

/** A subject put right: after "call mum", "no, I meant dad" is "call dad". */
export function correctedSubject(old: string, correction: string): string | null {
  const meant = corrected(old, correction);
  const parts = VERB_OBJECT.exec(old);
  if (meant === null || correctedIn(old, correction) !== null || !parts || !isThingToDo(old)) return meant;
  const isObject = meant.split(" ").length <= MAX_OBJECT_WORDS && !isThingToDo(meant);
  return isObject ? `${parts[1]} ${meant}${parts[3] ?? ""}` : meant;
}

/** The whole text as a subject: an answer to "What shall I remind you of?". */
export function wholeSubject(said: Said): string | null {
  return trimmed(said, 0, said.text.length);
}

function lastEnd(entities: Entity[]): number {
  return Math.max(...entities.map(({ end }) => end));
}

/** A stretch of the text without times and the small words that join them at either end; null where nothing is left. */
export function trimmed(said: Said, from: number, to: number): string | null {
  const times = said.entities.filter((entity) => TIMES.has(entity.entity) && !isPartOfName(entity));
  let start = from;
  let end = to;
  for (let before = -1; before !== end - start;) {
    before = end - start;
    const part = said.text.slice(start, end);
    start += LEADING.exec(part)?.[0].length ?? 0;
    end -= TRAILING.exec(said.text.slice(start, end))?.[0].length ?? 0;
    for (const time of times) {
      if (followsBare(time, end)) end -= BEFORE_TIME.exec(said.text.slice(start, end))?.[0].length ?? 0;
      if (time.end >= end && time.start >= start && time.start < end) end = time.start;
      if (time.start <= start && time.end > start && time.end <= end) start = time.end;
    }
    if (start >= end) return null;
  }
  return said.text.slice(start, end);

  /** The "evening" of "parents' evening on Thursday at six", where the subject was marked with it. */
  function isPartOfName(time: Entity): boolean {
    const isMarked = said.entities.some(
      ({ entity, start, end }) => entity === "task" && start < time.start && time.start < end,
    );
    return isMarked && time.end > to && PART_OF_DAY.test(said.text.slice(time.start));
  }

  /** Whether the time comes next, without an "at", "on" or "in" of its own. */
  function followsBare(time: Entity, place: number): boolean {
    const isNext = time.start >= place && said.text.slice(place, time.start).trim() === "";
    return isNext && !/^(?:at|on|in)\b/i.test(said.text.slice(time.start));
  }
}

/** What remains of a message once its times, numbers and the words of an answer are taken away: nothing, of a bare answer. */
export function isBareTime(said: Said): boolean {
  const kinds = new Set(["time", "recurrence", "duration", "number"]);
  const found = said.entities.filter(({ entity }) => kinds.has(entity));
  if (found.length === 0) return false;
  let rest = said.text;
  for (const { start, end } of found) rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  return /^(?:[\s,.!?]|\b(?:at|on|in|for|around|about|by|and|oh|um|uh|maybe|let'?s say|make it|the|please|pls|then|o'?clock|ish)\b)*$/i.test(
    rest,
  );
}
