import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import { Crf } from "../../../../src/engine/nlu/crf";
import { HashList } from "../../../../src/engine/nlu/hash";
import { Tagger } from "../../../../src/engine/nlu/tagger";
import { tagCount } from "../../../../src/engine/nlu/tag-set";
import { Weights } from "../../../../src/engine/project/weights";
import { crfLoss } from "../../../../training/nlu/crf-loss";
import type { DenseTensors } from "../../../../training/nlu/network-layers";
import { storeParameters, writeWeights } from "../../../../training/nlu/quantise";
import { createTaggerParameters, emissions, TOKEN_TABLE } from "../../../../training/nlu/tagger-network";
import { startTensorflow } from "../../../../training/nlu/tensorflow";
import { checkGradients } from "./check-gradients";

const SHAPE = { labels: 2, intents: 3, tokenFeatures: 20, tokenSize: 6, vectorSize: 4 };

beforeAll(startTensorflow);

describe("Tagger", () => {
  it("computes what the network in tfjs does, from the same int8 weights", () => {
    const hashes = Int32Array.from({ length: 20 }, (_, index) => index * 7919);
    const parameters = createTaggerParameters(SHAPE, seededRandom(3));
    const random = seededRandom(4);
    for (const [name, { values }] of parameters)
      if (name.endsWith(".bias")) values.forEach((_, i) => (values[i] = random() - 0.5));
    const { manifest, bytes } = writeWeights([
      { name: "token.hashes", kind: "integers", values: hashes },
      ...storeParameters(parameters),
    ]);
    const weights = new Weights(manifest, bytes);

    // Two messages: the second shows that nothing of the first is left, and that neither reaches into the other.
    const messages = [
      [[1, 2], [3], [4, 5, 6]],
      [[8], []],
    ];
    const vectors = messages.map((tokens) => tokens.map(() => Array.from({ length: SHAPE.vectorSize }, random)));
    const intents = [
      [0.7, 0.2, 0.1],
      [0, 0, 1],
    ];
    const table = weights.dequantise(TOKEN_TABLE);
    const size = SHAPE.tokenSize;
    const sums = (rows: number[]): number[] =>
      Array.from({ length: size }, (_, d) => rows.reduce((sum, row) => sum + (table[row * size + d] ?? 0), 0));
    const expected = tf.tidy(() => {
      const dense: DenseTensors = {};
      for (const [name, { shape, values }] of parameters) {
        if (name === TOKEN_TABLE) continue;
        const isExact = name.endsWith(".bias") || name === "transitions";
        dense[name] = tf.tensor2d(isExact ? values : weights.dequantise(name), shape);
      }
      const tokenSums = messages.flatMap((tokens) => [...tokens.map(sums), new Array<number>(size).fill(0)]);
      const owners = messages.flatMap((tokens, index) => [
        ...tokens.map(() => [index === 0 ? 1 : 0, index === 1 ? 1 : 0]),
        [0, 0],
      ]);
      const rows = vectors.flatMap((of) => [...of, new Array<number>(SHAPE.vectorSize).fill(0)]);
      return emissions(
        tf.tensor2d(tokenSums),
        tf.tensor2d(rows),
        tf.tensor2d(intents),
        tf.tensor2d(owners),
        dense,
      ).arraySync();
    });

    const tagger = new Tagger(weights);
    let row = 0;
    messages.forEach((tokens, index) => {
      const features = new HashList();
      for (const feature of tokens.flat()) features.push(hashes[feature] ?? 0);
      let end = 0;
      const scores = tagger.emissions(
        features,
        tokens.map((rows) => (end += rows.length)),
        intents[index] ?? [],
        Float32Array.from(vectors[index]?.flat() ?? []),
      );
      tokens.forEach((_, t) => {
        expected[row++]?.forEach((score, tag) =>
          expect(scores[t * tagCount(SHAPE.labels) + tag]).toBeCloseTo(score, 4),
        );
      });
      row++;
    });
  });
});

describe("gradients", () => {
  it("of the CRF's loss are exact", () => {
    const crf = new Crf(2);
    const messages = [
      { start: 0, tags: Int32Array.of(0, 1, 3) },
      { start: 4, tags: Int32Array.of(8) },
    ];
    checkGradients(
      (scores, transitions) => crfLoss(crf, scores, transitions, messages),
      [
        [5, crf.tags],
        [crf.things, crf.things],
      ],
    );
  });

  it("of the tagger's network are those that differences give", () => {
    const owners = [
      [1, 0],
      [1, 0],
      [0, 0],
      [0, 1],
    ];
    const shape = { labels: 1, intents: 2, tokenFeatures: 1, tokenSize: 3, vectorSize: 2 };
    const parameters = createTaggerParameters(shape, seededRandom(1));
    const dense = [...parameters].filter(([name]) => name !== TOKEN_TABLE && name !== "transitions");
    const loss = (
      sums: tf.Tensor2D,
      vectors: tf.Tensor2D,
      intents: tf.Tensor2D,
      ...tensors: tf.Tensor2D[]
    ): tf.Scalar => {
      const named: DenseTensors = Object.fromEntries(dense.map(([name], i) => [name, tensors[i] as tf.Tensor2D]));
      return tf.mul(tf.sum(tf.square(emissions(sums, vectors, intents, tf.tensor2d(owners), named))), 0.1);
    };
    checkGradients(loss, [[4, 3], [4, 2], [2, 2], ...dense.map(([, matrix]) => matrix.shape)]);
  });
});
