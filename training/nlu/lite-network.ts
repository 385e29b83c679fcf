import * as tf from "@tensorflow/tfjs-core";
import { dense, normalise, type DenseTensors } from "./network-layers";
import { segmentMax } from "./segment-max";

/** The tokens' vectors of a batch's messages, one message after another with an empty token around each. */
export interface DenseInput {
  /** [batch, vectorSize]: means of the messages' vectors, centred and scaled. */
  means: tf.Tensor2D;
  /** [tokens, vectorSize], each brought to a root mean square of 1. */
  tokens: tf.Tensor2D;
  /** Rows [start, end) of `tokens` are message i's. */
  spans: { start: number; end: number }[];
}

/** Each expert's logits, [batch, intents], from the sums of the messages' embeddings and their tokens' vectors. */
export function expertLogits(sums: tf.Tensor2D, input: DenseInput | null, parameters: DenseTensors): tf.Tensor2D[] {
  const ofFeatures = dense(normalise(sums), parameters, "intent");
  if (input === null) return [ofFeatures];
  const ofMean = dense(input.means, parameters, "meanIntent");
  const ofWindows = dense(normalise(strongestWindows(input, parameters)), parameters, "windowIntent");
  return [ofFeatures, ofMean, ofWindows];
}

/** [batch, filters]: how strongly each filter answers where in the message it answers most. */
function strongestWindows({ tokens, spans }: DenseInput, parameters: DenseTensors): tf.Tensor2D {
  const [count, size] = tokens.shape;
  const padded = tf.pad(tokens, [
    [1, 1],
    [0, 0],
  ]);
  const left = tf.slice(padded, [0, 0], [count, size]);
  const right = tf.slice(padded, [2, 0], [count, size]);
  const filtered = tf.relu(dense(tf.concat([left, tokens, right], 1), parameters, "windows"));
  return segmentMax(filtered, spans);
}
