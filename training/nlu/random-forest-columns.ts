import * as v from "valibot";
import { Featurizer } from "../../src/engine/nlu/featurizer";
import { HashList } from "../../src/engine/nlu/hash";
import { HashIndex } from "../../src/engine/nlu/hash-index";
import type { FeatureSettings } from "../../src/engine/nlu/pipeline-settings";
import { readablePart, tokenize } from "../../src/engine/nlu/tokenizer";
import { isMissing } from "../formats/csv-target";
import { informativeFeatures, MOST_FEATURES } from "./random-forest-features";

/** How a column of a table becomes numbers that a forest can compare. Values that are missing have a column of their own to say so. */
export const columnSchema = v.variant("kind", [
  /** One number; where it is missing, the median. */
  v.object({ kind: v.literal("number"), name: v.string(), median: v.number() }),
  /** One number for each of the values, 1 for that of the row. */
  v.object({ kind: v.literal("category"), name: v.string(), values: v.array(v.string()) }),
  /** One number for each of the features, 1 for those that the text has. */
  v.object({ kind: v.literal("text"), name: v.string(), hashes: v.array(v.number()) }),
]);

export type ColumnCoding = v.InferOutput<typeof columnSchema>;

/** Of text columns with no more different values than these, each is a category; with more, words and parts of words count. */
const MOST_CATEGORIES = 32;

/** The features of messages by the default pipeline. */
const TEXT_FEATURES: FeatureSettings = { words: 3, characters: { min: 2, max: 4 }, lexical: false, patterns: null };

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** What a column's values are, judged by those of the rows that are trained on. */
export function codeColumn(name: string, values: string[], classes: Int32Array): ColumnCoding {
  const present = values.filter((value) => !isMissing(value));
  if (present.every((value) => toNumber(value) !== null)) {
    return { kind: "number", name, median: median(present.map((value) => toNumber(value) ?? 0)) };
  }
  const different = new Set(present);
  if (different.size <= Math.min(MOST_CATEGORIES, present.length / 2))
    return { kind: "category", name, values: [...different].sort() };
  const hashes = informativeFeatures(hashTexts(values), classes, MOST_FEATURES);
  return { kind: "text", name, hashes: [...hashes] };
}

/** The columns of numbers that a column of values becomes, as many for any values. */
export function encodeColumn(coding: ColumnCoding, values: string[]): Float32Array[] {
  const missing = Float32Array.from(values, (value) => (isMissing(value) ? 1 : 0));
  switch (coding.kind) {
    case "number":
      return [Float32Array.from(values, (value) => toNumber(value) ?? coding.median), missing];
    case "category":
      return [...coding.values.map((one) => Float32Array.from(values, (value) => (value === one ? 1 : 0))), missing];
    case "text": {
      const index = new HashIndex(Int32Array.from(coding.hashes));
      const columns = coding.hashes.map(() => new Float32Array(values.length));
      hashTexts(values).forEach((features, row) => {
        for (const hash of features) {
          const column = columns[index.row(hash)];
          if (column) column[row] = 1;
        }
      });
      return [...columns, missing];
    }
  }
}

/** Null for what is no number, or one that a 32-bit float can't hold. */
function toNumber(value: string): number | null {
  const number = Math.fround(Number(value));
  return NUMBER.test(value) && Number.isFinite(number) ? number : null;
}

/** 0 of no values. */
function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function hashTexts(texts: string[]): Int32Array[] {
  const featurizer = new Featurizer(TEXT_FEATURES);
  const features = new HashList();
  return texts.map((text) => {
    const message = { text: readablePart(text), tokens: tokenize(text), entities: [], ranking: [] };
    featurizer.sentenceFeatures(featurizer.prepare(message), features);
    return features.values.slice(0, features.length);
  });
}
