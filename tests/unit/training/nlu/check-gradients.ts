import * as tf from "@tensorflow/tfjs-core";
import { expect } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";

/** Compares the gradient of a loss with differences, at every input. */
export function checkGradients(loss: (...inputs: tf.Tensor2D[]) => tf.Scalar, shapes: [number, number][]): void {
  const random = seededRandom(9);
  const values = shapes.map(([rows, columns]) => Float32Array.from({ length: rows * columns }, () => random() * 2 - 1));
  const evaluate = (): number =>
    tf.tidy(
      () => loss(...values.map((value, i) => tf.tensor2d(value, shapes[i] as [number, number]))).dataSync()[0] ?? 0,
    );
  const gradients = tf.tidy(() => {
    const inputs = values.map((value, i) => tf.tensor2d(value, shapes[i] as [number, number]));
    const { grads } = tf.valueAndGrads((...tensors) => loss(...(tensors as tf.Tensor2D[])))(inputs);
    return grads.map((gradient) => gradient.arraySync() as number[][]);
  });
  // Small enough to seldom cross a kink of relu, large enough for 32-bit floats.
  const step = 1e-3;
  values.forEach((value, input) => {
    const flat = gradients[input]?.flat() ?? [];
    value.forEach((original, i) => {
      value[i] = original + step;
      const above = evaluate();
      value[i] = original - step;
      const below = evaluate();
      value[i] = original;
      expect(flat[i]).toBeCloseTo((above - below) / (2 * step), 1);
    });
  });
}
