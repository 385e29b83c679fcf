import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import { DenseBatches } from "../../../../training/nlu/dense-batches";
import { startTensorflow } from "../../../../training/nlu/tensorflow";

const SIZE = 2;
/** Of two tokens, of one, of none. */
const EXAMPLES = [
  { vectors: Float32Array.of(3, 1, 0, 3) },
  { vectors: Float32Array.of(-2, 4) },
  { vectors: Float32Array.of() },
];

beforeAll(startTensorflow);

function read(random: () => number) {
  const batches = new DenseBatches(EXAMPLES, SIZE, random);
  const { means, tokens, spans } = batches.of(EXAMPLES);
  const read = { means: means.arraySync(), tokens: tokens.arraySync(), spans };
  tf.dispose([means, tokens]);
  return read;
}

describe("DenseBatches", () => {
  /** Draws that never drop; what stays is still made larger, by 1 / 0.9 and 1 / 0.8. */
  const never = () => 0.99;

  it("gives each number of the means mean 0 and variance 1 over the examples", () => {
    const { means } = read(never);
    for (let d = 0; d < SIZE; d++) {
      const column = means.map((mean) => (mean[d] ?? 0) * 0.9);
      expect(column.reduce((sum, value) => sum + value, 0) / 3).toBeCloseTo(0, 5);
      expect(column.reduce((sum, value) => sum + value ** 2, 0) / 3).toBeCloseTo(1, 4);
    }
  });

  it("lays the messages' tokens out one after another, each scaled, with an empty one behind each message", () => {
    const { tokens, spans } = read(never);
    expect(spans).toEqual([
      { start: 0, end: 2 },
      { start: 3, end: 4 },
      { start: 5, end: 5 },
    ]);
    const expected = [
      [3 / Math.sqrt(5), 1 / Math.sqrt(5)],
      [0, Math.sqrt(2)],
      [0, 0],
      [-2 / Math.sqrt(10), 4 / Math.sqrt(10)],
      [0, 0],
      [0, 0],
    ];
    expect(tokens).toHaveLength(expected.length);
    expected.forEach((row, i) => row.forEach((value, d) => expect((tokens[i]?.[d] ?? 0) * 0.8).toBeCloseTo(value, 5)));
  });

  it("leaves the examples as they are, and drops the same numbers for the same seed", () => {
    expect([...(EXAMPLES[0]?.vectors ?? [])]).toEqual([3, 1, 0, 3]);
    expect(read(seededRandom(1))).toEqual(read(seededRandom(1)));
  });
});
