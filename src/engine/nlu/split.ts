import { FALLBACK_INTENT } from "./fallback-classifier";
import type { Entity, ParseData } from "./parse-data";
import { tokenize } from "./tokenizer";

/** Reads a text by itself. */
export type Parse = (text: string) => ParseData | Promise<ParseData>;

/** Each part of a divided message must be understood with this confidence. */
const SURE = 0.6;
/** What answers a question, by Rasa's usual names, asks for nothing by itself. */
const ANSWERS = new Set<string | null>([null, FALLBACK_INTENT, "inform", "affirm", "deny"]);
/** Parts of a word ("yes", "milk") are answers or items, not requests. */
const FEWEST_WORDS = 2;
/** More are not looked at: they are prose, and each costs two readings. */
const MOST_JOINTS = 4;
const LONGEST = 400;

/** Where one request may end and the next begin: punctuation before a space, and words that join. */
const JOINTS =
  /(?:[,.;!?]+\s+|\s+(?=(?:and|then|also|plus|after that|&)\s)|\s*\n\s*)(?:(?:and|then|also|plus|after that|&)\s+)*/gi;

/** A joint with one of these says that more comes; mere punctuation also divides one request in two sentences. */
const JOINING_WORD = /and|then|also|plus|after that|&/i;

/** "If it's nine in Paris, what time is it in Tokyo" is one question. */
const SUBORDINATE =
  /^(?:if|when(?!['’]?s\b|\s+(?:is|are|was|were|do|does|did|will|can|should)\b)|whenever|since|because|as|once|while|although|though)\b/i;
/** How things to add or to correct begin, and no request does: "and a torch"; ", not peas". */
const NO_BEGINNING = /^(?:an?|the|some|more|my|our|your|not|no|again)\b/i;
/** Speaks of what came before it, except of time: "what time is it in Tokyo". */
const REFERS_BACK =
  /\b(?:(?<!\b(?:is|was|be)\s)it(?!['’]?s\b|\s+is\b)|them|those|these|(?<!\b(?:remember|know|note|tell me|remind me)\s)that|what(?:['’]?s| is) (?:it|that)|(?:she|he)|the same|for h(?:er|im))\b/i;

/** "Note the meter reads 5512 and *remind me to send it*": what it sends is of the part before, but the request is its own. */
const REQUEST_ABOUT_IT = /^remind me\b.*\bto \w+ (?:it|them|that|those)\b/i;
/** "To-do: book the MOT, fix the tap": what a heading's commas divide are no requests. */
const HEADED = /^[\p{L}'’ -]{2,40}:\s/u;

/** Where a message may be divided: it is left out, [start, end). */
interface Joint {
  start: number;
  end: number;
}

/**
 * The requests that a message makes, in order: "add milk and set a timer" is two. `whole` is the message read as one, and the only
 * answer wherever a division isn't clearly better: each part must be sure by itself, and no joint may stand inside of an entity or
 * between two of the same kind ("milk and eggs"). A part without a verb takes that of the one before it: "add milk to shopping and
 * nails to hardware". Offsets are into the part's own text.
 */
export async function splitRequests(whole: ParseData, parse: Parse): Promise<ParseData[]> {
  if (whole.text.length > LONGEST) return [whole];
  const read = new Map<string, ParseData>([[whole.text, whole]]);
  const reader = async (text: string): Promise<ParseData> => {
    const parsed = read.get(text) ?? (await parse(text));
    read.set(text, parsed);
    return parsed;
  };
  return divide(whole, reader);
}

async function divide(whole: ParseData, read: (text: string) => Promise<ParseData>): Promise<ParseData[]> {
  let best: ParseData[] = [whole];
  let surest = 0;
  for (const joint of jointsOf(whole)) {
    const first = await read(whole.text.slice(0, joint.start));
    if (!isSure(first)) continue;
    const parts = [first, ...(await following(first, whole.text.slice(joint.end), read))];
    const confidence = Math.min(...parts.map(({ intent }) => intent.confidence));
    if (parts.length === 1 || confidence <= surest) continue;
    const hasWord = JOINING_WORD.test(whole.text.slice(joint.start, joint.end));
    if (!hasWord && confidence < whole.intent.confidence) continue;
    surest = confidence;
    best = parts;
  }
  return best;
}

/** What comes behind a first request, itself divided; empty where it is no request of its own. */
async function following(
  first: ParseData,
  text: string,
  read: (text: string) => Promise<ParseData>,
): Promise<ParseData[]> {
  const parts = await divide(await read(text), read);
  const [next] = parts;
  if (next && isSure(next) && standsAlone(next.text) && asksForMore(first, next)) return parts;
  const completed = await complete(first, text, read);
  return completed ? [completed] : [];
}

function jointsOf({ text, entities }: ParseData): Joint[] {
  if (SUBORDINATE.test(text)) return [];
  const isHeaded = HEADED.test(text);
  return Array.from(text.matchAll(JOINTS), ({ index, 0: { length } }): Joint => ({ start: index, end: index + length }))
    .filter(({ start, end }) => start > 0 && end < text.length)
    .filter(({ start, end }) => !isHeaded || text.slice(start, end).trim() !== ",")
    .filter((joint) => !isInside(joint, entities) && !isBetweenEqual(joint, entities) && !isSum(joint, text))
    .slice(0, MOST_JOINTS);
}

function isInside({ start, end }: Joint, entities: Entity[]): boolean {
  return entities.some((entity) => entity.start < start && entity.end > end && !hasTimeBefore(start, entity, entities));
}

/** A subject that runs past its own time was marked too long: "feed the cat at 7 and to call Ravi". */
function hasTimeBefore(place: number, whole: Entity, entities: Entity[]): boolean {
  return entities.some(({ entity, start, end }) => entity === "time" && start > whole.start && end <= place);
}

function isBetweenEqual({ start, end }: Joint, entities: Entity[]): boolean {
  const before = entities.filter((entity) => entity.end === start).map(({ entity }) => entity);
  return entities.some((entity) => entity.start === end && before.includes(entity.entity));
}

const NUMBER =
  "(?:\\d[\\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|half)";
const ENDS_IN_NUMBER = new RegExp(`\\b${NUMBER}%?(?:\\s+\\p{L}+)?$`, "iu");
const BEGINS_WITH_NUMBER = new RegExp(`^${NUMBER}\\b`, "i");

/** "40 pounds plus ten percent": this joins numbers. */
function isSum({ start, end }: Joint, text: string): boolean {
  if (!/\bplus\b/i.test(text.slice(start, end))) return false;
  return ENDS_IN_NUMBER.test(text.slice(0, start)) && BEGINS_WITH_NUMBER.test(text.slice(end));
}

function isSure({ text, intent }: ParseData): boolean {
  return !ANSWERS.has(intent.name) && intent.confidence >= SURE && tokenize(text).length >= FEWEST_WORDS;
}

function standsAlone(text: string): boolean {
  return !NO_BEGINNING.test(text) && (!REFERS_BACK.test(text) || REQUEST_ABOUT_IT.test(text));
}

/**
 * Twice the same is one request in two sentences, unless each names what it is about. "Dinner with Jess and Al on Saturday" is one,
 * too: of two of a kind the first would have had its own time.
 */
function asksForMore(first: ParseData, second: ParseData): boolean {
  if (first.intent.name !== second.intent.name) return true;
  if (first.entities.length === 0 || second.entities.length === 0) return false;
  return new Set(kindsOf(first)).size > 1 || !lacksTime(first, second) || firstWord(first) === firstWord(second);
}

function lacksTime(first: ParseData, second: ParseData): boolean {
  const hasTime = ({ entities }: ParseData) => entities.some(({ entity }) => entity === "time");
  return !hasTime(first) && hasTime(second);
}

function firstWord({ text }: ParseData): string | undefined {
  return /\p{L}+/u.exec(text)?.[0].toLowerCase();
}

/** The text with the beginning of the request before it, when that makes it the same request about other things of the same kinds. */
async function complete(
  first: ParseData,
  text: string,
  read: (text: string) => Promise<ParseData>,
): Promise<ParseData | null> {
  const kinds = kindsOf(first);
  if (new Set(kinds).size < 2) return null;
  const start = Math.min(...first.entities.map((entity) => entity.start));
  const completed = await read(first.text.slice(0, start) + text);
  const isSame = completed.intent.name === first.intent.name && isSure(completed);
  return isSame && kindsOf(completed).join() === kinds.join() ? completed : null;
}

/** The entities' kinds, in the order of the text; the number within "7 pm" isn't counted, as "7:15 pm" has none. */
function kindsOf({ entities }: ParseData): string[] {
  const times = entities.filter(({ entity }) => entity === "time");
  const isPart = (part: Entity) =>
    times.some((time) => time !== part && part.start >= time.start && part.end <= time.end);
  return entities
    .filter((entity) => !isPart(entity))
    .toSorted((a, b) => a.start - b.start)
    .map(({ entity }) => entity);
}
