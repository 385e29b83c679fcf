/**
 * BILOU tags of a set of labels: 0 is outside; each label has Begin, Inside, Last and Unit, in that order. A label is an
 * entity, with its role and group where the data gives them.
 */
export interface TagLabel {
  entity: string;
  role?: string;
  group?: string;
}

/** Tokens [first, last] that carry one label. */
export interface LabelledSpan {
  label: number;
  first: number;
  last: number;
}

export const OUTSIDE = 0;
/** The others are these, plus four times the number of the label. */
export const BEGIN = 1;
export const INSIDE = 2;
export const LAST = 3;
export const UNIT = 4;

export function tagCount(labels: number): number {
  return 1 + 4 * labels;
}

/** What a tag belongs to: 0 for the outside, else one more than its label. */
export function thingOf(tag: number): number {
  return (tag + 3) >> 2;
}

/** Inside or Last: what began before it goes on. */
export function isInner(tag: number): boolean {
  const position = ((tag - 1) & 3) + 1;
  return tag !== OUTSIDE && (position === INSIDE || position === LAST);
}

/** Spans must not overlap. */
export function spansToTags(spans: LabelledSpan[], tokens: number): Int32Array {
  const tags = new Int32Array(tokens);
  for (const { label, first, last } of spans) {
    tags.fill(4 * label + INSIDE, first, last + 1);
    tags[first] = 4 * label + (first === last ? UNIT : BEGIN);
    if (first !== last) tags[last] = 4 * label + LAST;
  }
  return tags;
}

/** The inverse, for any sequence that BILOU allows. */
export function tagsToSpans(tags: ArrayLike<number>): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  let first = 0;
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i] ?? OUTSIDE;
    if (tag === OUTSIDE) continue;
    const position = ((tag - 1) & 3) + 1;
    if (position === BEGIN || position === UNIT) first = i;
    if (position === LAST || position === UNIT) spans.push({ label: (tag - position) >> 2, first, last: i });
  }
  return spans;
}
