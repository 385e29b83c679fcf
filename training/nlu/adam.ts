import type { Matrix } from "./parameters";

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/**
 * Adam over one matrix (Kingma and Ba 2015). Given a list of rows it is lazy: only those are read and changed, so that a step over
 * a large table costs what its batch touches.
 */
export class Adam {
  /** Summed gradients, to be filled before a step; a step clears what it has used. */
  readonly gradients: Float32Array;
  private readonly mean: Float32Array;
  private readonly variance: Float32Array;
  private steps = 0;

  constructor(private readonly parameter: Matrix) {
    this.gradients = new Float32Array(parameter.values.length);
    this.mean = new Float32Array(parameter.values.length);
    this.variance = new Float32Array(parameter.values.length);
  }

  step(rate: number, rows?: Iterable<number>): void {
    this.steps++;
    const size = this.parameter.shape[1];
    const corrected = (rate * Math.sqrt(1 - BETA2 ** this.steps)) / (1 - BETA1 ** this.steps);
    if (rows === undefined) {
      this.update(0, this.gradients.length, corrected);
    } else {
      for (const row of rows) this.update(row * size, (row + 1) * size, corrected);
    }
  }

  private update(from: number, to: number, rate: number): void {
    const { gradients, mean, variance } = this;
    const { values } = this.parameter;
    for (let i = from; i < to; i++) {
      const gradient = gradients[i] as number;
      const m = BETA1 * (mean[i] as number) + (1 - BETA1) * gradient;
      const v = BETA2 * (variance[i] as number) + (1 - BETA2) * gradient * gradient;
      mean[i] = m;
      variance[i] = v;
      values[i] = (values[i] as number) - (rate * m) / (Math.sqrt(v) + EPSILON);
      gradients[i] = 0;
    }
  }
}
