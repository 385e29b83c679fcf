import * as tf from "@tensorflow/tfjs-core";
import type { Crf } from "../../src/engine/nlu/crf";

/** The right tags of one message, and the row of the emissions at which it begins. */
export interface TaggedMessage {
  start: number;
  tags: Int32Array;
}

/**
 * The negative logarithm of the probability of the right tags, summed over a batch. `emissions` is [tokens, tags]; rows outside all
 * messages count for nothing. The gradient is exact: expected minus observed counts.
 */
export function crfLoss(
  crf: Crf,
  emissions: tf.Tensor2D,
  transitions: tf.Tensor2D,
  messages: TaggedMessage[],
): tf.Scalar {
  const loss = tf.customGrad((...inputs) => {
    const [emissionTensor, transitionTensor] = inputs as [tf.Tensor2D, tf.Tensor2D];
    const { value, emissionGradient, transitionGradient } = lossAndGradients(
      crf,
      emissionTensor.dataSync<"float32">(),
      transitionTensor.dataSync<"float32">(),
      messages,
    );
    const gradFunc = (dy: tf.Tensor): tf.Tensor[] => [
      tf.mul(tf.tensor(emissionGradient, emissionTensor.shape), dy),
      tf.mul(tf.tensor(transitionGradient, transitionTensor.shape), dy),
    ];
    return { value: tf.scalar(value), gradFunc };
  });
  return loss(emissions, transitions);
}

function lossAndGradients(crf: Crf, emissions: Float32Array, transitions: Float32Array, messages: TaggedMessage[]) {
  const K = crf.tags;
  const weights = transitions.map((score) => Math.exp(score));
  const emissionGradient = new Float32Array(emissions.length);
  const pairs = new Float64Array(transitions.length);
  let value = 0;
  for (const { start, tags } of messages) {
    const offset = start * K;
    value += crf.marginals(emissions, weights, tags.length, emissionGradient, offset, pairs);
    tags.forEach((tag, t) => {
      const at = offset + t * K + tag;
      value -= emissions[at] as number;
      emissionGradient[at] = (emissionGradient[at] as number) - 1;
      if (t === 0) return;
      const pair = (tags[t - 1] as number) * K + tag;
      value -= transitions[pair] as number;
      pairs[pair] = (pairs[pair] as number) - 1;
    });
  }
  return { value, emissionGradient, transitionGradient: Float32Array.from(pairs) };
}
