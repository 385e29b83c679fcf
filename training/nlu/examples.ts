import { HashIndex } from "../../src/engine/nlu/hash-index";
import { HashList } from "../../src/engine/nlu/hash";
import type { Featurizer } from "../../src/engine/nlu/featurizer";
import type { Component, Message } from "../../src/engine/nlu/message";
import { normaliseWord } from "../../src/engine/nlu/normalise";
import type { ParseContext } from "../../src/engine/nlu/parse-data";
import { spansToTags, type LabelledSpan, type TagLabel } from "../../src/engine/nlu/tag-set";
import { readablePart, tokenize, type Token } from "../../src/engine/nlu/tokenizer";
import type { AnnotatedEntity, NluExample } from "../formats/types";
import { KnownCounts } from "./known-counts";
import type { EncodedSentence } from "./lite-trainer";
import type { EncodedMessage } from "./tagger-trainer";
import { toRows } from "./vocabulary";

/** An example with its features hashed, before a vocabulary is chosen. */
export interface HashedExample {
  intent: string;
  sentence: Int32Array;
  tokens: Int32Array;
  ends: number[];
  tags: Int32Array;
  /** What a component before the classifier knew of the tokens. */
  vectors: Float32Array | null;
}

/** The moment that dates in examples are read against: any will do, as only where they stand is learnt. */
export const TRAINING_CONTEXT: ParseContext = { now: Date.UTC(2026, 0, 5, 12), zone: "UTC" };

/** The texts that the examples annotate. */
export function countKnown(examples: NluExample[], labels: TagLabel[]): KnownCounts {
  const known = new KnownCounts(labels.length);
  for (const { text, entities } of examples) {
    if (entities.length === 0) continue;
    const tokens = tokenize(text);
    known.add(
      tokens.map((token) => normaliseWord(token.text)),
      labelledSpans(tokens, entities, labels),
    );
  }
  return known;
}

/** Runs what stands before the classifier over the examples, and hashes their features. `known` is what all the data annotates. */
export function hashExamples(
  examples: NluExample[],
  before: Component[],
  featurizer: Featurizer,
  labels: TagLabel[],
  known: KnownCounts,
): HashedExample[] {
  const features = new HashList();
  return examples.map((example) => {
    const message: Message = {
      text: readablePart(example.text),
      tokens: tokenize(example.text),
      entities: [],
      ranking: [],
    };
    for (const component of before) component.process(message, TRAINING_CONTEXT);
    const prepared = featurizer.prepare(message);
    featurizer.sentenceFeatures(prepared, features);
    const sentence = features.values.slice(0, features.length);
    const ends: number[] = [];
    const spans = labelledSpans(message.tokens, example.entities, labels);
    featurizer.tokenFeatures(prepared, known.find(prepared.words, message.tokens, spans), features, ends);
    return {
      intent: example.intent,
      sentence,
      tokens: features.values.slice(0, features.length),
      ends,
      tags: spansToTags(spans, message.tokens.length),
      vectors: message.tokenVectors ?? null,
    };
  });
}

/** Of the vectors that the examples' tokens have beside their features; 0: none. */
export function vectorSize(examples: HashedExample[]): number {
  const some = examples.find(({ ends }) => ends.length > 0);
  return some?.vectors ? some.vectors.length / some.ends.length : 0;
}

export function encodeSentences(examples: HashedExample[], intents: string[], hashes: Int32Array): EncodedSentence[] {
  const index = new HashIndex(hashes);
  return examples.map(({ intent, sentence, vectors }) => ({
    intent: intents.indexOf(intent),
    sentence: toRows(sentence, [sentence.length], index).rows,
    vectors,
  }));
}

export function encodeMessages(examples: HashedExample[], intents: string[], hashes: Int32Array): EncodedMessage[] {
  const index = new HashIndex(hashes);
  return examples.map(({ intent, tokens, ends, tags, vectors }) => {
    const encoded = toRows(tokens, ends, index);
    return { intent: intents.indexOf(intent), tokens: encoded.rows, ends: encoded.ends, tags, vectors };
  });
}

/** The labels of the annotated entities, each entity with each role and group it is given, in order of name. */
export function tagLabels(examples: NluExample[]): TagLabel[] {
  const labels = new Map<string, TagLabel>();
  for (const { entity, role, group } of examples.flatMap((example) => example.entities)) {
    labels.set(labelKey({ entity, role, group }), { entity, role, group });
  }
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, label]) => label);
}

function labelKey({ entity, role, group }: TagLabel): string {
  return JSON.stringify([entity, role ?? null, group ?? null]);
}

/** An annotation covers every token that it touches; of two that touch the same one, the first counts. */
function labelledSpans(tokens: Token[], entities: AnnotatedEntity[], labels: TagLabel[]): LabelledSpan[] {
  const keys = labels.map(labelKey);
  const spans: LabelledSpan[] = [];
  let free = 0;
  for (const entity of entities.toSorted((a, b) => a.start - b.start)) {
    const first = tokens.findIndex((token) => token.end > entity.start);
    const last = tokens.findLastIndex((token) => token.start < entity.end);
    if (first < free || last < first) continue;
    spans.push({ label: keys.indexOf(labelKey(entity)), first, last });
    free = last + 1;
  }
  return spans;
}
