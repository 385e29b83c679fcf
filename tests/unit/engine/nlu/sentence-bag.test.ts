import { describe, expect, it } from "vitest";
import { Featurizer } from "../../../../src/engine/nlu/featurizer";
import { HashList } from "../../../../src/engine/nlu/hash";
import { EmbeddingBag } from "../../../../src/engine/nlu/layers";
import type { Message } from "../../../../src/engine/nlu/message";
import { SentenceBag } from "../../../../src/engine/nlu/sentence-bag";
import { tokenize } from "../../../../src/engine/nlu/tokenizer";
import { Weights } from "../../../../src/engine/project/weights";
import { seededRandom } from "../../../../src/engine/environment";
import { writeWeights } from "../../../../training/nlu/quantise";

const SIZE = 8;
const featurizer = new Featurizer({ words: 3, characters: { min: 1, max: 4 }, lexical: false, patterns: null });

function prepared(text: string) {
  const message: Message = { text, tokens: tokenize(text), entities: [], ranking: [] };
  return featurizer.prepare(message);
}

function featuresOf(text: string): HashList {
  const features = new HashList();
  featurizer.sentenceFeatures(prepared(text), features);
  return features;
}

describe("SentenceBag", () => {
  it("sums the embeddings of all features, also of words that it has met before", () => {
    const texts = ["set a timer", "set the other timer", "a a a", "", "timer set"];
    const hashes = [
      ...new Set(texts.flatMap((text) => [...featuresOf(text).values.slice(0, featuresOf(text).length)])),
    ];
    const random = seededRandom(1);
    const values = Float32Array.from({ length: hashes.length * SIZE }, () => random() - 0.5);
    const { manifest, bytes } = writeWeights([
      { name: "sentence.hashes", kind: "integers", values: Int32Array.from(hashes) },
      { name: "sentence.rows", kind: "quantised", matrix: { shape: [hashes.length, SIZE], values } },
    ]);
    const bag = new EmbeddingBag(new Weights(manifest, bytes), "sentence");
    const sentences = new SentenceBag(featurizer, bag);
    for (const text of [...texts, ...texts]) {
      const features = featuresOf(text);
      const expected = new Float32Array(SIZE);
      bag.add(features, 0, features.length, expected, 0);
      const sum = sentences.embed(prepared(text));
      expected.forEach((value, d) => expect(sum[d]).toBeCloseTo(value, 4));
    }
  });
});
