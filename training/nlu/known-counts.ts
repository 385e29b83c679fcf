import { findKnown, knownAs, knownSequence, type KnownSpan } from "../../src/engine/nlu/known-entities";
import type { LabelledSpan } from "../../src/engine/nlu/tag-set";
import type { Token } from "../../src/engine/nlu/tokenizer";

/**
 * How often the training data annotates a text, alone and as each label. An example's own annotations don't count for itself: the
 * tagger would learn to look its entities up, and find none of those that users name.
 */
export class KnownCounts {
  private readonly counts = new Map<number, number>();

  constructor(private readonly labels: number) {}

  add(words: readonly string[], spans: readonly LabelledSpan[]): void {
    count(this.counts, words, spans);
  }

  /** What is known of an example from the others. */
  find(words: readonly string[], tokens: readonly Token[], own: readonly LabelledSpan[]): KnownSpan[] {
    const owned = new Map<number, number>();
    count(owned, words, own);
    return findKnown(words, tokens, this.labels, (hash) => (this.counts.get(hash) ?? 0) > (owned.get(hash) ?? 0));
  }

  /** What `KnownEntities` is made of, in ascending order. */
  hashes(): Int32Array {
    return Int32Array.from(this.counts.keys()).sort();
  }
}

function count(counts: Map<number, number>, words: readonly string[], spans: readonly LabelledSpan[]): void {
  for (const { label, first, last } of spans) {
    const sequence = knownSequence(words, first, last + 1);
    for (const hash of [sequence, knownAs(sequence, label)]) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
}
