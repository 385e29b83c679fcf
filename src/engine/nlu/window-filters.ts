import type { Weights } from "../project/weights";
import { addProduct, normalise } from "./layers";
import { MAX_TOKENS } from "./tokenizer";

/** Words of which is kept what the filters make of them. */
const MOST_KEPT = 4096;

/**
 * Filters over three tokens side by side. Each token's part in the windows that it is the right, the middle or the left one of is worked
 * out once, and for a word that comes again not even that.
 */
export class WindowFilters {
  private readonly count: number;
  private readonly size: number;
  /** [3 * count, size]: the filters' left columns, then the middle ones, then the right ones. */
  private readonly kernel: Float32Array;
  private readonly bias: Float32Array;
  /** By word: [3 * count]. */
  private readonly kept = new Map<string, Float32Array>();
  private readonly vector: Float32Array;
  /** [tokens + 2, 3 * count]: zeros stand before the first token and after the last. */
  private readonly parts: Float32Array;
  private readonly maxima: Float32Array;

  constructor(weights: Weights) {
    const [count, columns] = weights.quantised("windows.kernel").shape;
    const kernel = weights.dequantise("windows.kernel");
    this.count = count;
    this.size = columns / 3;
    this.kernel = new Float32Array(kernel.length);
    for (let filter = 0; filter < count; filter++) {
      for (let place = 0; place < 3; place++) {
        const from = filter * columns + place * this.size;
        this.kernel.set(kernel.subarray(from, from + this.size), (place * count + filter) * this.size);
      }
    }
    this.bias = weights.floats("windows.bias");
    this.vector = new Float32Array(this.size);
    this.parts = new Float32Array((MAX_TOKENS + 2) * 3 * count);
    this.maxima = new Float32Array(count);
  }

  /** How strongly each filter answers where in the message it answers most; brought to a root mean square of 1. */
  strongest(vectors: Float32Array, words?: readonly string[]): Float32Array {
    const { count, parts, maxima } = this;
    const width = 3 * count;
    const tokens = vectors.length / this.size;
    parts.fill(0, 0, (tokens + 2) * width);
    for (let t = 0; t < tokens; t++) this.place(vectors, t, words?.[t]);
    maxima.fill(0);
    for (let t = 1; t <= tokens; t++) {
      const left = (t - 1) * width;
      const middle = t * width + count;
      const right = (t + 1) * width + 2 * count;
      for (let f = 0; f < count; f++) {
        const beside = (parts[left + f] as number) + (parts[right + f] as number);
        const answer = beside + (parts[middle + f] as number) + (this.bias[f] as number);
        if (answer > (maxima[f] as number)) maxima[f] = answer;
      }
    }
    normalise(maxima, 0, count);
    return maxima;
  }

  /** Sets a token's parts. */
  private place(vectors: Float32Array, token: number, word: string | undefined): void {
    const width = 3 * this.count;
    const at = (token + 1) * width;
    const known = word === undefined ? undefined : this.kept.get(word);
    if (known) return this.parts.set(known, at);
    this.vector.set(vectors.subarray(token * this.size, (token + 1) * this.size));
    normalise(this.vector, 0, this.size);
    addProduct(this.kernel, width, this.size, this.vector, 0, this.parts, at);
    if (word === undefined) return;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(word, this.parts.slice(at, at + width));
  }
}
