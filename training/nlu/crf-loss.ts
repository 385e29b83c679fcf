import * as tf from "@tensorflow/tfjs-core";
import type { Crf } from "../../src/engine/nlu/crf";
import { isInner, thingOf } from "../../src/engine/nlu/tag-set";

/** The right tags of one message, and the row of the emissions at which it begins. */
export interface TaggedMessage {
  start: number;
  tags: Int32Array;
}

/**
 * The negative logarithm of the probability of the right tags, summed over a batch. `emissions` is [tokens, tags], of which rows outside
 * all messages count for nothing; `transitions` is [thing, next thing]. The gradient is exact: expected minus observed counts.
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
  const weights = transitions.map((score) => Math.exp(score));
  const emissionGradient = new Float32Array(emissions.length);
  const pairs = new Float64Array(transitions.length);
  let value = 0;
  for (const { start, tags } of messages)
    value += crf.marginals(emissions, weights, tags.length, emissionGradient, start * crf.tags, pairs);
  const transitionGradient = Float32Array.from(pairs, (count, pair) => count * (weights[pair] as number));
  for (const { start, tags } of messages) {
    tags.forEach((tag, t) => {
      const at = (start + t) * crf.tags + tag;
      value -= emissions[at] as number;
      emissionGradient[at] = (emissionGradient[at] as number) - 1;
      const previous = tags[t - 1];
      if (previous === undefined || isInner(tag)) return;
      const pair = thingOf(previous) * crf.things + thingOf(tag);
      value -= transitions[pair] as number;
      transitionGradient[pair] = (transitionGradient[pair] as number) - 1;
    });
  }
  return { value, emissionGradient, transitionGradient };
}
