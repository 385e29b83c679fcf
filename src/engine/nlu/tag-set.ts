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
const BEGIN = 1;
const INSIDE = 2;
const LAST = 3;
const UNIT = 4;

export function tagCount(labels: number): number {
  return 1 + 4 * labels;
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

/** The inverse, for any sequence that `Transitions` allows. */
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

/** Which tag may follow which: most pairs can't, so the sums over all sequences are short. */
export class AllowedTransitions {
  /** Tags that may start a message or follow the end of an entity: outside, Begin, Unit. */
  readonly openers: Int32Array;
  /** Tags that may end a message or stand before a new entity: outside, Last, Unit. */
  readonly closers: Int32Array;
  /** For each tag, those that may stand before it. */
  readonly before: Int32Array[];
  /** For each tag, those that may follow it. */
  readonly after: Int32Array[];

  constructor(labels: number) {
    const openers = [OUTSIDE];
    const closers = [OUTSIDE];
    for (let label = 0; label < labels; label++) {
      openers.push(4 * label + BEGIN, 4 * label + UNIT);
      closers.push(4 * label + LAST, 4 * label + UNIT);
    }
    this.openers = Int32Array.from(openers);
    this.closers = Int32Array.from(closers);
    this.before = [this.closers];
    this.after = [this.openers];
    for (let label = 0; label < labels; label++) {
      const inner = Int32Array.of(4 * label + BEGIN, 4 * label + INSIDE);
      const following = Int32Array.of(4 * label + INSIDE, 4 * label + LAST);
      this.before.push(this.closers, inner, inner, this.closers);
      this.after.push(following, following, this.openers, this.openers);
    }
  }
}
