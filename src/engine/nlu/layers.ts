import type { QuantisedTensor, Weights } from "../project/weights";
import type { HashList } from "./hash";
import { HashIndex } from "./hash-index";

/** Keeps the norm of an empty bag finite. */
export const NORM_EPSILON = 1e-6;

/** Brings the vector at `at` to a root mean square of 1. */
export function normalise(values: Float32Array, at: number, size: number): void {
  let squares = 0;
  for (let i = at; i < at + size; i++) squares += (values[i] as number) ** 2;
  const factor = 1 / Math.sqrt(squares / size + NORM_EPSILON);
  for (let i = at; i < at + size; i++) values[i] = (values[i] as number) * factor;
}

/** Sums the rows of the features that training knew. */
export class EmbeddingBag {
  readonly size: number;
  private readonly index: HashIndex;
  private readonly rows: QuantisedTensor;

  constructor(weights: Weights, name: string) {
    this.index = new HashIndex(weights.integers(`${name}.hashes`));
    this.rows = weights.quantised(`${name}.rows`);
    this.size = this.rows.shape[1];
  }

  /** The sum of the rows of features [from, to), brought to a root mean square of 1. */
  embed(features: HashList, from: number, to: number, output: Float32Array, at: number): void {
    output.fill(0, at, at + this.size);
    this.add(features, from, to, output, at);
    normalise(output, at, this.size);
  }

  /** Adds the rows of features [from, to) to what is in the output. */
  add(features: HashList, from: number, to: number, output: Float32Array, at: number): void {
    const { values, scales } = this.rows;
    const size = this.size;
    for (let i = from; i < to; i++) {
      const row = this.index.row(features.values[i] as number);
      if (row < 0) continue;
      const scale = scales[row] as number;
      const start = row * size;
      for (let d = 0; d < size; d++)
        output[at + d] = (output[at + d] as number) + scale * (values[start + d] as number);
    }
  }
}

/** output = kernel · input + bias, with the kernel as [outputs, inputs]. */
export class DenseLayer {
  readonly outputs: number;
  readonly inputs: number;
  private readonly kernel: Float32Array;
  private readonly bias: Float32Array;

  constructor(weights: Weights, name: string) {
    const kernel = weights.quantised(`${name}.kernel`);
    [this.outputs, this.inputs] = kernel.shape;
    this.kernel = weights.dequantise(`${name}.kernel`);
    this.bias = weights.floats(`${name}.bias`);
  }

  apply(input: Float32Array, from: number, output: Float32Array, to: number): void {
    output.fill(0, to, to + this.outputs);
    this.add(input, from, output, to);
  }

  /** Adds to what is in the output. */
  add(input: Float32Array, from: number, output: Float32Array, to: number): void {
    for (let o = 0; o < this.outputs; o++) output[to + o] = (output[to + o] as number) + (this.bias[o] as number);
    addProduct(this.kernel, this.outputs, this.inputs, input, from, output, to);
  }
}

/**
 * Adds kernel · input to the output; the kernel is [outputs, inputs]. Four outputs at a time: each input is read once for them, and no
 * sum waits for the one before.
 */
export function addProduct(
  kernel: Float32Array,
  outputs: number,
  inputs: number,
  input: Float32Array,
  from: number,
  output: Float32Array,
  to: number,
): void {
  const whole = outputs - (outputs % 4);
  for (let o = 0; o < whole; o += 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    const rowA = o * inputs;
    const rowB = rowA + inputs;
    const rowC = rowB + inputs;
    const rowD = rowC + inputs;
    for (let i = 0; i < inputs; i++) {
      const value = input[from + i] as number;
      a += (kernel[rowA + i] as number) * value;
      b += (kernel[rowB + i] as number) * value;
      c += (kernel[rowC + i] as number) * value;
      d += (kernel[rowD + i] as number) * value;
    }
    output[to + o] = (output[to + o] as number) + a;
    output[to + o + 1] = (output[to + o + 1] as number) + b;
    output[to + o + 2] = (output[to + o + 2] as number) + c;
    output[to + o + 3] = (output[to + o + 3] as number) + d;
  }
  for (let o = whole; o < outputs; o++) {
    let sum = 0;
    for (let i = 0; i < inputs; i++) sum += (kernel[o * inputs + i] as number) * (input[from + i] as number);
    output[to + o] = (output[to + o] as number) + sum;
  }
}
