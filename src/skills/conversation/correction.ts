import type { ParseData } from "../../engine/nlu/parse-data";

/** What was said and is taken back: "20 minutes *not 10*", "9 *instead of 8*", "*from Monday* to Friday". */
const TAKEN_BACK =
  /\b(?:not|instead of|rather than)\s+[^,;]+?(?=$|[,;.!?]|\s+(?:but|please)\b)|\bfrom\s+[^,;]+?(?=\s+(?:to|until|till)\b)/gi;
/** What people say before a correction's content: "no, I meant ...", "sorry, change that to ...", "it should be ...". */
const LEAD_IN =
  /^(?:[\s,.!:;-]+|(?:no+|nope|nah|sorry|oops|whoops|wait|oh|hmm|hang on|hold on|actually|well|correction|rather|it'?s|its|wrong \w+|you got that wrong|you misheard me|that'?s wrong|that'?s not what i said|on second thoughts?|i (?:said|meant|mean|wanted|want(?: it)?)|i'?d (?:prefer|rather)|let'?s (?:say|make it|do)|(?:can|could) you|(?:make|call|rename) (?:it|that)(?: to)?|(?:change|switch|replace|edit) (?:it|that|this)(?: to| with)?|(?:it|that) (?:should|must) (?:be|say|have been)|better)(?=[\s,.!:;-]|$))+/i;
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
  const meant = withoutLeadIn(withoutTakenBack({ text: correction, entities: [] }).text);
  if (meant === "") return null;
  const [wrong] = takenBack(correction);
  if (wrong !== undefined) {
    const at = old.toLowerCase().indexOf(wrong.toLowerCase());
    if (at >= 0) return old.slice(0, at) + meant + old.slice(at + wrong.length);
  }
  return meant;
}

/** The message without what it takes back, the text blanked in place so that the entities' offsets still hold. */
export function withoutTakenBack(said: Pick<ParseData, "text" | "entities">): Pick<ParseData, "text" | "entities"> {
  const spans = [...said.text.matchAll(TAKEN_BACK)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  let text = said.text;
  for (const { start, end } of spans) text = text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
  const entities = said.entities.filter((entity) =>
    spans.every(({ start, end }) => entity.end <= start || entity.start >= end),
  );
  // A text that only takes back ("not at nine") says nothing else, so it is left as it was said.
  return entities.length > 0 || said.entities.length === 0 ? { text, entities } : said;
}

/** What was taken back, in the text's order: "Hannah" of "Anna, not Hannah". */
function takenBack(text: string): string[] {
  return [...text.matchAll(TAKEN_BACK)].map((match) =>
    match[0].replace(/^(not|instead of|rather than|from)\s+/i, "").trim(),
  );
}
