import { hashCode, hashKind, hashText } from "./hash";
import { HashIndex } from "./hash-index";
import type { Token } from "./tokenizer";

const SEQUENCE = hashKind("known");
const FEATURE = hashKind("known-as");
const SPACE = 32;

/** Longer entities aren't looked for, in words. */
const LONGEST = 6;

/** Where a text stands that is known as an entity: UTF-16 offsets, end exclusive, and the feature that says so. */
export interface KnownSpan {
  hash: number;
  start: number;
  end: number;
}

/** Whether a sequence of words (label: undefined), or one as an entity of a label, is known. */
export type IsKnown = (hash: number) => boolean;

/** The hash of normalised words [from, to), in the beginning of which `hash` stands for. */
export function knownSequence(words: readonly string[], from: number, to: number): number {
  let hash = SEQUENCE;
  for (let i = from; i < to; i++) hash = hashText(hashCode(hash, SPACE), words[i] ?? "");
  return hash;
}

export function knownAs(sequence: number, label: number): number {
  return hashCode(sequence, -1 - label);
}

/** Every stretch of words that is known as an entity, once for each of its labels. */
export function findKnown(
  words: readonly string[],
  tokens: readonly Token[],
  labels: number,
  isKnown: IsKnown,
): KnownSpan[] {
  const spans: KnownSpan[] = [];
  for (let first = 0; first < words.length; first++) {
    let sequence = SEQUENCE;
    for (let last = first; last < Math.min(words.length, first + LONGEST); last++) {
      sequence = hashText(hashCode(sequence, SPACE), words[last] ?? "");
      if (!isKnown(sequence)) continue;
      const start = tokens[first]?.start ?? 0;
      const end = tokens[last]?.end ?? start;
      for (let label = 0; label < labels; label++)
        if (isKnown(knownAs(sequence, label))) spans.push({ hash: hashCode(FEATURE, label), start, end });
    }
  }
  return spans;
}

/** The texts that the training data annotates: hashes of their words, alone and as each of their labels. */
export class KnownEntities {
  private readonly index: HashIndex;

  constructor(
    hashes: Int32Array,
    private readonly labels: number,
  ) {
    this.index = new HashIndex(hashes);
  }

  find(words: readonly string[], tokens: readonly Token[]): KnownSpan[] {
    return findKnown(words, tokens, this.labels, (hash) => this.index.row(hash) >= 0);
  }
}
