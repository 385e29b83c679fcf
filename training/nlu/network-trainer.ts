import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../src/engine/environment";
import { Adam } from "./adam";
import type { DenseTensors } from "./network-layers";
import type { Matrix, Parameters } from "./parameters";

/** Called after each epoch. */
export type EpochCallback = (epoch: number, epochs: number, loss: number) => void;

export interface Schedule {
  batchSize: number;
  epochs: number;
  /** Of the first step; falls to 0 along a cosine. */
  learningRate: number;
}

/** Bags of a table's rows, each summed. */
export interface Bags {
  /** [bags, size] */
  sums: Float32Array;
  /** What they were summed from: `rows[i]` went into bag `owners[i]`. */
  rows: number[];
  owners: number[];
}

/** About 16 batches or more an epoch, for small projects too. */
export function batchSize(examples: number): number {
  return Math.min(64, Math.max(8, Math.ceil(examples / 16)));
}

/** Gives every batch of every epoch to `step`, which returns its mean loss; `order` says which examples an epoch takes, one after another. */
export function runEpochs<T>(
  examples: T[],
  { epochs, batchSize, learningRate }: Schedule,
  order: () => number[],
  step: (batch: T[], rate: number) => number,
  onEpoch: EpochCallback,
): void {
  for (let epoch = 0; epoch < epochs; epoch++) {
    const indices = order();
    const batches = Math.ceil(indices.length / batchSize);
    let loss = 0;
    for (let batch = 0; batch < batches; batch++) {
      const progress = (epoch + batch / batches) / epochs;
      const chosen = indices.slice(batch * batchSize, (batch + 1) * batchSize).map((index) => examples[index] as T);
      loss += step(chosen, (learningRate * (1 + Math.cos(Math.PI * progress))) / 2) * chosen.length;
    }
    onEpoch(epoch + 1, epochs, loss / indices.length);
  }
}

/** Changes a network's parameters along the gradients of its loss. Tables are read by bags of their rows, and change by those rows. */
export class NetworkTrainer {
  private readonly optimisers = new Map<string, Adam>();
  private readonly denseNames: string[];

  constructor(
    readonly parameters: Parameters,
    private readonly tables: string[],
  ) {
    for (const [name, matrix] of parameters) this.optimisers.set(name, new Adam(matrix));
    this.denseNames = [...parameters.keys()].filter((name) => !tables.includes(name));
  }

  emptyBags(table: string, count: number): Bags {
    const { shape } = this.parameters.get(table) as Matrix;
    return { sums: new Float32Array(count * shape[1]), rows: [], owners: [] };
  }

  /** Adds rows [from, to) to a bag, without a random share of them. */
  addRows(
    table: string,
    bags: Bags,
    bag: number,
    rows: Int32Array,
    from: number,
    to: number,
    dropout: number,
    random: Random,
  ): void {
    const { values, shape } = this.parameters.get(table) as Matrix;
    const size = shape[1];
    const at = bag * size;
    for (let i = from; i < to; i++) {
      if (random() < dropout) continue;
      const row = rows[i] as number;
      bags.rows.push(row);
      bags.owners.push(bag);
      const start = row * size;
      for (let d = 0; d < size; d++) bags.sums[at + d] = (bags.sums[at + d] as number) + (values[start + d] as number);
    }
  }

  /**
   * One step. `bags` holds those of each table, in the order of `tables`; `loss` is given their sums ([bags, size]) and the dense
   * parameters. Returns the loss.
   */
  step(bags: Bags[], rate: number, loss: (sums: tf.Tensor2D[], parameters: DenseTensors) => tf.Scalar): number {
    const gradients: Float32Array[] = [];
    let value = 0;
    tf.tidy(() => {
      const inputs = [
        ...bags.map(({ sums }, i) => {
          const size = (this.parameters.get(this.tables[i] as string) as Matrix).shape[1];
          return tf.tensor2d(sums, [sums.length / size, size]);
        }),
        ...this.denseNames.map((name) => {
          const { values, shape } = this.parameters.get(name) as Matrix;
          return tf.tensor2d(values, shape);
        }),
      ];
      const result = tf.valueAndGrads((...tensors) => {
        const dense = tensors.slice(bags.length) as tf.Tensor2D[];
        const parameters = Object.fromEntries(this.denseNames.map((name, i) => [name, dense[i] as tf.Tensor2D]));
        return loss(tensors.slice(0, bags.length) as tf.Tensor2D[], parameters);
      })(inputs);
      value = result.value.dataSync()[0] as number;
      for (const gradient of result.grads) gradients.push(gradient.dataSync<"float32">());
    });
    bags.forEach((of, i) => this.scatter(this.tables[i] as string, of, gradients[i] as Float32Array, rate));
    this.denseNames.forEach((name, i) => {
      const optimiser = this.optimisers.get(name) as Adam;
      optimiser.gradients.set(gradients[bags.length + i] as Float32Array);
      optimiser.step(rate);
    });
    return value;
  }

  /** A sum's gradient is that of each of its rows. */
  private scatter(table: string, bags: Bags, gradient: Float32Array, rate: number): void {
    const optimiser = this.optimisers.get(table) as Adam;
    const size = (this.parameters.get(table) as Matrix).shape[1];
    const { gradients } = optimiser;
    bags.rows.forEach((row, i) => {
      const from = (bags.owners[i] as number) * size;
      const to = row * size;
      for (let d = 0; d < size; d++) gradients[to + d] = (gradients[to + d] as number) + (gradient[from + d] as number);
    });
    optimiser.step(rate, new Set(bags.rows));
  }
}
