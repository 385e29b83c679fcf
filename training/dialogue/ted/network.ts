import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../../src/engine/environment";
import {
  FEED_FORWARD,
  positions,
  type DialogueShape,
} from "../../../src/engine/dialogue/policies/ted/dialogue-network";
import type { StatePart } from "../../../src/engine/dialogue/policies/ted/state-features";
import { dense, normalise, type DenseTensors } from "../../nlu/network-layers";
import { addDense, type Parameters } from "../../nlu/parameters";

/** A batch of dialogues as the network reads them: the newest state first, shorter ones filled up with zeros. */
export interface DialogueBatch {
  dialogues: number;
  /** States of the longest. */
  length: number;
  /** Of each part that holds anything, [dialogues × length, size]. */
  parts: [StatePart, tf.Tensor2D][];
  /** [dialogues × heads, 1, length]: 0 where there is a state, a large negative number where there is none. */
  mask: tf.Tensor3D;
}

/** What is multiplied into a tensor to leave out a share of it: none when measuring. */
export type Dropout = (shape: [number, number]) => tf.Tensor2D | null;

export function networkParameters(
  shape: DialogueShape,
  parts: readonly [StatePart, size: number][],
  embedding: number,
  labels: number,
  random: Random,
): Parameters {
  const { encoding, units, layers } = shape;
  const parameters: Parameters = new Map();
  for (const [part, size] of parts) addDense(parameters, part, encoding, size, random);
  addDense(parameters, "input", units, parts.length * encoding, random);
  for (let i = 0; i < layers; i++) {
    for (const name of ["query", "key", "value", "output"]) addDense(parameters, `${i}.${name}`, units, units, random);
    addDense(parameters, `${i}.hidden`, FEED_FORWARD * units, units, random);
    addDense(parameters, `${i}.back`, units, FEED_FORWARD * units, random);
  }
  addDense(parameters, "dialogue", embedding, units, random);
  addDense(parameters, "labels", labels, embedding, random);
  return parameters;
}

/** [dialogues, labels]: how well each label fits the end of each dialogue. */
export function similarities(
  { dialogues, length, parts, mask }: DialogueBatch,
  shape: DialogueShape,
  parameters: DenseTensors,
  dropout: Dropout,
): tf.Tensor2D {
  const { units, heads, layers } = shape;
  const encoded = parts.map(([part, features]) => tf.relu(dense(features, parameters, part)));
  const place = tf.tile(tf.tensor2d(positions(length, units), [length, units]), [dialogues, 1]);
  let vectors = tf.add<tf.Tensor2D>(dense(tf.concat(encoded, 1), parameters, "input"), place);
  vectors = drop(vectors, dropout);
  for (let i = 0; i < layers; i++) {
    // Of the last layer only the newest states are read.
    const wanted = i === layers - 1 ? 1 : length;
    const normal = normalise(vectors);
    const newest = (all: tf.Tensor2D): tf.Tensor2D =>
      wanted === length
        ? all
        : tf.reshape(tf.slice(tf.reshape(all, [dialogues, length, units]), [0, 0, 0], [dialogues, 1, units]), [
            dialogues,
            units,
          ]);
    const attended = attention(
      dense(newest(normal), parameters, `${i}.query`),
      dense(normal, parameters, `${i}.key`),
      dense(normal, parameters, `${i}.value`),
      { dialogues, wanted, length, units, heads, mask },
    );
    vectors = tf.add(newest(vectors), drop(dense(attended, parameters, `${i}.output`), dropout));
    const hidden = tf.relu(dense(normalise(vectors), parameters, `${i}.hidden`));
    vectors = tf.add(vectors, drop(dense(hidden, parameters, `${i}.back`), dropout));
  }
  if (layers === 0)
    vectors = tf.reshape(tf.slice(tf.reshape(vectors, [dialogues, length, units]), [0, 0, 0], [dialogues, 1, units]), [
      dialogues,
      units,
    ]);
  return dense(dense(normalise(vectors), parameters, "dialogue"), parameters, "labels");
}

interface Heads {
  dialogues: number;
  wanted: number;
  length: number;
  units: number;
  heads: number;
  mask: tf.Tensor3D;
}

/** Scaled dot-product attention; queries are [dialogues × wanted, units], keys and values [dialogues × length, units]. */
function attention(queries: tf.Tensor2D, keys: tf.Tensor2D, values: tf.Tensor2D, of: Heads): tf.Tensor2D {
  const { dialogues, wanted, length, units, heads, mask } = of;
  const size = units / heads;
  const split = (vectors: tf.Tensor2D, count: number, order: number[], shape: [number, number]): tf.Tensor3D =>
    tf.reshape(tf.transpose(tf.reshape(vectors, [dialogues, count, heads, size]), order), [
      dialogues * heads,
      ...shape,
    ]);
  const q = split(queries, wanted, [0, 2, 1, 3], [wanted, size]);
  const k = split(keys, length, [0, 2, 3, 1], [size, length]);
  const v = split(values, length, [0, 2, 1, 3], [length, size]);
  const scores = tf.add(tf.mul(tf.matMul(q, k), 1 / Math.sqrt(size)), mask);
  const weights = tf.exp(tf.logSoftmax(scores));
  const attended = tf.reshape(tf.matMul(weights, v), [dialogues, heads, wanted, size]);
  return tf.reshape(tf.transpose(attended, [0, 2, 1, 3]), [dialogues * wanted, units]);
}

function drop(vectors: tf.Tensor2D, dropout: Dropout): tf.Tensor2D {
  const mask = dropout(vectors.shape);
  return mask === null ? vectors : tf.mul(vectors, mask);
}
