import { describe, expect, it } from "vitest";
import { EntitySynonymMapper } from "../../../../src/engine/nlu/entity-synonym-mapper";
import { FallbackClassifier } from "../../../../src/engine/nlu/fallback-classifier";
import { KeywordIntentClassifier } from "../../../../src/engine/nlu/keyword-intent-classifier";
import type { Component, Message } from "../../../../src/engine/nlu/message";
import type { Entity, Intent } from "../../../../src/engine/nlu/parse-data";
import { RegexEntityExtractor } from "../../../../src/engine/nlu/regex-entity-extractor";
import { tokenize } from "../../../../src/engine/nlu/tokenizer";

function run(
  component: Component,
  text: string,
  given: Partial<Pick<Message, "ranking" | "entities" | "outOfScope">> = {},
): Message {
  const message: Message = {
    text,
    tokens: tokenize(text),
    entities: given.entities ?? [],
    ranking: given.ranking ?? [],
    outOfScope: given.outOfScope,
  };
  component.process(message, { now: 0, zone: "UTC" });
  return message;
}

function ranking(...confidences: number[]): Intent[] {
  return confidences.map((confidence, index) => ({ name: `intent${index}`, confidence }));
}

describe("FallbackClassifier", () => {
  const fallback = new FallbackClassifier({
    name: "FallbackClassifier",
    threshold: 0.4,
    ambiguityThreshold: 0.1,
    scopeThreshold: 0.95,
  });

  it("puts nlu_fallback first, with the threshold as its confidence, below the threshold", () => {
    expect(run(fallback, "x", { ranking: ranking(0.39, 0.1) }).ranking[0]).toEqual({
      name: "nlu_fallback",
      confidence: 0.4,
    });
  });

  it("falls back where the two best are too close", () => {
    expect(run(fallback, "x", { ranking: ranking(0.5, 0.45) }).ranking[0]?.name).toBe("nlu_fallback");
  });

  it("leaves a clear answer alone", () => {
    expect(run(fallback, "x", { ranking: ranking(0.6, 0.4) }).ranking).toEqual(ranking(0.6, 0.4));
    expect(run(fallback, "x", { ranking: ranking(0.4) }).ranking).toEqual(ranking(0.4));
  });

  it("falls back where the message is unlike all that was learnt, however sure the classifier is", () => {
    const sure = ranking(0.99, 0.01);
    expect(run(fallback, "x", { ranking: ranking(0.99, 0.01), outOfScope: 0.96 }).ranking).toEqual([
      { name: "nlu_fallback", confidence: 0.4 },
      ...sure,
    ]);
    expect(run(fallback, "x", { ranking: ranking(0.99, 0.01), outOfScope: 0.95 }).ranking).toEqual(sure);
  });

  it("falls back where no intent was found", () => {
    expect(run(fallback, "x").ranking).toEqual([{ name: "nlu_fallback", confidence: 0.4 }]);
  });
});

describe("EntitySynonymMapper", () => {
  const entity: Entity = { entity: "city", start: 0, end: 3, value: "NYC", extractor: "DIETClassifier" };
  const mapper = new EntitySynonymMapper({ nyc: "New York", oslo: "Oslo" });

  it("gives the canonical value, whatever the case, and says so", () => {
    expect(run(mapper, "NYC", { entities: [entity] }).entities).toEqual([
      { ...entity, value: "New York", processors: ["EntitySynonymMapper"] },
    ]);
  });

  it("leaves a value that is canonical, unknown or no text as it was", () => {
    const others: Entity[] = [
      { ...entity, value: "Oslo" },
      { ...entity, value: "constructor" },
      { ...entity, value: { from: 1 } },
    ];
    expect(run(mapper, "x", { entities: others }).entities).toEqual(others);
  });
});

describe("RegexEntityExtractor", () => {
  it("marks every match with the pattern's name", () => {
    const extractor = new RegexEntityExtractor({
      regexes: [{ name: "order", patterns: ["ab\\d+"] }],
      lookups: [],
      caseSensitive: false,
    });
    expect(run(extractor, "where is AB12").entities).toEqual([
      { entity: "order", start: 9, end: 13, value: "AB12", extractor: "RegexEntityExtractor" },
    ]);
  });
});

describe("KeywordIntentClassifier", () => {
  const keywords = new KeywordIntentClassifier([{ intent: "greet", text: "hi (you)" }], false);

  it("takes the intent whose example stands in the message, for sure", () => {
    expect(run(keywords, "well, Hi (you)!").ranking).toEqual([{ name: "greet", confidence: 1 }]);
  });

  it("doesn't find a keyword within a word, and leaves what was there", () => {
    expect(run(keywords, "Delhi (you)", { ranking: ranking(0.7) }).ranking).toEqual(ranking(0.7));
  });
});
