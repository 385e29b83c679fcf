import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import { HashList } from "../../../../src/engine/nlu/hash";
import { LiteModel } from "../../../../src/engine/nlu/lite-model";
import { Weights } from "../../../../src/engine/project/weights";
import { expertLogits, type DenseInput } from "../../../../training/nlu/lite-network";
import { createParameters, SENTENCE_TABLE, type LiteShape } from "../../../../training/nlu/lite-parameters";
import { LiteTrainer } from "../../../../training/nlu/lite-trainer";
import type { DenseTensors } from "../../../../training/nlu/network-layers";
import { storeParameters, writeWeights } from "../../../../training/nlu/quantise";
import { startTensorflow } from "../../../../training/nlu/tensorflow";
import { checkGradients } from "./check-gradients";

const SIZE = 6;
const WITHOUT: LiteShape = { intents: 5, sentenceFeatures: 20, sentenceSize: 8, vectorSize: 0, windows: 0 };
const WITH: LiteShape = { ...WITHOUT, vectorSize: SIZE, windows: 7 };
const HASHES = Int32Array.from({ length: 20 }, (_, index) => index * 7919);

beforeAll(startTensorflow);

/** A network that was never trained, in the bundle's weights and as the trainer has it. */
function network(shape: LiteShape) {
  const parameters = createParameters(shape, seededRandom(3));
  const random = seededRandom(4);
  for (const [name, { values }] of parameters)
    if (name.endsWith(".bias")) values.forEach((_, i) => (values[i] = random() - 0.5));
  if (shape.vectorSize > 0) {
    const drawn = (low: number, high: number) =>
      Float32Array.from({ length: SIZE }, () => low + random() * (high - low));
    parameters.set("mean.center", { shape: [1, SIZE], values: drawn(-0.5, 0.5) });
    parameters.set("mean.spread", { shape: [1, SIZE], values: drawn(0.5, 3) });
  }
  const { manifest, bytes } = writeWeights([
    { name: "sentence.hashes", kind: "integers", values: HASHES },
    ...storeParameters(parameters),
  ]);
  const weights = new Weights(manifest, bytes);
  /** As the bundle has them: in int8 but for the few that stay exact. */
  const tensors = (): DenseTensors => {
    const dense: DenseTensors = {};
    for (const [name, { shape, values }] of parameters) {
      if (name === SENTENCE_TABLE || name.startsWith("mean.")) continue;
      dense[name] = tf.tensor2d(name.endsWith(".bias") ? values : weights.dequantise(name), shape);
    }
    return dense;
  };
  return { parameters, weights, tensors };
}

/** Rows of the embeddings of some sentences, summed. */
function sums(weights: Weights, sentences: number[][]): tf.Tensor2D {
  const values = weights.dequantise(SENTENCE_TABLE);
  const size = WITHOUT.sentenceSize;
  return tf.tensor2d(
    sentences.map((rows) =>
      Array.from({ length: size }, (_, d) => rows.reduce((sum, row) => sum + (values[row * size + d] ?? 0), 0)),
    ),
  );
}

/** The sum of a model's embeddings of the features with these hashes. */
function embedded({ bag }: LiteModel, hashes: number[]): Float32Array {
  const list = new HashList();
  for (const hash of hashes) list.push(hash);
  const sum = new Float32Array(bag.size);
  bag.add(list, 0, list.length, sum, 0);
  return sum;
}

const hashesOf = (rows: number[]) => rows.map((row) => HASHES[row] ?? 0);

/** Brought to a root mean square of 1. */
function scaled(vector: number[]): number[] {
  const square = vector.reduce((sum, value) => sum + value ** 2, 0) / vector.length;
  return vector.map((value) => value / Math.sqrt(square + 1e-6));
}

/** Messages' vectors as DenseInput describes them. */
function input(messages: number[][][], center: Float32Array, spread: Float32Array): DenseInput {
  const means = messages.map((vectors) =>
    scaled(Array.from({ length: SIZE }, (_, d) => vectors.reduce((sum, vector) => sum + (vector[d] ?? 0), 0))).map(
      (value, d) => (value - (center[d] ?? 0)) * (spread[d] ?? 0),
    ),
  );
  const rows: number[][] = [];
  const spans = messages.map((vectors) => {
    const start = rows.length;
    rows.push(...vectors.map(scaled), Array<number>(SIZE).fill(0));
    return { start, end: start + vectors.length };
  });
  return { means: tf.tensor2d(means), tokens: tf.tensor2d(rows), spans };
}

function expectEqual(experts: Float32Array[], expected: number[][]): void {
  expect(experts).toHaveLength(expected.length);
  expected.forEach((logits, expert) => {
    expect(experts[expert]).toHaveLength(logits.length);
    logits.forEach((logit, intent) => expect(experts[expert]?.[intent]).toBeCloseTo(logit, 4));
  });
}

describe("LiteModel", () => {
  // The later ones show that nothing of those before is left.
  const sentences = [[0, 3, 3, 19], [7], [2, 5]];

  it("computes what the network in tfjs does, from the same int8 weights, without vectors", () => {
    const { weights, tensors } = network(WITHOUT);
    const model = new LiteModel(weights);
    expect(model.vectorSize).toBe(0);
    const [expected = []] = tf.tidy(() =>
      expertLogits(sums(weights, sentences), null, tensors()).map((logits) => logits.arraySync()),
    );
    sentences.forEach((rows, index) =>
      expectEqual(model.experts(embedded(model, hashesOf(rows))), [expected[index] ?? []]),
    );
  });

  it("and with them, for messages of any number of tokens", () => {
    const { weights, tensors } = network(WITH);
    const model = new LiteModel(weights);
    expect(model.vectorSize).toBe(SIZE);
    const random = seededRandom(5);
    const messages = [4, 1, 0].map((tokens) =>
      Array.from({ length: tokens }, () => Array.from({ length: SIZE }, () => random() * 4 - 2)),
    );
    const expected = tf.tidy(() => {
      const dense = input(messages, weights.floats("mean.center"), weights.floats("mean.spread"));
      return expertLogits(sums(weights, sentences), dense, tensors()).map((logits) => logits.arraySync());
    });
    messages.forEach((vectors, index) =>
      expectEqual(
        model.experts(embedded(model, hashesOf(sentences[index] ?? [])), Float32Array.from(vectors.flat())),
        expected.map((logits) => logits[index] ?? []),
      ),
    );
  });

  it("leaves the vectors that it is given as they are", () => {
    const model = new LiteModel(network(WITH).weights);
    const vectors = Float32Array.from({ length: 3 * SIZE }, (_, i) => i);
    model.experts(embedded(model, hashesOf([1])), vectors);
    expect([...vectors]).toEqual([...vectors.keys()]);
  });

  it("ignores features that training never saw", () => {
    const { weights } = network(WITHOUT);
    const model = new LiteModel(weights);
    expect(model.experts(embedded(model, [-5])).map((logits) => [...logits])).toEqual([
      [...weights.floats("intent.bias")],
    ]);
  });
});

describe("the network's gradients", () => {
  /** The likelihood of one intent, by all experts together. */
  const likelihood = (experts: tf.Tensor2D[]): tf.Scalar =>
    tf.sum(tf.slice(tf.logSoftmax(experts.reduce((sum, logits) => tf.add(sum, logits))), [0, 1], [2, 1]));

  it("are those that differences give, without vectors", () => {
    checkGradients(
      (bags, kernel, bias) => likelihood(expertLogits(bags, null, { "intent.kernel": kernel, "intent.bias": bias })),
      [
        [2, 4],
        [3, 4],
        [1, 3],
      ],
    );
  });

  it("and with them", () => {
    const random = seededRandom(6);
    const messages = [3, 2].map((tokens) =>
      Array.from({ length: tokens }, () => Array.from({ length: SIZE }, () => random() * 2 - 1)),
    );
    const [center, spread] = [new Float32Array(SIZE), new Float32Array(SIZE).fill(1)];
    const names = ["intent", "meanIntent", "windows", "windowIntent"].flatMap((name) => [
      `${name}.kernel`,
      `${name}.bias`,
    ]);
    checkGradients(
      (bags, ...parameters) =>
        likelihood(
          expertLogits(
            bags,
            input(messages, center, spread),
            Object.fromEntries(names.map((name, i) => [name, parameters[i] as tf.Tensor2D])),
          ),
        ),
      [
        [2, 4],
        ...([3, 3] as const).flatMap((intents, i): [number, number][] => [
          [intents, i === 0 ? 4 : SIZE],
          [1, intents],
        ]),
        [5, 3 * SIZE],
        [1, 5],
        [3, 5],
        [1, 3],
      ],
    );
  });
});

describe("LiteTrainer", () => {
  /** Each intent has a feature and a direction of its own, in one of two tokens. */
  function train(shape: LiteShape, seed: number) {
    const examples = Array.from({ length: 20 }, (_, i) => {
      const vectors = new Float32Array(2 * SIZE).fill(0.1);
      vectors[(i % 2) * SIZE + (i % 5)] = 2;
      return { intent: i % 5, sentence: Int32Array.of(i % 5, 10), vectors: shape.vectorSize > 0 ? vectors : null };
    });
    const losses: number[] = [];
    const schedule = { batchSize: 5, epochs: 30, learningRate: 0.03 };
    const trainer = new LiteTrainer(shape, { ...schedule, featureDropout: 0.1, labelSmoothing: 0 }, seed);
    trainer.train(examples, (_epoch, _epochs, loss) => losses.push(loss));
    return { losses, parameters: trainer.parameters };
  }

  it.each([
    ["without vectors", WITHOUT],
    ["with vectors", WITH],
  ])("learns, gives the same bits for the same seed, and leaves no tensor behind: %s", (_, shape) => {
    const before = tf.memory().numTensors;
    const { losses, parameters } = train(shape, 1);
    expect(tf.memory().numTensors).toBe(before);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
    expect(train(shape, 1).parameters).toEqual(parameters);
    expect(train(shape, 2).parameters).not.toEqual(parameters);
  });

  it("brings the numbers of the messages' means to mean 0 and variance 1", () => {
    const { parameters } = train(WITH, 1);
    const [center, spread] = ["mean.center", "mean.spread"].map((name) => parameters.get(name)?.values ?? []);
    expect(center).toHaveLength(SIZE);
    // The first five numbers take turns; the last differs only by what scaling makes of it: nothing.
    for (let d = 1; d < 5; d++) expect(center?.[d]).toBeCloseTo(center?.[0] ?? 0, 5);
    expect(spread?.[0]).toBeGreaterThan(0.5);
    expect(spread?.[0]).toBeLessThan(5);
  });
});
