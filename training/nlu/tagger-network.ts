import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../src/engine/environment";
import { tagCount } from "../../src/engine/nlu/tag-set";
import { CONVOLUTIONS } from "../../src/engine/nlu/tagger";
import { dense, normalise, type DenseTensors } from "./network-layers";
import { addDense, addUniform, type Parameters } from "./parameters";

/** Size of the tagger's network, known before training. */
export interface TaggerShape {
  /** Entity labels (entity, role, group). */
  labels: number;
  /** Of the classifier whose choice it is told; 0: none. */
  intents: number;
  tokenFeatures: number;
  tokenSize: number;
  /** Of the vectors that tokens have beside their features; 0: none. */
  vectorSize: number;
}

/** The table of embeddings, which trains by its rows. */
export const TOKEN_TABLE = "token.rows";

export function createTaggerParameters(shape: TaggerShape, random: Random): Parameters {
  const { labels, intents, tokenFeatures, tokenSize, vectorSize } = shape;
  const parameters: Parameters = new Map();
  addUniform(parameters, TOKEN_TABLE, [tokenFeatures, tokenSize], 0.1, random);
  if (vectorSize > 0) addDense(parameters, "tokenVector", tokenSize, vectorSize, random);
  addDense(parameters, "context", tokenSize, tokenSize + intents, random);
  for (const name of CONVOLUTIONS) addDense(parameters, name, tokenSize, 3 * tokenSize, random);
  addDense(parameters, "emission", tagCount(labels), tokenSize, random);
  addUniform(parameters, "transitions", [labels + 1, labels + 1], 0, random);
  return parameters;
}

/**
 * From the sums of tokens' embeddings ([tokens, size]), their other vectors ([tokens, vectorSize], where there are any) and the
 * probabilities of the messages' intents ([batch, intents]) to [tokens, tags]. The messages of a batch stand one after another, with an
 * empty token between two, so that a convolution doesn't reach from one into the next. `owners` ([tokens, batch]) is 1 where a
 * token belongs to a message, so an empty token's row is all 0. `dropout`, in training, has a factor for every number that a
 * convolution adds: [tokens, size] for each of `CONVOLUTIONS`.
 */
export function emissions(
  sums: tf.Tensor2D,
  vectors: tf.Tensor2D | null,
  intents: tf.Tensor2D,
  owners: tf.Tensor2D,
  parameters: DenseTensors,
  dropout?: tf.Tensor2D[],
): tf.Tensor2D {
  const [tokens, size] = sums.shape;
  const mask = tf.sum(owners, 1, true);
  const bags: tf.Tensor2D = normalise(sums);
  const inputs: tf.Tensor2D = tf.mul(
    vectors ? tf.add(bags, dense(normalise(vectors), parameters, "tokenVector")) : bags,
    mask,
  );
  const lengths: tf.Tensor2D = tf.sum(owners, 0, true);
  const shares: tf.Tensor2D = tf.div(owners, tf.maximum(lengths, tf.onesLike(lengths)));
  const means: tf.Tensor2D = tf.matMul(tf.transpose(shares), inputs);
  let states: tf.Tensor2D = tf.add(
    inputs,
    tf.matMul(owners, dense(tf.concat([means, intents], 1), parameters, "context")),
  );
  CONVOLUTIONS.forEach((name, layer) => {
    const padded = tf.pad(states, [
      [1, 1],
      [0, 0],
    ]);
    const left = tf.slice(padded, [0, 0], [tokens, size]);
    const right = tf.slice(padded, [2, 0], [tokens, size]);
    const convolved = tf.relu(dense(tf.concat([left, states, right], 1), parameters, name));
    const kept = dropout?.[layer];
    states = tf.mul(tf.add(states, kept ? tf.mul(convolved, kept) : convolved), mask);
  });
  return dense(states, parameters, "emission");
}
