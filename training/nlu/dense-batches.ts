import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../src/engine/environment";
import { normalise } from "../../src/engine/nlu/layers";
import { meanVector } from "../../src/engine/nlu/lite-model";
import type { DenseInput } from "./lite-network";
import type { Matrix } from "./parameters";

/** Share of the numbers of the means and of the tokens' vectors that are left out of each step. */
const MEAN_DROPOUT = 0.1;
const TOKEN_DROPOUT = 0.2;
/** Keeps the scale of a number that never changes finite. */
const SMALLEST_DEVIATION = 1e-3;

interface WithVectors {
  vectors: Float32Array | null;
}

/** Lays the tokens' vectors of a batch out as the network takes them, with dropout. */
export class DenseBatches {
  /** [1, vectorSize]: what is taken from each mean, and what it is then multiplied by: over all examples each number has mean 0 and variance 1. */
  readonly center: Matrix;
  readonly spread: Matrix;

  constructor(
    examples: readonly WithVectors[],
    private readonly size: number,
    private readonly random: Random,
  ) {
    const sums = new Float64Array(size);
    const squares = new Float64Array(size);
    const mean = new Float32Array(size);
    for (const { vectors } of examples) {
      meanVector(vectors ?? new Float32Array(0), size, mean);
      for (let d = 0; d < size; d++) {
        sums[d] = (sums[d] as number) + (mean[d] as number);
        squares[d] = (squares[d] as number) + (mean[d] as number) ** 2;
      }
    }
    const center = Float32Array.from(sums, (sum) => sum / examples.length);
    const spread = Float32Array.from(squares, (sum, d) => {
      const variance = sum / examples.length - (center[d] as number) ** 2;
      return 1 / Math.max(Math.sqrt(Math.max(variance, 0)), SMALLEST_DEVIATION);
    });
    this.center = { shape: [1, size], values: center };
    this.spread = { shape: [1, size], values: spread };
  }

  of(batch: readonly WithVectors[]): DenseInput {
    const { size } = this;
    const counts = batch.map(({ vectors }) => (vectors?.length ?? 0) / size);
    const rows = counts.reduce((sum, count) => sum + count + 1, 0);
    const tokens = new Float32Array(rows * size);
    const means = new Float32Array(batch.length * size);
    const mean = new Float32Array(size);
    let start = 0;
    const spans = batch.map(({ vectors }, index) => {
      const end = start + (counts[index] as number);
      if (vectors) tokens.set(vectors, start * size);
      for (let row = start; row < end; row++) normalise(tokens, row * size, size);
      meanVector(vectors ?? new Float32Array(0), size, mean);
      for (let d = 0; d < size; d++) {
        const centred = (mean[d] as number) - (this.center.values[d] as number);
        means[index * size + d] = centred * (this.spread.values[d] as number);
      }
      const span = { start, end };
      start = end + 1;
      return span;
    });
    this.drop(tokens, TOKEN_DROPOUT);
    this.drop(means, MEAN_DROPOUT);
    return {
      means: tf.tensor2d(means, [batch.length, size]),
      tokens: tf.tensor2d(tokens, [rows, size]),
      spans,
    };
  }

  /** The others grow, so that sums keep their size. */
  private drop(values: Float32Array, share: number): void {
    const factor = 1 / (1 - share);
    for (let i = 0; i < values.length; i++) values[i] = this.random() < share ? 0 : (values[i] as number) * factor;
  }
}
