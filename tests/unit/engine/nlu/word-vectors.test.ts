import { describe, expect, it } from "vitest";
import { WordPieceTokenizer } from "../../../../src/engine/nlu/wordpiece";
import { WordVectors } from "../../../../src/engine/nlu/word-vectors";

const PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "rain", "##ing", "snow"];

describe("WordVectors", () => {
  const vectors = new WordVectors(new WordPieceTokenizer(PIECES), {
    shape: [PIECES.length, 2],
    values: Int8Array.from([9, 9, 1, 1, 9, 9, 9, 9, 10, 20, 30, 0, 5, 5]),
    scales: Float32Array.from([1, 1, 1, 1, 0.5, 0.1, 1]),
  });

  it("gives a word the mean of its pieces", () => {
    const [rain, raining] = [
      [5, 10],
      [4, 5],
    ];
    expect([...vectors.of(["rain", "Raining", "rain"])].map((value) => Number(value.toFixed(4)))).toEqual([
      ...rain,
      ...raining,
      ...rain,
    ]);
  });

  it("gives what it doesn't know the vector of [UNK], and nothing zeros", () => {
    expect([...vectors.of(["xyz", ""])]).toEqual([1, 1, 0, 0]);
    expect([...vectors.of([])]).toEqual([]);
  });
});
