import type { Clock } from "../../engine/environment";
import { createDucklingExtractor } from "../../engine/nlu/extractors/duckling";
import type { Entity, ParseData } from "../../engine/nlu/parse-data";

/** What was said and is taken back: "20 minutes *not 10*", "9 *instead of 8*", "*from Monday* to Friday". */
const TAKEN_BACK =
  /\b(?:not|instead of|rather than)\s+[^,;]+?(?=$|[,;.!?]|\s+(?:but|please)\b)|\bfrom\s+[^,;]+?(?=\s+(?:to|until|till)\b)/gi;
/** What is told by its value, not in the user's words. */
const VALUES = new Set(["time", "duration", "recurrence", "number"]);
/** What people say before a correction's content: "no, I meant ...", "sorry, change that to ...", "it should be ...". */
const LEAD_IN =
  /^(?:[\s,.!:;-]+|(?:no+|nope|nah|sorry|my apologies|apologies|pardon|please|oops|whoops|wait|oh|hmm|hang on|hold on|actually|well|correction|rather|it'?s|its|wrong \w+|you got that wrong|you misheard me|that'?s wrong|that'?s not what i said|on second thoughts?|i (?:said|meant|mean|wanted|want(?: it)?)|i'?d (?:prefer|rather)|let'?s (?:say|make it|do)|(?:can|could) you|(?:make|call|rename) (?:it|that)(?: to)?|(?:change|switch|replace|edit|correct) (?:it|that|this)(?: to| with)?|(?:it|that) (?:should|must) (?:be|say|have been)|better)(?=[\s,.!:;-]|$))+/i;
const duckling = createDucklingExtractor();

const TAIL = /(?:[\s,.!;]|\b(?:instead|please|pls|then|thanks)\b)+$/i;

/** The content of a correction: "bread" of "no, I said bread". */
export function withoutLeadIn(text: string): string {
  return text.replace(LEAD_IN, "").replace(TAIL, "").trim();
}

/**
 * A text put right: "Anna, not Hannah" changes that word, "no I said bread" changes the whole. Null where nothing is left to
 * put in its place.
 */
export function corrected(old: string, correction: string): string | null {
  return correctedIn(old, correction) ?? (meantBy(correction) || null);
}

/** The text with the word that is taken back replaced; null where it takes back nothing that is there. */
export function correctedIn(old: string, correction: string): string | null {
  const meant = meantBy(correction);
  const [wrong] = takenBack(correction);
  const at = wrong === undefined ? -1 : old.toLowerCase().indexOf(wrong.toLowerCase());
  if (meant === "" || wrong === undefined || at < 0) return null;
  return old.slice(0, at) + meant + old.slice(at + wrong.length);
}

function meantBy(correction: string): string {
  return withoutLeadIn(blanked(correction, takenBackSpans(correction)));
}

/** The number where a correction names nothing but a number ("make it ten"), "time" where nothing but a time; else null. */
export function bareValue({ text, entities }: Pick<ParseData, "text" | "entities">): number | "time" | null {
  const values = entities.filter(({ entity }) => VALUES.has(entity));
  const [first] = values;
  if (!first || withoutLeadIn(blanked(text, values)) !== "") return null;
  return values.every(({ entity }) => entity === "number") && typeof first.value === "number" ? first.value : "time";
}

/**
 * The message without what it takes back, the text blanked in place so that the entities' offsets still hold. "Not tomorrow,
 * wednesday" may have been read as one time; what is left of it is read anew.
 */
export function withoutTakenBack(
  said: Pick<ParseData, "text" | "entities">,
  clock: Clock,
): Pick<ParseData, "text" | "entities"> {
  const spans = takenBackSpans(said.text);
  const text = blanked(said.text, spans);
  const whole = said.entities.filter((entity) => !spans.some((span) => overlaps(entity, span)));
  const cut = said.entities.filter((entity) =>
    spans.some((span) => overlaps(entity, span) && (entity.end > span.end || entity.start < span.start)),
  );
  const left = cut.length === 0 ? [] : duckling.extract(text, { now: clock.now(), zone: clock.zone });
  const readAnew = left.filter((entity) => cut.some((other) => overlaps(entity, other)));
  return { text, entities: [...whole, ...readAnew] };
}

/** Whether a time or a number is taken back and none put in its place: "not wednesday". */
export function onlyTakesBack(said: Pick<ParseData, "text" | "entities">, clock: Clock): boolean {
  const isValue = ({ entity }: Entity) => VALUES.has(entity);
  const left = withoutTakenBack(said, clock);
  return said.entities.some(isValue) && !left.entities.some(isValue) && withoutLeadIn(left.text) === "";
}

type Span = Pick<Entity, "start" | "end">;

function takenBackSpans(text: string): Span[] {
  return [...text.matchAll(TAKEN_BACK)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function blanked(text: string, spans: Span[]): string {
  let left = text;
  for (const { start, end } of spans) left = left.slice(0, start) + " ".repeat(end - start) + left.slice(end);
  return left;
}

/** What was taken back, in the text's order: "Hannah" of "Anna, not Hannah". */
function takenBack(text: string): string[] {
  return [...text.matchAll(TAKEN_BACK)].map((match) =>
    match[0].replace(/^(not|instead of|rather than|from)\s+/i, "").trim(),
  );
}
