import type { QuantisedTensor } from "../project/weights";
import type { WordPieceTokenizer } from "./wordpiece";

/** Words whose vectors are kept, so that the usual ones are put together once. */
const MOST_KEPT = 4096;

/**
 * Static vectors of words, distilled from a sentence encoder by Model2Vec's recipe: a word's is the mean of its pieces'. They know
 * words that no example holds.
 */
export class WordVectors {
  readonly size: number;
  private readonly kept = new Map<string, Float32Array>();

  /** @param pieces One row for each piece of the tokenizer's vocabulary, in its order. */
  constructor(
    private readonly tokenizer: WordPieceTokenizer,
    private readonly pieces: QuantisedTensor,
  ) {
    this.size = pieces.shape[1];
  }

  /** [words, size], row by row; zeros for a word without pieces. */
  of(words: readonly string[]): Float32Array {
    const vectors = new Float32Array(words.length * this.size);
    words.forEach((word, index) => vectors.set(this.vector(word), index * this.size));
    return vectors;
  }

  private vector(word: string): Float32Array {
    const known = this.kept.get(word);
    if (known) return known;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const vector = this.read(word);
    this.kept.set(word, vector);
    return vector;
  }

  private read(word: string): Float32Array {
    const { values, scales } = this.pieces;
    const { ids } = this.tokenizer.split(word);
    const vector = new Float32Array(this.size);
    for (const id of ids) {
      const scale = (scales[id] as number) / ids.length;
      const row = id * this.size;
      for (let d = 0; d < this.size; d++) vector[d] = (vector[d] as number) + scale * (values[row + d] as number);
    }
    return vector;
  }
}
