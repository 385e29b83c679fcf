import { describe, expect, it } from "vitest";
import { Featurizer } from "../../../../src/engine/nlu/featurizer";
import { HashList } from "../../../../src/engine/nlu/hash";
import { HashIndex } from "../../../../src/engine/nlu/hash-index";
import type { Message } from "../../../../src/engine/nlu/message";
import type { Entity } from "../../../../src/engine/nlu/parse-data";
import type { FeatureSettings } from "../../../../src/engine/nlu/pipeline-settings";
import { tokenize } from "../../../../src/engine/nlu/tokenizer";

const SETTINGS: FeatureSettings = { words: 3, characters: { min: 1, max: 4 }, lexical: true, patterns: null };

function sentence(text: string, entities: Entity[] = [], settings = SETTINGS): number[] {
  const features = new HashList();
  const message: Message = { text, tokens: tokenize(text), entities, ranking: [] };
  const featurizer = new Featurizer(settings);
  featurizer.sentenceFeatures(featurizer.prepare(message), features);
  return [...features.values.slice(0, features.length)];
}

function found(entity: string, text: string, part: string): Entity {
  const start = text.indexOf(part);
  return { entity, start, end: start + part.length, value: part, extractor: "DucklingEntityExtractor" };
}

describe("Featurizer", () => {
  const wordsOnly: FeatureSettings = { words: 1, characters: null, lexical: false, patterns: null };

  it.each([
    ["what's new", "Whats new"],
    ["what’s new", "whats new"],
    ["Café at 10", "cafe at 99"],
    ["ＨＥＬＬＯ", "hello"],
  ])("reads %j and %j as the same words", (a, b) => {
    expect(sentence(a, [], wordsOnly)).toEqual(sentence(b, [], wordsOnly));
  });

  it("gives character n-grams within words, between two spaces, as char_wb does", () => {
    // " ab " has a, b; " a", "ab", "b "; " ab", "ab ".
    expect(sentence("ab", [], { ...wordsOnly, words: 0, characters: { min: 1, max: 3 } })).toHaveLength(7);
  });

  it("counts what an extractor found as one word of a phrase, whatever it says", () => {
    const phrases: FeatureSettings = { ...wordsOnly, words: 2 };
    const shared = (a: string, timeA: string, b: string, timeB: string): number => {
      const first = new Set(sentence(a, [found("time", a, timeA)], phrases));
      return sentence(b, [found("time", b, timeB)], phrases).filter((hash) => first.has(hash)).length;
    };
    // "move", "to", the time itself, and the phrases "^ move", "move to", "to <time>", "<time> $".
    expect(shared("move to six", "six", "move to next friday", "next friday")).toBe(7);
  });

  it("marks tokens inside and outside of what was found", () => {
    const text = "call anna tomorrow";
    const featurizer = new Featurizer(wordsOnly);
    const features = new HashList();
    const ends: number[] = [];
    const message: Message = { text, tokens: tokenize(text), entities: [found("time", text, "tomorrow")], ranking: [] };
    featurizer.tokenFeatures(featurizer.prepare(message), [], features, ends);
    expect(ends).toEqual([1, 2, 5]);
    featurizer.tokenFeatures(featurizer.prepare(message), [{ hash: 1, start: 0, end: 9 }], features, ends);
    expect(ends).toEqual([2, 5, 8]);
  });

  it("tells the tagger the shape of a word, and the signs beside it", () => {
    const tokens = (text: string): number[][] => {
      const features = new HashList();
      const ends: number[] = [];
      const featurizer = new Featurizer({ ...wordsOnly, lexical: true, characters: { min: 2, max: 4 } });
      const message: Message = { text, tokens: tokenize(text), entities: [], ranking: [] };
      featurizer.tokenFeatures(featurizer.prepare(message), [], features, ends);
      return ends.map((end, i) => [...features.values.slice(ends[i - 1] ?? 0, end)]);
    };
    const [plain, capital, comma] = ["red wine", "Red wine", "red, wine"].map((text) => tokens(text)[0] ?? []);
    expect(capital).not.toEqual(plain);
    expect(capital).toHaveLength(plain?.length ?? 0);
    expect(comma?.filter((hash) => !plain?.includes(hash))).toHaveLength(1);
    expect(comma).toHaveLength((plain?.length ?? 0) + 1);
  });

  it("bounds the features of a word without end", () => {
    expect(sentence("x".repeat(4000)).length).toBeLessThan(400);
  });
});

describe("HashIndex", () => {
  it("finds the row of every hash it was given, and of no other", () => {
    const hashes = Int32Array.from([0, 1, -1, 2 ** 31 - 1, 17, 17 + 16, 17 + 32]);
    const index = new HashIndex(hashes);
    expect([...hashes].map((hash) => index.row(hash))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(index.row(99)).toBe(-1);
    expect(new HashIndex(new Int32Array(0)).row(0)).toBe(-1);
  });
});
