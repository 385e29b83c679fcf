import * as tf from "@tensorflow/tfjs-core";
import { NORM_EPSILON } from "../../src/engine/nlu/layers";

/** Dense parameters as tensors, by their names in the bundle. */
export type DenseTensors = Record<string, tf.Tensor2D>;

/** Brings each vector to a root mean square of 1. */
export function normalise<T extends tf.Tensor>(vectors: T): T {
  const size = vectors.shape.at(-1) ?? 1;
  const meanSquare = tf.mul(tf.sum(tf.square(vectors), -1, true), 1 / size);
  return tf.mul(vectors, tf.rsqrt(tf.add(meanSquare, NORM_EPSILON)));
}

export function dense(input: tf.Tensor2D, parameters: DenseTensors, name: string): tf.Tensor2D {
  return tf.add(
    tf.matMul(input, tf.transpose(parameters[`${name}.kernel`] as tf.Tensor2D)),
    parameters[`${name}.bias`] as tf.Tensor2D,
  );
}
