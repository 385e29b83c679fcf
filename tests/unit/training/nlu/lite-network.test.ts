import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import { HashList } from "../../../../src/engine/nlu/hash";
import { LiteModel } from "../../../../src/engine/nlu/lite-model";
import { Weights } from "../../../../src/engine/project/weights";
import { intentLogits, sentenceVectors } from "../../../../training/nlu/lite-network";
import { createParameters, SENTENCE_TABLE } from "../../../../training/nlu/lite-parameters";
import type { DenseTensors } from "../../../../training/nlu/network-layers";
import { storeParameters, writeWeights } from "../../../../training/nlu/quantise";
import { startTensorflow } from "../../../../training/nlu/tensorflow";
import { checkGradients } from "./check-gradients";

const SHAPE = { intents: 5, sentenceFeatures: 20, sentenceSize: 8 };

beforeAll(startTensorflow);

describe("LiteModel", () => {
  const hashes = Int32Array.from({ length: 20 }, (_, index) => index * 7919);
  const parameters = createParameters(SHAPE, seededRandom(3));
  const random = seededRandom(4);
  for (const [name, { values }] of parameters)
    if (name.endsWith(".bias")) values.forEach((_, i) => (values[i] = random() - 0.5));
  const { manifest, bytes } = writeWeights([
    { name: "sentence.hashes", kind: "integers", values: hashes },
    ...storeParameters(parameters),
  ]);
  const weights = new Weights(manifest, bytes);
  const model = new LiteModel(weights);

  it("computes what the network in tfjs does, from the same int8 weights", () => {
    // The second shows that nothing of the first is left.
    const sentences = [[0, 3, 3, 19], [7]];
    const values = weights.dequantise(SENTENCE_TABLE);
    const size = SHAPE.sentenceSize;
    const sums = sentences.map((rows) =>
      Array.from({ length: size }, (_, d) => rows.reduce((sum, row) => sum + (values[row * size + d] ?? 0), 0)),
    );
    const expected = tf.tidy(() => {
      const dense: DenseTensors = {};
      for (const [name, { shape, values: exact }] of parameters) {
        if (name === SENTENCE_TABLE) continue;
        dense[name] = tf.tensor2d(name.endsWith(".bias") ? exact : weights.dequantise(name), shape);
      }
      return intentLogits(sentenceVectors(tf.tensor2d(sums)), dense).arraySync();
    });
    sentences.forEach((rows, index) => {
      const features = new HashList();
      for (const row of rows) features.push(hashes[row] ?? 0);
      const logits = model.intents(features);
      expected[index]?.forEach((logit, intent) => expect(logits[intent]).toBeCloseTo(logit, 4));
    });
  });

  it("ignores features that training never saw", () => {
    const features = new HashList();
    features.push(-5);
    expect([...model.intents(features)]).toEqual([...weights.floats("intent.bias")]);
  });
});

describe("gradients", () => {
  it("of the network are those that differences give", () => {
    const loss = (sums: tf.Tensor2D, kernel: tf.Tensor2D, bias: tf.Tensor2D): tf.Scalar => {
      const logits = intentLogits(sentenceVectors(sums), { "intent.kernel": kernel, "intent.bias": bias });
      return tf.sum(tf.slice(tf.logSoftmax(logits), [0, 1], [2, 1]));
    };
    checkGradients(loss, [
      [2, 4],
      [3, 4],
      [1, 3],
    ]);
  });

  it("leave no tensor behind", () => {
    const before = tf.memory().numTensors;
    checkGradients((x) => tf.sum(tf.square(x)), [[2, 2]]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
