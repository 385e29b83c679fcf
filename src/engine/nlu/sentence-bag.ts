import type { Featurizer, PreparedMessage } from "./featurizer";
import { HashList } from "./hash";
import type { EmbeddingBag } from "./layers";

/** Words of which is kept what their features add up to. */
const MOST_KEPT = 4096;

/**
 * Sums the embeddings of a message's features. Most features are of single words, most words come again, and what the features of one
 * add up to never changes: it is worked out once.
 */
export class SentenceBag {
  private readonly features = new HashList();
  private readonly sum: Float32Array;
  /** By word: [size]. */
  private readonly kept = new Map<string, Float32Array>();

  constructor(
    private readonly featurizer: Featurizer,
    private readonly bag: EmbeddingBag,
  ) {
    this.sum = new Float32Array(bag.size);
  }

  /** An array of its own that the next call fills again: [size]. */
  embed(prepared: PreparedMessage): Float32Array {
    const { sum, features } = this;
    sum.fill(0);
    for (const { text } of prepared.sentence) {
      const ofWord = this.ofWord(text);
      for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + (ofWord[d] as number);
    }
    features.length = 0;
    this.featurizer.messageFeatures(prepared, features);
    this.bag.add(features, 0, features.length, sum, 0);
    return sum;
  }

  private ofWord(word: string): Float32Array {
    const known = this.kept.get(word);
    if (known) return known;
    const sum = new Float32Array(this.bag.size);
    this.features.length = 0;
    this.featurizer.wordFeatures(word, this.features);
    this.bag.add(this.features, 0, this.features.length, sum, 0);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(word, sum);
    return sum;
  }
}
