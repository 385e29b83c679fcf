import * as tf from "@tensorflow/tfjs-core";
import { CONVOLUTIONS, NORM_EPSILON } from "../../src/engine/nlu/lite-model";

/** The dense parameters as tensors, by the names of `LiteParameters`. */
export type DenseTensors = Record<string, tf.Tensor2D>;

/** Brings each vector to a root mean square of 1. */
function normalise<T extends tf.Tensor>(vectors: T): T {
  const size = vectors.shape.at(-1) ?? 1;
  const meanSquare = tf.mul(tf.sum(tf.square(vectors), -1, true), 1 / size);
  return tf.mul(vectors, tf.rsqrt(tf.add(meanSquare, NORM_EPSILON)));
}

function dense(input: tf.Tensor2D, parameters: DenseTensors, name: string): tf.Tensor2D {
  return tf.add(
    tf.matMul(input, tf.transpose(parameters[`${name}.kernel`] as tf.Tensor2D)),
    parameters[`${name}.bias`] as tf.Tensor2D,
  );
}

/** From the sums of sentences' embeddings ([batch, size]) to their vectors. */
export function sentenceVectors(sums: tf.Tensor2D): tf.Tensor2D {
  return normalise(sums);
}

/** [batch, intents] */
export function intentLogits(sentences: tf.Tensor2D, parameters: DenseTensors): tf.Tensor2D {
  return dense(sentences, parameters, "intent");
}

/**
 * From the sums of tokens' embeddings ([tokens, size]) to [tokens, tags]. The messages of a batch stand one after another, with an
 * empty token between two, so that a convolution doesn't reach from one into the next. `owners` ([tokens, batch]) is 1 where a
 * token belongs to a message, so an empty token's row is all 0.
 */
export function emissions(
  sentences: tf.Tensor2D,
  sums: tf.Tensor2D,
  owners: tf.Tensor2D,
  parameters: DenseTensors,
): tf.Tensor2D {
  const [tokens, size] = sums.shape;
  const mask = tf.sum(owners, 1, true);
  let states: tf.Tensor2D = tf.add(normalise(sums), tf.matMul(owners, dense(sentences, parameters, "sentenceToToken")));
  for (const name of CONVOLUTIONS) {
    const padded = tf.pad(states, [
      [1, 1],
      [0, 0],
    ]);
    const left = tf.slice(padded, [0, 0], [tokens, size]);
    const right = tf.slice(padded, [2, 0], [tokens, size]);
    const convolved = tf.relu(dense(tf.concat([left, states, right], 1), parameters, name));
    states = tf.mul(tf.add(states, convolved), mask);
  }
  return dense(states, parameters, "emission");
}
