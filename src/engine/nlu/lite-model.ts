import type { QuantisedTensor, Weights } from "../project/weights";
import type { HashList } from "./hash";
import { HashIndex } from "./hash-index";
import { MAX_TOKENS } from "./tokenizer";

/** Keeps the norm of an empty bag finite. */
export const NORM_EPSILON = 1e-6;
/** Each is a convolution over a token and its two neighbours, added to what came in. */
export const CONVOLUTIONS = ["convolution1", "convolution2"] as const;

/**
 * The lite tier's network, in plain typed arrays over int8 weights. The intent is read from a bag of the sentence's features;
 * the entities from a bag of each token's features, joined with the sentence's and with their neighbours' by convolutions.
 * `training/nlu/lite-network.ts` is the same in tfjs, where it is trained; a test holds the two equal.
 *
 * The arrays that it returns are its own, and filled again at the next call.
 */
export class LiteModel {
  private readonly sentenceBag: EmbeddingBag;
  private readonly intentLayer: DenseLayer | null;
  private readonly tagger: Tagger | null;
  private readonly sentence: Float32Array;
  private readonly logits: Float32Array;

  constructor(weights: Weights) {
    this.sentenceBag = new EmbeddingBag(weights, "sentence");
    this.sentence = new Float32Array(this.sentenceBag.size);
    this.intentLayer = weights.has("intent.kernel") ? new DenseLayer(weights, "intent") : null;
    this.logits = new Float32Array(this.intentLayer?.outputs ?? 0);
    this.tagger = weights.has("token.rows") ? new Tagger(weights) : null;
  }

  /** One logit an intent. */
  intents(features: HashList): Float32Array {
    this.sentenceBag.embed(features, 0, features.length, this.sentence, 0);
    this.intentLayer?.apply(this.sentence, 0, this.logits, 0);
    return this.logits;
  }

  /** [tokens, tags], for the message last given to `intents`; `ends[i]` is where the features of token i end. */
  emissions(features: HashList, ends: number[]): Float32Array {
    return this.tagger?.emissions(this.sentence, features, ends) ?? new Float32Array(0);
  }
}

class Tagger {
  private readonly bag: EmbeddingBag;
  private readonly sentenceLayer: DenseLayer;
  private readonly convolutions: DenseLayer[];
  private readonly emissionLayer: DenseLayer;
  /** [tokens + 2, size]: a row of zeros stands before the first token and after the last. */
  private states: Float32Array;
  private nextStates: Float32Array;
  private readonly shared: Float32Array;
  private readonly scores: Float32Array;

  constructor(weights: Weights) {
    this.bag = new EmbeddingBag(weights, "token");
    this.sentenceLayer = new DenseLayer(weights, "sentenceToToken");
    this.convolutions = CONVOLUTIONS.map((name) => new DenseLayer(weights, name));
    this.emissionLayer = new DenseLayer(weights, "emission");
    this.states = new Float32Array((MAX_TOKENS + 2) * this.bag.size);
    this.nextStates = new Float32Array((MAX_TOKENS + 2) * this.bag.size);
    this.shared = new Float32Array(this.bag.size);
    this.scores = new Float32Array(MAX_TOKENS * this.emissionLayer.outputs);
  }

  emissions(sentence: Float32Array, features: HashList, ends: number[]): Float32Array {
    const size = this.bag.size;
    const tokens = ends.length;
    this.sentenceLayer.apply(sentence, 0, this.shared, 0);
    for (let t = 0; t < tokens; t++) {
      const at = (t + 1) * size;
      this.bag.embed(features, ends[t - 1] ?? 0, ends[t] as number, this.states, at);
      for (let d = 0; d < size; d++) this.states[at + d] = (this.states[at + d] as number) + (this.shared[d] as number);
    }
    for (const convolution of this.convolutions) {
      this.states.fill(0, (tokens + 1) * size, (tokens + 2) * size);
      for (let t = 0; t < tokens; t++) {
        // The three neighbours stand side by side, so the window is one input.
        const at = (t + 1) * size;
        convolution.apply(this.states, t * size, this.nextStates, at);
        for (let d = 0; d < size; d++) {
          this.nextStates[at + d] = Math.max(0, this.nextStates[at + d] as number) + (this.states[at + d] as number);
        }
      }
      [this.states, this.nextStates] = [this.nextStates, this.states];
    }
    const tags = this.emissionLayer.outputs;
    for (let t = 0; t < tokens; t++) this.emissionLayer.apply(this.states, (t + 1) * size, this.scores, t * tags);
    return this.scores;
  }
}

/** Sums the rows of the features that training knew, and brings the sum to a root mean square of 1. */
class EmbeddingBag {
  readonly size: number;
  private readonly index: HashIndex;
  private readonly rows: QuantisedTensor;

  constructor(weights: Weights, name: string) {
    this.index = new HashIndex(weights.integers(`${name}.hashes`));
    this.rows = weights.quantised(`${name}.rows`);
    this.size = this.rows.shape[1];
  }

  embed(features: HashList, from: number, to: number, output: Float32Array, at: number): void {
    const { values, scales } = this.rows;
    const size = this.size;
    output.fill(0, at, at + size);
    for (let i = from; i < to; i++) {
      const row = this.index.row(features.values[i] as number);
      if (row < 0) continue;
      const scale = scales[row] as number;
      const start = row * size;
      for (let d = 0; d < size; d++)
        output[at + d] = (output[at + d] as number) + scale * (values[start + d] as number);
    }
    let squares = 0;
    for (let d = 0; d < size; d++) squares += (output[at + d] as number) ** 2;
    const factor = 1 / Math.sqrt(squares / size + NORM_EPSILON);
    for (let d = 0; d < size; d++) output[at + d] = (output[at + d] as number) * factor;
  }
}

/** output = kernel · input + bias, with the kernel as [outputs, inputs]. */
class DenseLayer {
  readonly outputs: number;
  private readonly inputs: number;
  private readonly kernel: Float32Array;
  private readonly bias: Float32Array;

  constructor(weights: Weights, name: string) {
    const kernel = weights.quantised(`${name}.kernel`);
    [this.outputs, this.inputs] = kernel.shape;
    this.kernel = weights.dequantise(`${name}.kernel`);
    this.bias = weights.floats(`${name}.bias`);
  }

  apply(input: Float32Array, from: number, output: Float32Array, to: number): void {
    for (let o = 0; o < this.outputs; o++) {
      let sum = this.bias[o] as number;
      const row = o * this.inputs;
      for (let i = 0; i < this.inputs; i++) sum += (this.kernel[row + i] as number) * (input[from + i] as number);
      output[to + o] = sum;
    }
  }
}
