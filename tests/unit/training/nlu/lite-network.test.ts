import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import { Crf } from "../../../../src/engine/nlu/crf";
import { HashList } from "../../../../src/engine/nlu/hash";
import { LiteModel } from "../../../../src/engine/nlu/lite-model";
import { tagCount } from "../../../../src/engine/nlu/tag-set";
import { Weights } from "../../../../src/engine/project/weights";
import { crfLoss } from "../../../../training/nlu/crf-loss";
import { emissions, intentLogits, sentenceVectors, type DenseTensors } from "../../../../training/nlu/lite-network";
import { createParameters, TABLES } from "../../../../training/nlu/lite-parameters";
import { writeWeights, type StoredTensor } from "../../../../training/nlu/quantise";
import { startTensorflow } from "../../../../training/nlu/tensorflow";

const SHAPE = { intents: 5, labels: 2, sentenceFeatures: 20, tokenFeatures: 20, sentenceSize: 8, tokenSize: 6 };

beforeAll(startTensorflow);

describe("LiteModel", () => {
  it("computes what the network in tfjs does, from the same int8 weights", () => {
    const hashes = Int32Array.from({ length: 20 }, (_, index) => index * 7919);
    const parameters = createParameters(SHAPE, seededRandom(3));
    const random = seededRandom(4);
    for (const [name, { values }] of parameters)
      if (name.endsWith(".bias")) values.forEach((_, i) => (values[i] = random() - 0.5));
    const tensors: StoredTensor[] = [...parameters].map(([name, matrix]) => ({
      name,
      kind: name.endsWith(".bias") ? "exact" : "quantised",
      matrix,
    }));
    const { manifest, bytes } = writeWeights([
      { name: "sentence.hashes", kind: "integers", values: hashes },
      { name: "token.hashes", kind: "integers", values: hashes },
      ...tensors,
    ]);
    const weights = new Weights(manifest, bytes);

    // Two messages: the second shows that nothing of the first is left, and that neither reaches into the other.
    const messages = [
      { sentence: [0, 3, 3, 19], tokens: [[1, 2], [3], [4, 5, 6]] },
      { sentence: [7], tokens: [[8], []] },
    ];
    const sums = (table: string, rows: number[]): number[] => {
      const values = weights.dequantise(table);
      const size = values.length / 20;
      return Array.from({ length: size }, (_, d) => rows.reduce((sum, row) => sum + (values[row * size + d] ?? 0), 0));
    };
    const empty = new Array<number>(SHAPE.tokenSize).fill(0);
    const expected = tf.tidy(() => {
      const dense: DenseTensors = {};
      for (const [name, { shape, values }] of parameters) {
        if (name === TABLES.sentence || name === TABLES.token) continue;
        dense[name] = tf.tensor2d(name.endsWith(".bias") ? values : weights.dequantise(name), shape);
      }
      const sentences = sentenceVectors(tf.tensor2d(messages.map(({ sentence }) => sums(TABLES.sentence, sentence))));
      const tokenSums = messages.flatMap(({ tokens }) => [...tokens.map((rows) => sums(TABLES.token, rows)), empty]);
      const owners = messages.flatMap(({ tokens }, index) => [
        ...tokens.map(() => [index === 0 ? 1 : 0, index === 1 ? 1 : 0]),
        [0, 0],
      ]);
      return {
        logits: intentLogits(sentences, dense).arraySync(),
        emissions: emissions(sentences, tf.tensor2d(tokenSums), tf.tensor2d(owners), dense).arraySync(),
      };
    });

    const model = new LiteModel(weights);
    const list = (rows: number[]): HashList => {
      const features = new HashList();
      for (const row of rows) features.push(hashes[row] ?? 0);
      return features;
    };
    let row = 0;
    messages.forEach(({ sentence, tokens }, index) => {
      const logits = model.intents(list(sentence));
      expected.logits[index]?.forEach((logit, intent) => expect(logits[intent]).toBeCloseTo(logit, 4));
      let end = 0;
      const scores = model.emissions(
        list(tokens.flat()),
        tokens.map((rows) => (end += rows.length)),
      );
      tokens.forEach((_, t) => {
        expected.emissions[row++]?.forEach((score, tag) =>
          expect(scores[t * tagCount(SHAPE.labels) + tag]).toBeCloseTo(score, 4),
        );
      });
      row++;
    });
  });

  it("ignores features that training never saw", () => {
    const parameters = createParameters({ ...SHAPE, labels: 0 }, seededRandom(3));
    const tensors: StoredTensor[] = [...parameters].map(([name, matrix]) => ({
      name,
      kind: name.endsWith(".bias") ? "exact" : "quantised",
      matrix,
    }));
    const { manifest, bytes } = writeWeights([
      { name: "sentence.hashes", kind: "integers", values: Int32Array.from({ length: 20 }, (_, i) => i) },
      ...tensors,
    ]);
    const features = new HashList();
    features.push(-5);
    expect([...new LiteModel(new Weights(manifest, bytes)).intents(features)]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe("gradients", () => {
  /** Compares the gradient with differences, at every input. */
  function check(loss: (...inputs: tf.Tensor2D[]) => tf.Scalar, shapes: [number, number][]): void {
    const random = seededRandom(9);
    const values = shapes.map(([rows, columns]) =>
      Float32Array.from({ length: rows * columns }, () => random() * 2 - 1),
    );
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

  it("of the CRF's loss are exact", () => {
    const crf = new Crf(2);
    const messages = [
      { start: 0, tags: Int32Array.of(0, 1, 3) },
      { start: 4, tags: Int32Array.of(8) },
    ];
    check(
      (scores, transitions) => crfLoss(crf, scores, transitions, messages),
      [
        [5, crf.tags],
        [crf.tags, crf.tags],
      ],
    );
  });

  it("of the whole network are those that differences give", () => {
    const owners = [
      [1, 0],
      [1, 0],
      [0, 0],
      [0, 1],
    ];
    const names = [
      "sentenceToToken.kernel",
      "sentenceToToken.bias",
      "convolution1.kernel",
      "convolution1.bias",
      "convolution2.kernel",
      "convolution2.bias",
    ];
    const others = ["emission.kernel", "emission.bias", "intent.kernel", "intent.bias"];
    const loss = (sums: tf.Tensor2D, tokens: tf.Tensor2D, ...dense: tf.Tensor2D[]): tf.Scalar => {
      const parameters: DenseTensors = Object.fromEntries(
        [...names, ...others].map((name, i) => [name, dense[i] as tf.Tensor2D]),
      );
      const sentences = sentenceVectors(sums);
      const scores = emissions(sentences, tokens, tf.tensor2d(owners), parameters);
      return tf.add(
        tf.sum(tf.square(scores)),
        tf.sum(tf.slice(tf.logSoftmax(intentLogits(sentences, parameters)), [0, 1], [2, 1])),
      );
    };
    check(loss, [
      [2, 4],
      [4, 3],
      [3, 4],
      [1, 3],
      [3, 9],
      [1, 3],
      [3, 9],
      [1, 3],
      [2, 3],
      [1, 2],
      [3, 4],
      [1, 3],
    ]);
  });

  it("leave no tensor behind", () => {
    const before = tf.memory().numTensors;
    check((x) => tf.sum(tf.square(x)), [[2, 2]]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
