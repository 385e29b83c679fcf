import type { Weights } from "../project/weights";
import { WindowFilters } from "./window-filters";
import { DenseLayer, EmbeddingBag, normalise } from "./layers";

/** What reads an intent apart from the others, in the order of a classifier's `scales`. Without vectors of tokens only the first does. */
export const EXPERTS = ["features", "mean", "windows"] as const;

/**
 * The intent network, of one form in both tiers, in plain typed arrays over int8 weights. Three experts read the message, and their
 * logits are added: one a bag of its features, one the mean of its tokens' vectors, one the strongest of each filter over three tokens
 * side by side (Kim 2014). The vectors are the static ones of the lite tier or the encoder's. `training/nlu/lite-network.ts` is the same
 * in tfjs, where it is trained; a test holds the two equal.
 */
export class LiteModel {
  /** Of the vectors that it takes beside the features; 0: none. */
  readonly vectorSize: number;
  /** Of the features: `experts` takes sums of its rows. */
  readonly bag: EmbeddingBag;
  private readonly bagLayer: DenseLayer;
  private readonly bagVector: Float32Array;
  private readonly dense: DenseExperts | null;
  private readonly logits: Float32Array[];

  constructor(weights: Weights) {
    this.bag = new EmbeddingBag(weights, "sentence");
    this.bagLayer = new DenseLayer(weights, "intent");
    this.bagVector = new Float32Array(this.bag.size);
    this.dense = weights.has("windows.kernel") ? new DenseExperts(weights) : null;
    this.vectorSize = this.dense?.vectorSize ?? 0;
    this.logits = Array.from({ length: this.dense ? 3 : 1 }, () => new Float32Array(this.bagLayer.outputs));
  }

  /**
   * Each expert's logits, one an intent, in arrays of its own that the next call fills again. `sum` is that of the embeddings of the
   * message's features ([bag.size]); `vectors` ([tokens, vectorSize]) must be given where the network takes them. `words` are given where a
   * word always has the same vector: what was made of it is kept.
   */
  experts(sum: Float32Array, vectors?: Float32Array, words?: readonly string[]): Float32Array[] {
    const [ofFeatures, ofMean, ofWindows] = this.logits as [Float32Array, Float32Array, Float32Array];
    this.bagVector.set(sum);
    normalise(this.bagVector, 0, this.bag.size);
    this.bagLayer.apply(this.bagVector, 0, ofFeatures, 0);
    if (this.dense && vectors) this.dense.apply(vectors, words, ofMean, ofWindows);
    return this.logits;
  }
}

/** The experts that read the tokens' vectors. */
class DenseExperts {
  readonly vectorSize: number;
  private readonly center: Float32Array;
  private readonly spread: Float32Array;
  private readonly meanLayer: DenseLayer;
  private readonly filters: WindowFilters;
  private readonly windowLayer: DenseLayer;
  private readonly mean: Float32Array;

  constructor(weights: Weights) {
    this.center = weights.floats("mean.center");
    this.spread = weights.floats("mean.spread");
    this.meanLayer = new DenseLayer(weights, "meanIntent");
    this.filters = new WindowFilters(weights);
    this.windowLayer = new DenseLayer(weights, "windowIntent");
    this.vectorSize = this.center.length;
    this.mean = new Float32Array(this.vectorSize);
  }

  apply(
    vectors: Float32Array,
    words: readonly string[] | undefined,
    ofMean: Float32Array,
    ofWindows: Float32Array,
  ): void {
    const size = this.vectorSize;
    meanVector(vectors, size, this.mean);
    for (let d = 0; d < size; d++)
      this.mean[d] = ((this.mean[d] as number) - (this.center[d] as number)) * (this.spread[d] as number);
    this.meanLayer.apply(this.mean, 0, ofMean, 0);
    this.windowLayer.apply(this.filters.strongest(vectors, words), 0, ofWindows, 0);
  }
}

/** The sum of some vectors, brought to a root mean square of 1: what their lengths say of their weight stays. */
export function meanVector(vectors: Float32Array, size: number, output: Float32Array): void {
  output.fill(0);
  for (let at = 0; at < vectors.length; at += size)
    for (let d = 0; d < size; d++) output[d] = (output[d] as number) + (vectors[at + d] as number);
  normalise(output, 0, size);
}
