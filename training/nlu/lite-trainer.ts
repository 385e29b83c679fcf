import * as tf from "@tensorflow/tfjs-core";
import { seededRandom, type Random } from "../../src/engine/environment";
import { Crf } from "../../src/engine/nlu/crf";
import { Adam } from "./adam";
import { crfLoss } from "./crf-loss";
import { emissions, intentLogits, sentenceVectors, type DenseTensors } from "./lite-network";
import { createParameters, TABLES, type LiteParameters, type LiteShape, type Matrix } from "./lite-parameters";
import { balancedOrder } from "./sampling";

/** An example as the network reads it: rows of the tables of embeddings. */
export interface EncodedExample {
  intent: number;
  sentence: Int32Array;
  tokens: Int32Array;
  /** `ends[i]` is where the rows of token i end. */
  ends: number[];
  tags: Int32Array;
}

export interface LiteSettings {
  batchSize: number;
  epochs: number;
  /** Of the first step; falls to 0 along a cosine. */
  learningRate: number;
  /** Share of a bag's features left out of each step, so that no single one is relied on. */
  featureDropout: number;
  tokenFeatureDropout: number;
  labelSmoothing: number;
  /** Weight of the tags' loss beside the intent's. */
  tagWeight: number;
}

/** Called after each epoch. */
export type EpochCallback = (epoch: number, epochs: number, loss: number) => void;

/** Trains the lite network. The same examples, settings and seed give the same parameters, bit for bit. */
export class LiteTrainer {
  readonly parameters: LiteParameters;
  private readonly random: Random;
  private readonly optimisers = new Map<string, Adam>();
  private readonly denseNames: string[];
  private readonly crf: Crf;

  constructor(
    private readonly shape: LiteShape,
    private readonly settings: LiteSettings,
    seed: number,
  ) {
    this.random = seededRandom(seed);
    this.parameters = createParameters(shape, this.random);
    for (const [name, matrix] of this.parameters) this.optimisers.set(name, new Adam(matrix));
    this.denseNames = [...this.parameters.keys()].filter((name) => name !== TABLES.sentence && name !== TABLES.token);
    this.crf = new Crf(shape.labels);
  }

  train(examples: EncodedExample[], onEpoch: EpochCallback): void {
    const { epochs, batchSize, learningRate } = this.settings;
    const batches = Math.ceil(examples.length / batchSize);
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = balancedOrder(
        examples.map((example) => example.intent),
        this.random,
      );
      let loss = 0;
      for (let batch = 0; batch < batches; batch++) {
        const progress = (epoch + batch / batches) / epochs;
        const chosen = order
          .slice(batch * batchSize, (batch + 1) * batchSize)
          .map((index) => examples[index] as EncodedExample);
        loss += this.step(chosen, (learningRate * (1 + Math.cos(Math.PI * progress))) / 2) * chosen.length;
      }
      onEpoch(epoch + 1, epochs, loss / examples.length);
    }
  }

  private step(batch: EncodedExample[], rate: number): number {
    const sentences = this.sentenceBags(batch);
    const starts = messageStarts(batch);
    const tokens = this.shape.labels > 0 ? this.tokenBags(batch, starts) : null;
    const { loss, gradients } = this.lossAndGradients(batch, starts, sentences.sums, tokens?.sums ?? null);
    this.denseNames.forEach((name, index) => {
      const optimiser = this.optimisers.get(name) as Adam;
      optimiser.gradients.set(gradients[index + 1] as Float32Array);
      optimiser.step(rate);
    });
    this.scatter(TABLES.sentence, sentences, gradients[0] as Float32Array, rate);
    if (tokens) this.scatter(TABLES.token, tokens, gradients.at(-1) as Float32Array, rate);
    return loss;
  }

  /** Gradients of the sentence sums, each dense parameter, and the token sums where there are any. */
  private lossAndGradients(
    batch: EncodedExample[],
    starts: number[],
    sentenceSums: Float32Array,
    tokenSums: Float32Array | null,
  ) {
    const { sentenceSize, tokenSize } = this.shape;
    const gradients: Float32Array[] = [];
    let loss = 0;
    tf.tidy(() => {
      const inputs = [
        tf.tensor2d(sentenceSums, [batch.length, sentenceSize]),
        ...this.denseNames.map((name) => {
          const { values, shape } = this.parameters.get(name) as Matrix;
          return tf.tensor2d(values, shape);
        }),
        ...(tokenSums ? [tf.tensor2d(tokenSums, [tokenSums.length / tokenSize, tokenSize])] : []),
      ];
      const { value, grads } = tf.valueAndGrads((...tensors) => this.loss(batch, starts, tensors as tf.Tensor2D[]))(
        inputs,
      );
      loss = value.dataSync()[0] as number;
      for (const gradient of grads) gradients.push(gradient.dataSync<"float32">());
    });
    return { loss, gradients };
  }

  private loss(batch: EncodedExample[], starts: number[], [sums, ...others]: tf.Tensor2D[]): tf.Scalar {
    const { intents, labels } = this.shape;
    const { labelSmoothing, tagWeight } = this.settings;
    const parameters: DenseTensors = Object.fromEntries(
      this.denseNames.map((name, index) => [name, others[index] as tf.Tensor2D]),
    );
    const sentences = sentenceVectors(sums as tf.Tensor2D);
    let loss: tf.Scalar = tf.scalar(0);
    if (intents > 0) {
      const targets = new Float32Array(batch.length * intents).fill(labelSmoothing / intents);
      batch.forEach(
        ({ intent }, row) => (targets[row * intents + intent] = 1 - labelSmoothing + labelSmoothing / intents),
      );
      const logProbabilities = tf.logSoftmax(intentLogits(sentences, parameters));
      loss = tf.mul(tf.sum(tf.mul(logProbabilities, tf.tensor2d(targets, [batch.length, intents]))), -1 / batch.length);
    }
    if (labels > 0) {
      const tokenSums = others.at(-1) as tf.Tensor2D;
      const tokens = tokenSums.shape[0];
      const owners = new Float32Array(tokens * batch.length);
      batch.forEach(({ ends }, index) =>
        ends.forEach((_, t) => (owners[((starts[index] as number) + t) * batch.length + index] = 1)),
      );
      const scores = emissions(sentences, tokenSums, tf.tensor2d(owners, [tokens, batch.length]), parameters);
      const messages = batch.map(({ tags }, index) => ({ start: starts[index] as number, tags }));
      const tagLoss = crfLoss(this.crf, scores, parameters["transitions"] as tf.Tensor2D, messages);
      loss = tf.add(loss, tf.mul(tagLoss, tagWeight / batch.length));
    }
    return loss;
  }

  private sentenceBags(batch: EncodedExample[]): Bags {
    const bags = this.emptyBags(TABLES.sentence, batch.length);
    batch.forEach(({ sentence }, index) => {
      this.addBag(bags, TABLES.sentence, index, sentence, 0, sentence.length, this.settings.featureDropout);
    });
    return bags;
  }

  private tokenBags(batch: EncodedExample[], starts: number[]): Bags {
    const bags = this.emptyBags(TABLES.token, (starts.at(-1) ?? 0) + (batch.at(-1)?.ends.length ?? 0));
    batch.forEach(({ tokens, ends }, index) => {
      ends.forEach((end, t) => {
        this.addBag(
          bags,
          TABLES.token,
          (starts[index] as number) + t,
          tokens,
          ends[t - 1] ?? 0,
          end,
          this.settings.tokenFeatureDropout,
        );
      });
    });
    return bags;
  }

  private emptyBags(table: string, count: number): Bags {
    const { shape } = this.parameters.get(table) as Matrix;
    return { sums: new Float32Array(count * shape[1]), rows: Array.from({ length: count }, () => []) };
  }

  private addBag(
    bags: Bags,
    table: string,
    bag: number,
    rows: Int32Array,
    from: number,
    to: number,
    dropout: number,
  ): void {
    const { values, shape } = this.parameters.get(table) as Matrix;
    const size = shape[1];
    const kept = bags.rows[bag] as number[];
    for (let i = from; i < to; i++) {
      if (this.random() < dropout) continue;
      const row = rows[i] as number;
      kept.push(row);
      for (let d = 0; d < size; d++)
        bags.sums[bag * size + d] = (bags.sums[bag * size + d] as number) + (values[row * size + d] as number);
    }
  }

  /** A sum's gradient is that of each of its rows. */
  private scatter(table: string, bags: Bags, gradient: Float32Array, rate: number): void {
    const optimiser = this.optimisers.get(table) as Adam;
    const size = (this.parameters.get(table) as Matrix).shape[1];
    const touched = new Set<number>();
    bags.rows.forEach((rows, bag) => {
      for (const row of rows) {
        touched.add(row);
        for (let d = 0; d < size; d++) {
          optimiser.gradients[row * size + d] =
            (optimiser.gradients[row * size + d] as number) + (gradient[bag * size + d] as number);
        }
      }
    });
    optimiser.step(rate, touched);
  }
}

/** The rows at which the messages of a batch begin, with an empty one between two. */
function messageStarts(batch: EncodedExample[]): number[] {
  let next = 0;
  return batch.map(({ ends }) => {
    const start = next;
    next += ends.length + 1;
    return start;
  });
}

interface Bags {
  /** [bags, size] */
  sums: Float32Array;
  /** What each was summed from. */
  rows: number[][];
}
