import * as tf from "@tensorflow/tfjs-core";
import { partsOf, TEXT_HASHES, type DialogueShape } from "../../../src/engine/dialogue/policies/ted/dialogue-network";
import { StateFeaturizer, type StatePart } from "../../../src/engine/dialogue/policies/ted/state-features";
import { textFeatures } from "../../../src/engine/dialogue/policies/ted/text-features";
import type { Random } from "../../../src/engine/environment";
import type { Domain } from "../../../src/engine/project/domain";
import type { Weights } from "../../../src/engine/project/weights";
import type { DenseTensors } from "../../nlu/network-layers";
import { NetworkTrainer, type EpochCallback } from "../../nlu/network-trainer";
import type { Parameters } from "../../nlu/parameters";
import { storeParameters, type StoredTensor } from "../../nlu/quantise";
import { balancedOrder } from "../../nlu/sampling";
import type { DialogueExample } from "./examples";
import { takeOver } from "../../nlu/warm-start";
import { networkParameters, similarities, type DialogueBatch, type Dropout } from "./network";
import type { NetworkOptions } from "./options";

/** Training ends before `epochs` once the mean loss over one is so small: the stories are learnt by heart, and more would only take time. */
const LEARNT = 0.02;

/** Far below any score: what is not there gets no attention. */
const NOTHING = -1e9;

/** An example in numbers. */
interface Encoded {
  /** Of each part [states, size], the newest state first. */
  parts: Float32Array[];
  length: number;
  labels: number[];
}

/** Trains a dialogue network. The same examples, options and random numbers give the same parameters, bit for bit. */
export class DialogueTrainer {
  readonly shape: DialogueShape;
  readonly parameters: Parameters;
  private readonly textHashes: Int32Array;
  private readonly parts: [StatePart, size: number][];
  private readonly encoded: Encoded[];
  private readonly trainer: NetworkTrainer;

  constructor(
    examples: readonly DialogueExample[],
    private readonly labels: readonly string[],
    domain: Domain,
    private readonly options: NetworkOptions,
    private readonly random: Random,
  ) {
    this.textHashes = hashesOf(examples);
    const featurizer = new StateFeaturizer(domain, this.textHashes);
    this.parts = partsOf(featurizer).map((part) => [part, featurizer.sizes[part]]);
    this.shape = {
      encoding: options.encoding_dimension,
      units: options.transformer_size,
      layers: options.number_of_transformer_layers,
      heads: options.number_of_attention_heads,
    };
    this.encoded = examples.map((example) => this.encode(featurizer, example));
    this.parameters = networkParameters(this.shape, this.parts, options.embedding_dimension, labels.length, random);
    this.trainer = new NetworkTrainer(this.parameters, []);
  }

  /** Goes on from an earlier training of the same labels and states. */
  takeOver(weights: Weights): void {
    const isSameText = String(weights.integers(TEXT_HASHES)) === String(this.textHashes);
    const taken = new Map([...this.parameters].filter(([name]) => isSameText || !name.startsWith("text.")));
    takeOver(taken, weights);
  }

  train(onEpoch: EpochCallback): void {
    const { epochs, batch_size, learning_rate } = this.options;
    const [smallest, largest] = batch_size;
    const labels = this.encoded.map((example) => example.labels[0] as number);
    for (let epoch = 0; epoch < epochs; epoch++) {
      const size = Math.round(smallest + ((largest - smallest) * epoch) / Math.max(1, epochs - 1));
      const order = balancedOrder(labels, this.random);
      let loss = 0;
      for (let at = 0; at < order.length; at += size) {
        const batch = order.slice(at, at + size).map((index) => this.encoded[index] as Encoded);
        loss += this.step(batch, learning_rate) * batch.length;
      }
      const mean = loss / Math.max(1, order.length);
      if (mean < LEARNT) return onEpoch(epochs, epochs, mean);
      onEpoch(epoch + 1, epochs, mean);
    }
  }

  /** As a bundle holds them. */
  stored(): StoredTensor[] {
    return [...storeParameters(this.parameters), { name: TEXT_HASHES, kind: "integers", values: this.textHashes }];
  }

  /** Of several labels each is as right as the others: the loss is what is left to learn beyond that. */
  private step(batch: Encoded[], rate: number): number {
    const count = this.labels.length;
    const targets = new Float32Array(batch.length * count);
    let entropy = 0;
    batch.forEach(({ labels }, row) => {
      for (const label of labels) targets[row * count + label] = 1 / labels.length;
      entropy += Math.log(labels.length);
    });
    const loss = (parameters: DenseTensors): tf.Scalar => {
      const logits = similarities(this.toTensors(batch), this.shape, parameters, this.dropout);
      const wanted = tf.tensor2d(targets, [batch.length, count]);
      return tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), wanted)), -1 / batch.length);
    };
    return this.trainer.step([], rate, (_, parameters) => loss(parameters)) - entropy / batch.length;
  }

  private readonly dropout: Dropout = ([rows, columns]) => {
    const rate = this.options.drop_rate_dialogue;
    if (rate <= 0) return null;
    // What is kept is made larger, so that the sums stay the same.
    const kept = 1 / (1 - rate);
    const mask = Float32Array.from({ length: rows * columns }, () => (this.random() < rate ? 0 : kept));
    return tf.tensor2d(mask, [rows, columns]);
  };

  private encode(featurizer: StateFeaturizer, { states, labels }: DialogueExample): Encoded {
    const parts = this.parts.map(([part, size]) => {
      const values = new Float32Array(states.length * size);
      states.forEach((state, i) => featurizer.write(part, state, values, (states.length - 1 - i) * size));
      return values;
    });
    return { parts, length: states.length, labels: labels.map((label) => this.labels.indexOf(label)) };
  }

  private toTensors(batch: Encoded[]): DialogueBatch {
    const dialogues = batch.length;
    const length = Math.max(...batch.map((example) => example.length));
    const { heads } = this.shape;
    const parts = this.parts.map(([part, size], index): [StatePart, tf.Tensor2D] => {
      const values = new Float32Array(dialogues * length * size);
      batch.forEach((example, row) => values.set(example.parts[index] as Float32Array, row * length * size));
      return [part, tf.tensor2d(values, [dialogues * length, size])];
    });
    const mask = new Float32Array(dialogues * heads * length);
    batch.forEach((example, row) => {
      for (let head = 0; head < heads; head++) {
        const start = (row * heads + head) * length;
        mask.fill(NOTHING, start + example.length, start + length);
      }
    });
    return { dialogues, length, parts, mask: tf.tensor3d(mask, [dialogues * heads, 1, length]) };
  }
}

/** The features of all texts in the examples, ascending. */
function hashesOf(examples: readonly DialogueExample[]): Int32Array {
  const texts = new Set(examples.flatMap(({ states }) => states.flatMap(({ user }) => user?.text ?? [])));
  return Int32Array.from(new Set([...texts].flatMap((text) => [...textFeatures(text)]))).sort();
}
