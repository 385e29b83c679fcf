import { DenseLayer, normalise } from "../../../nlu/layers";
import type { Domain } from "../../../project/domain";
import type { Weights } from "../../../project/weights";
import type { DialogueState } from "../../states";
import { softmax } from "./softmax";
import { STATE_PARTS, StateFeaturizer, type StatePart } from "./state-features";

/** The shape of a dialogue network. */
export interface DialogueShape {
  /** Numbers that each part of a state becomes (Rasa's `encoding_dimension`). */
  encoding: number;
  /** Width of the transformer (`transformer_size`). */
  units: number;
  layers: number;
  heads: number;
}

/** Rasa's feed-forward layers are four times as wide as the transformer. */
export const FEED_FORWARD = 4;

/** The name of the features of texts among a network's weights. */
export const TEXT_HASHES = "text.hashes";

/** Sinusoidal position encodings (Vaswani et al. 2017), [length, units]; the newest state is at position 0. */
export function positions(length: number, units: number): Float32Array {
  const values = new Float32Array(length * units);
  for (let t = 0; t < length; t++)
    for (let i = 0; i < units; i++) {
      const angle = t / 10_000 ** ((2 * Math.floor(i / 2)) / units);
      values[t * units + i] = i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  return values;
}

/** The parts of a state that hold anything, in their order. */
export function partsOf(featurizer: StateFeaturizer): StatePart[] {
  return STATE_PARTS.filter((part) => featurizer.sizes[part] > 0);
}

/**
 * The dialogue transformer of TED (Vlasov, Mosig and Nichol 2019, "Dialogue Transformers"), in typed arrays: the same network as
 * `training/dialogue/ted/network.ts`, which is the reference.
 */
export class DialogueNetwork {
  private readonly featurizer: StateFeaturizer;
  private readonly parts: { part: StatePart; layer: DenseLayer }[];
  private readonly input: DenseLayer;
  private readonly layers: TransformerLayer[];
  private readonly dialogue: DenseLayer;
  private readonly labels: DenseLayer;

  constructor(
    weights: Weights,
    private readonly shape: DialogueShape,
    domain: Domain,
  ) {
    this.featurizer = new StateFeaturizer(domain, weights.integers(TEXT_HASHES));
    this.parts = partsOf(this.featurizer).map((part) => ({ part, layer: new DenseLayer(weights, part) }));
    this.input = new DenseLayer(weights, "input");
    this.layers = Array.from({ length: shape.layers }, (_, i) => new TransformerLayer(weights, `${i}.`, shape));
    this.dialogue = new DenseLayer(weights, "dialogue");
    this.labels = new DenseLayer(weights, "labels");
  }

  /** How much of a text is known from stories, 0 to 1: nothing where none has texts. */
  familiarity(text: string): number {
    return this.featurizer.text.familiarity(text);
  }

  /** How well each label fits after these states (oldest first, at least one). */
  similarities(states: readonly DialogueState[]): Float32Array {
    const { units } = this.shape;
    const length = states.length;
    const vectors = new Float32Array(length * units);
    states.forEach((state, i) => this.encode(state, vectors, (length - 1 - i) * units));
    const places = positions(length, units);
    places.forEach((value, i) => (vectors[i] = (vectors[i] as number) + value));
    this.layers.forEach((layer, i) => layer.apply(vectors, length, i === this.layers.length - 1 ? 1 : length));
    normalise(vectors, 0, units);
    const embedding = new Float32Array(this.dialogue.outputs);
    this.dialogue.apply(vectors, 0, embedding, 0);
    const similarities = new Float32Array(this.labels.outputs);
    this.labels.apply(embedding, 0, similarities, 0);
    return similarities;
  }

  private encode(state: DialogueState, output: Float32Array, at: number): void {
    const { encoding } = this.shape;
    const encoded = new Float32Array(this.parts.length * encoding);
    this.parts.forEach(({ part, layer }, i) => {
      const features = new Float32Array(this.featurizer.sizes[part]);
      this.featurizer.write(part, state, features, 0);
      layer.apply(features, 0, encoded, i * encoding);
    });
    rectify(encoded);
    this.input.apply(encoded, 0, output, at);
  }
}

/** Attention and a feed-forward layer, each after a normalisation and added to what came in. */
class TransformerLayer {
  private readonly query: DenseLayer;
  private readonly key: DenseLayer;
  private readonly value: DenseLayer;
  private readonly output: DenseLayer;
  private readonly hidden: DenseLayer;
  private readonly back: DenseLayer;

  constructor(
    weights: Weights,
    prefix: string,
    private readonly shape: DialogueShape,
  ) {
    const layer = (name: string): DenseLayer => new DenseLayer(weights, prefix + name);
    this.query = layer("query");
    this.key = layer("key");
    this.value = layer("value");
    this.output = layer("output");
    this.hidden = layer("hidden");
    this.back = layer("back");
  }

  /** Changes the first `wanted` of `length` vectors; the others are only read. */
  apply(vectors: Float32Array, length: number, wanted: number): void {
    const { units } = this.shape;
    const normal = vectors.slice();
    for (let t = 0; t < length; t++) normalise(normal, t * units, units);
    const keys = each(this.key, normal, length);
    const values = each(this.value, normal, length);
    const queries = each(this.query, normal, wanted);
    const attended = new Float32Array(wanted * units);
    for (let t = 0; t < wanted; t++) this.attend(queries, keys, values, t, length, attended);
    for (let t = 0; t < wanted; t++) this.output.add(attended, t * units, vectors, t * units);
    const hidden = new Float32Array(this.hidden.outputs);
    const again = new Float32Array(units);
    for (let t = 0; t < wanted; t++) {
      again.set(vectors.subarray(t * units, (t + 1) * units));
      normalise(again, 0, units);
      this.hidden.apply(again, 0, hidden, 0);
      rectify(hidden);
      this.back.add(hidden, 0, vectors, t * units);
    }
  }

  private attend(
    queries: Float32Array,
    keys: Float32Array,
    values: Float32Array,
    t: number,
    length: number,
    output: Float32Array,
  ): void {
    const { units, heads } = this.shape;
    const size = units / heads;
    for (let head = 0; head < heads; head++) {
      const from = t * units + head * size;
      const weights = Array.from({ length }, (_, other) => {
        let product = 0;
        for (let d = 0; d < size; d++)
          product += (queries[from + d] as number) * (keys[other * units + head * size + d] as number);
        return product / Math.sqrt(size);
      });
      softmax(weights).forEach((weight, other) => {
        for (let d = 0; d < size; d++)
          output[from + d] =
            (output[from + d] as number) + weight * (values[other * units + head * size + d] as number);
      });
    }
  }
}

function each(layer: DenseLayer, vectors: Float32Array, count: number): Float32Array {
  const output = new Float32Array(count * layer.outputs);
  for (let t = 0; t < count; t++) layer.apply(vectors, t * layer.inputs, output, t * layer.outputs);
  return output;
}

function rectify(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) if ((values[i] as number) < 0) values[i] = 0;
}
