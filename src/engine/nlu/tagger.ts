import type { Weights } from "../project/weights";
import type { HashList } from "./hash";
import { DenseLayer, EmbeddingBag, normalise } from "./layers";
import { MAX_TOKENS } from "./tokenizer";

/** Each is a convolution over a token and its two neighbours, added to what came in. */
export const CONVOLUTIONS = ["convolution1", "convolution2", "convolution3"] as const;

/**
 * The network that scores the tags of each token: a bag of the token's features, and a vector from elsewhere where it was trained
 * with one, joined with the mean of all of the message's, with its intent, and with its neighbours' by convolutions. In plain typed arrays over int8 weights; `training/nlu/tagger-network.ts` is the same in
 * tfjs, where it is trained, and a test holds the two equal.
 */
export class Tagger {
  /** Of the vectors that it takes beside the features; 0: none. */
  readonly vectorSize: number;
  private readonly bag: EmbeddingBag;
  private readonly vectorLayer: DenseLayer | null;
  private readonly contextLayer: DenseLayer;
  private readonly convolutions: DenseLayer[];
  private readonly emissionLayer: DenseLayer;
  /** [tokens + 2, size]: a row of zeros stands before the first token and after the last. */
  private states: Float32Array;
  private nextStates: Float32Array;
  private readonly vector: Float32Array;
  /** The mean of the tokens' states, and behind it the probability of each intent. */
  private readonly whole: Float32Array;
  private readonly context: Float32Array;
  private readonly scores: Float32Array;

  constructor(weights: Weights) {
    this.bag = new EmbeddingBag(weights, "token");
    this.vectorLayer = weights.has("tokenVector.kernel") ? new DenseLayer(weights, "tokenVector") : null;
    this.vectorSize = this.vectorLayer?.inputs ?? 0;
    this.contextLayer = new DenseLayer(weights, "context");
    this.convolutions = CONVOLUTIONS.map((name) => new DenseLayer(weights, name));
    this.emissionLayer = new DenseLayer(weights, "emission");
    this.states = new Float32Array((MAX_TOKENS + 2) * this.bag.size);
    this.nextStates = new Float32Array((MAX_TOKENS + 2) * this.bag.size);
    this.vector = new Float32Array(this.vectorSize);
    this.whole = new Float32Array(this.contextLayer.inputs);
    this.context = new Float32Array(this.bag.size);
    this.scores = new Float32Array(MAX_TOKENS * this.emissionLayer.outputs);
  }

  /**
   * [tokens, tags], an array of its own that the next call fills again; `ends[i]` is where the features of token i end. `vectors`
   * ([tokens, vectorSize]) must be given where the network takes them. `intents` are the probabilities of the intents, none where none
   * were learnt: what a message wants says much of what its words are.
   */
  emissions(features: HashList, ends: number[], intents: ArrayLike<number>, vectors?: Float32Array): Float32Array {
    const size = this.bag.size;
    const tokens = ends.length;
    this.whole.fill(0);
    this.whole.set(intents, size);
    for (let t = 0; t < tokens; t++) {
      const at = (t + 1) * size;
      this.bag.embed(features, ends[t - 1] ?? 0, ends[t] as number, this.states, at);
      if (vectors && this.vectorLayer) {
        this.vector.set(vectors.subarray(t * this.vectorSize, (t + 1) * this.vectorSize));
        normalise(this.vector, 0, this.vectorSize);
        this.vectorLayer.add(this.vector, 0, this.states, at);
      }
      for (let d = 0; d < size; d++)
        this.whole[d] = (this.whole[d] as number) + (this.states[at + d] as number) / tokens;
    }
    this.contextLayer.apply(this.whole, 0, this.context, 0);
    for (let t = 0; t < tokens; t++) {
      const at = (t + 1) * size;
      for (let d = 0; d < size; d++)
        this.states[at + d] = (this.states[at + d] as number) + (this.context[d] as number);
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
