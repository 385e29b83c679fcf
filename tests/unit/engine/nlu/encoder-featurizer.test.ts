import { describe, expect, it } from "vitest";
import { encoderInput, tokenStates } from "../../../../src/engine/nlu/encoder-featurizer";
import type { Message } from "../../../../src/engine/nlu/message";
import { tokenize } from "../../../../src/engine/nlu/tokenizer";
import { MOST_PIECES, WordPieceTokenizer } from "../../../../src/engine/nlu/wordpiece";

const tokenizer = new WordPieceTokenizer(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "rain", "##ing", "snow", "s", "what"]);

function message(text: string): Message {
  return { text, tokens: tokenize(text), entities: [], ranking: [] };
}

/** States of [pieces, 2]: the piece's place, and ten times it. */
function states(pieces: number): Float32Array {
  return Float32Array.from({ length: pieces * 2 }, (_, i) => Math.floor(i / 2) * (i % 2 === 0 ? 1 : 10));
}

describe("encoderInput and tokenStates", () => {
  it("give each token the mean of its own pieces' states, and nobody those of [CLS] and [SEP]", () => {
    const { ids, ends } = encoderInput(message("Raining, snow xyz"), tokenizer);
    expect([...ids]).toEqual([2, 4, 5, 6, 1, 3]);
    expect(ends).toEqual([2, 3, 4]);
    expect([...tokenStates(states(6), ends, 2)]).toEqual([1.5, 15, 3, 30, 4, 40]);
  });

  it("give a token whose word stands in another one zeros, and shift none of those behind it", () => {
    const text = "waht's rain";
    const words = [
      { text: "what", start: 0, end: 6 },
      { text: "rain", start: 7, end: 11 },
    ];
    const { ids, ends } = encoderInput({ ...message(text), words }, tokenizer);
    expect([...ids]).toEqual([2, 8, 4, 3]);
    expect(ends).toEqual([1, 1, 2]);
    expect([...tokenStates(states(4), ends, 2)]).toEqual([1, 10, 0, 0, 2, 20]);
  });

  it("ask for as many pieces as the encoder reads, and give the tokens behind them zeros", () => {
    // One piece, and then two each: the 64th token is cut in its middle.
    const { ids, ends } = encoderInput(message(`rain ${"raining ".repeat(100)}`), tokenizer);
    expect(ids).toHaveLength(MOST_PIECES);
    expect(ids.at(-1)).toBe(3);
    expect(ends).toHaveLength(101);
    const vectors = tokenStates(states(MOST_PIECES), ends, 2);
    expect([...vectors.subarray(0, 4)]).toEqual([1, 10, 2.5, 25]);
    expect([...vectors.subarray(62 * 2, 64 * 2)]).toEqual([124.5, 1245, 126, 1260]);
    expect([...vectors.subarray(64 * 2)]).toEqual(Array<number>(37 * 2).fill(0));
  });

  it("hold for a message without tokens", () => {
    const { ids, ends } = encoderInput({ text: "", tokens: [], entities: [], ranking: [] }, tokenizer);
    expect([...ids]).toEqual([2, 3]);
    expect([...tokenStates(states(2), ends, 2)]).toEqual([]);
  });
});
