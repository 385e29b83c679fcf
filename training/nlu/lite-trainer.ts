import * as tf from "@tensorflow/tfjs-core";
import { seededRandom, type Random } from "../../src/engine/environment";
import { DenseBatches } from "./dense-batches";
import { expertLogits, type DenseInput } from "./lite-network";
import { createParameters, SENTENCE_TABLE, type LiteShape } from "./lite-parameters";
import type { DenseTensors } from "./network-layers";
import { NetworkTrainer, runEpochs, type EpochCallback, type Schedule } from "./network-trainer";
import type { Parameters } from "./parameters";
import { balancedOrder } from "./sampling";

/** A sentence as the network reads it: rows of the table of embeddings. */
export interface EncodedSentence {
  intent: number;
  sentence: Int32Array;
  /** [tokens, vectorSize]; null where the network takes none. */
  vectors: Float32Array | null;
}

export interface LiteSettings extends Schedule {
  /** Share of a bag's features left out of each step, so that no single one is relied on. */
  featureDropout: number;
  labelSmoothing: number;
}

/** Trains the intent network. The same examples, settings and seed give the same parameters, bit for bit. */
export class LiteTrainer {
  readonly parameters: Parameters;
  private readonly random: Random;
  private readonly trainer: NetworkTrainer;
  private dense: DenseBatches | null = null;

  constructor(
    private readonly shape: LiteShape,
    private readonly settings: LiteSettings,
    seed: number,
  ) {
    this.random = seededRandom(seed);
    this.parameters = createParameters(shape, this.random);
    this.trainer = new NetworkTrainer(this.parameters, [SENTENCE_TABLE]);
  }

  train(examples: EncodedSentence[], onEpoch: EpochCallback): void {
    if (this.shape.vectorSize > 0) {
      this.dense = new DenseBatches(examples, this.shape.vectorSize, this.random);
      this.parameters.set("mean.center", this.dense.center);
      this.parameters.set("mean.spread", this.dense.spread);
    }
    const intents = examples.map(({ intent }) => intent);
    runEpochs(
      examples,
      this.settings,
      () => balancedOrder(intents, this.random),
      (batch, rate) => this.step(batch, rate),
      onEpoch,
    );
  }

  private step(batch: EncodedSentence[], rate: number): number {
    const bags = this.trainer.emptyBags(SENTENCE_TABLE, batch.length);
    batch.forEach(({ sentence }, index) => {
      const { featureDropout } = this.settings;
      this.trainer.addRows(SENTENCE_TABLE, bags, index, sentence, 0, sentence.length, featureDropout, this.random);
    });
    return this.trainer.step([bags], rate, ([sums], parameters) =>
      this.loss(batch, sums as tf.Tensor2D, this.dense?.of(batch) ?? null, parameters),
    );
  }

  /** Each expert learns by itself, and all of them together: apart, the quickest learner would leave the others nothing to learn. */
  private loss(
    batch: EncodedSentence[],
    sums: tf.Tensor2D,
    input: DenseInput | null,
    parameters: DenseTensors,
  ): tf.Scalar {
    const { intents } = this.shape;
    const { labelSmoothing } = this.settings;
    const targets = new Float32Array(batch.length * intents).fill(labelSmoothing / intents);
    batch.forEach(
      ({ intent }, row) => (targets[row * intents + intent] = 1 - labelSmoothing + labelSmoothing / intents),
    );
    const wanted = tf.tensor2d(targets, [batch.length, intents]);
    const crossEntropy = (logits: tf.Tensor2D): tf.Scalar =>
      tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), wanted)), -1 / batch.length);
    const experts = expertLogits(sums, input, parameters);
    if (experts.length === 1) return crossEntropy(experts[0] as tf.Tensor2D);
    const together = experts.reduce((sum, logits) => tf.add(sum, logits));
    return experts.reduce<tf.Scalar>((sum, logits) => tf.add(sum, crossEntropy(logits)), crossEntropy(together));
  }
}
