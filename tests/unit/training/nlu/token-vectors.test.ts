import { beforeEach, describe, expect, it } from "vitest";
import { FullInterpreter } from "../../../../src/engine/nlu/full-interpreter";
import type { Message } from "../../../../src/engine/nlu/message";
import type { SentenceEncoder } from "../../../../src/engine/nlu/sentence-encoder";
import { SpellingCorrector } from "../../../../src/engine/nlu/spelling-corrector";
import { tokenize } from "../../../../src/engine/nlu/tokenizer";
import { TrainedInterpreter } from "../../../../src/engine/nlu/trained-interpreter";
import { Weights } from "../../../../src/engine/project/weights";
import { EncodedTokenVectors } from "../../../../training/nlu/token-vectors";

const CONTEXT = { now: 0, zone: "UTC" };
const FOLDER = {
  name: "fake",
  path: "/no/such/folder",
  vocabulary: ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "milk", "add", "##s", "please"],
};

let asked: number[][];

/** Gives each piece its id, and what it depends on: the sum of all ids. */
function states(ids: Int32Array): Float32Array {
  const sum = ids.reduce((total, id) => total + id, 0);
  return Float32Array.from([...ids].flatMap((id) => [id, sum]));
}

const encoder: SentenceEncoder & { encodeBatch(sentences: readonly Int32Array[]): Promise<Float32Array[]> } = {
  size: 2,
  encode: (ids) => Promise.resolve(states(ids)),
  encodeBatch(sentences) {
    asked.push(...sentences.map((ids) => [...ids]));
    return Promise.resolve(sentences.map(states));
  },
};

function spelling(): SpellingCorrector {
  return new SpellingCorrector({
    name: "SpellingCorrector",
    tiers: ["", "", "", "", "", "milk milks add please"],
    pairs: {},
  });
}

/** What a text's tokens are given. */
function vectorsOf(vectors: EncodedTokenVectors, text: string): Float32Array | undefined {
  const message: Message = { text, tokens: tokenize(text), entities: [], ranking: [] };
  for (const component of [spelling(), ...vectors.components]) component.process(message, CONTEXT);
  return message.tokenVectors;
}

beforeEach(() => {
  asked = [];
});

describe("EncodedTokenVectors", () => {
  it("encode each text once, however it is written, and tell how far they are", async () => {
    const told: [number, number][] = [];
    const vectors = new EncodedTokenVectors(FOLDER, encoder, [spelling()], (...progress) => told.push(progress));
    await vectors.prepare(["add milk", "milks", "Add MILK!", "add mlik", "add milk"]);
    expect(asked.toSorted()).toEqual([
      [2, 4, 6, 3],
      [2, 5, 4, 3],
    ]);
    expect(told).toEqual([[2, 2]]);
    await vectors.prepare(["ADD milk", "please"]);
    expect(asked.slice(2)).toEqual([[2, 7, 3]]);
    expect(told.at(-1)).toEqual([1, 1]);
    await vectors.prepare([]);
    expect(asked).toHaveLength(3);
  });

  it("give a message its tokens' own vectors, and one that wasn't prepared none", async () => {
    const vectors = new EncodedTokenVectors(FOLDER, encoder, [spelling()], () => undefined);
    await vectors.prepare(["milks please", "add milk"]);
    expect([...(vectorsOf(vectors, "milks please") ?? [])]).toEqual([5, 22, 7, 22]);
    expect([...(vectorsOf(vectors, "add mlik") ?? [])]).toEqual([5, 14, 4, 14]);
    expect(vectorsOf(vectors, "please")).toBeUndefined();
  });

  it("are those that FullInterpreter gives the same texts", async () => {
    const texts = ["add milk", "Milks, please", "ad mlik pleas", "add 😀 milk", "milk ".repeat(200), "x"];
    const vectors = new EncodedTokenVectors(FOLDER, encoder, [spelling()], () => undefined);
    await vectors.prepare(texts);
    const given: (Float32Array | undefined)[] = [];
    const recorder = { process: ({ tokenVectors }: Message) => void given.push(tokenVectors) };
    const pipeline = new TrainedInterpreter({ components: [] }, new Weights([], new Uint8Array(0)), [
      spelling(),
      recorder,
    ]);
    const interpreter = new FullInterpreter(pipeline, FOLDER.vocabulary, encoder);
    for (const text of texts) await interpreter.parse(text, CONTEXT);
    expect(given).toEqual(texts.map((text) => vectorsOf(vectors, text)));
    expect(given).not.toContain(undefined);
  });
});
