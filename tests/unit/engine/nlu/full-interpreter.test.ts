import { beforeEach, describe, expect, it } from "vitest";
import { FullInterpreter } from "../../../../src/engine/nlu/full-interpreter";
import type { Message } from "../../../../src/engine/nlu/message";
import type { ParseContext } from "../../../../src/engine/nlu/parse-data";
import type { SentenceEncoder } from "../../../../src/engine/nlu/sentence-encoder";
import { SpellingCorrector } from "../../../../src/engine/nlu/spelling-corrector";
import { MAX_TOKENS } from "../../../../src/engine/nlu/tokenizer";
import { TrainedInterpreter } from "../../../../src/engine/nlu/trained-interpreter";
import { MOST_PIECES } from "../../../../src/engine/nlu/wordpiece";
import { Weights } from "../../../../src/engine/project/weights";

const CONTEXT: ParseContext = { now: 0, zone: "UTC" };
const VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "milk", "add", "##s"];

let asked: number[][];
/** What the pipeline's first component was given. */
let seen: { texts: string[]; vectors: number[] | null }[];

/** Gives each piece its id and its place. */
const encoder: SentenceEncoder = {
  size: 2,
  encode(ids) {
    asked.push([...ids]);
    return Promise.resolve(Float32Array.from([...ids].flatMap((id, place) => [id, place])));
  },
};

const recorder = {
  process({ tokens, tokenVectors }: Message) {
    seen.push({ texts: tokens.map(({ text }) => text), vectors: tokenVectors ? [...tokenVectors] : null });
  },
};

function interpreter(): FullInterpreter {
  const spelling = new SpellingCorrector({
    name: "SpellingCorrector",
    tiers: ["", "", "", "", "", "milk add please"],
    pairs: {},
  });
  const pipeline = new TrainedInterpreter({ components: [] }, new Weights([], new Uint8Array(0)), [spelling, recorder]);
  return new FullInterpreter(pipeline, VOCABULARY, encoder);
}

beforeEach(() => {
  asked = [];
  seen = [];
});

describe("FullInterpreter", () => {
  it("gives the pipeline the encoder's vectors of the words as they were meant", async () => {
    const parsed = await interpreter().parse("add mlik", CONTEXT);
    expect(parsed.text).toBe("add mlik");
    expect(asked).toEqual([[2, 5, 4, 3]]);
    expect(seen).toEqual([{ texts: ["add", "mlik"], vectors: [5, 1, 4, 2] }]);
  });

  it("takes an exact intent at its word, without the encoder", async () => {
    expect(await interpreter().parse('/order{"dish": "soup"}', CONTEXT)).toMatchObject({
      intent: { name: "order", confidence: 1 },
      entities: [{ entity: "dish", value: "soup" }],
    });
    expect(asked).toEqual([]);
    expect(seen).toEqual([]);
  });

  it.each(["", " \n\t "])("says nothing about a text without words, and encodes none (%#)", async (text) => {
    expect(await interpreter().parse(text, CONTEXT)).toEqual({
      text,
      intent: { name: null, confidence: 0 },
      entities: [],
      intent_ranking: [],
    });
    expect(asked).toEqual([]);
  });

  it("reads a long text as far as the limits and says so; behind the encoder's pieces there are zeros", async () => {
    const parsed = await interpreter().parse("milk ".repeat(MAX_TOKENS + 1), CONTEXT);
    expect(parsed.truncated_at).toBe(MAX_TOKENS * 5 - 1);
    expect(asked[0]).toHaveLength(MOST_PIECES);
    const vectors = seen[0]?.vectors ?? [];
    expect(vectors).toHaveLength(MAX_TOKENS * 2);
    expect(vectors.slice(0, 2)).toEqual([4, 1]);
    expect(vectors.slice((MOST_PIECES - 3) * 2, (MOST_PIECES - 1) * 2)).toEqual([4, MOST_PIECES - 2, 0, 0]);
  });

  it("fails where the encoder does, and reads the next message", async () => {
    const failing = new FullInterpreter(
      new TrainedInterpreter({ components: [] }, new Weights([], new Uint8Array(0))),
      VOCABULARY,
      { size: 2, encode: () => Promise.reject(new Error("out of memory")) },
    );
    await expect(failing.parse("milk", CONTEXT)).rejects.toThrow("out of memory");
    expect((await failing.parse("/greet", CONTEXT)).intent.name).toBe("greet");
  });
});
