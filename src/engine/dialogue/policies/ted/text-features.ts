import { Featurizer } from "../../../nlu/featurizer";
import { HashList } from "../../../nlu/hash";
import { HashIndex } from "../../../nlu/hash-index";
import { readablePart, tokenize } from "../../../nlu/tokenizer";

/** Words, pairs of them, and their parts, as the classifiers have them by default. */
const FEATURIZER = new Featurizer({ words: 2, characters: { min: 2, max: 4 }, lexical: false, patterns: null });

/** The features of what a user said, each once: what end-to-end stories are learnt by. */
export function textFeatures(text: string): Set<number> {
  const readable = readablePart(text);
  const features = new HashList();
  const message = { text: readable, tokens: tokenize(readable), entities: [], ranking: [] };
  FEATURIZER.sentenceFeatures(FEATURIZER.prepare(message), features);
  return new Set(features.values.subarray(0, features.length));
}

/** A text as one number for each feature that training knew, of length 1 together. */
export class TextFeaturizer {
  private readonly index: HashIndex;

  constructor(hashes: Int32Array) {
    this.index = new HashIndex(hashes);
  }

  /** Share of the text's features that training knew, 0 to 1. */
  familiarity(text: string): number {
    const features = [...textFeatures(text)];
    const known = features.filter((feature) => this.index.row(feature) >= 0);
    return known.length / Math.max(1, features.length);
  }

  write(text: string, output: Float32Array, at: number): void {
    if (text === "") return;
    const features = textFeatures(text);
    // Of all features, known or not: an unfamiliar text is a faint one.
    const weight = 1 / Math.sqrt(features.size);
    for (const feature of features) {
      const place = this.index.row(feature);
      if (place >= 0) output[at + place] = weight;
    }
  }
}
