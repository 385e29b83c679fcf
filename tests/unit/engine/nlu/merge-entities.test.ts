import { describe, expect, it } from "vitest";
import { mergeEntities } from "../../../../src/engine/nlu/merge-entities";
import type { Entity } from "../../../../src/engine/nlu/parse-data";

const learnt: Entity = {
  entity: "city",
  start: 5,
  end: 9,
  value: "Oslo",
  confidence_entity: 0.7,
  extractor: "DIETClassifier",
};
const matched: Entity = { entity: "city", start: 5, end: 9, value: "Oslo", extractor: "RegexEntityExtractor" };

describe("mergeEntities", () => {
  it("makes one of the same entity found twice: the earlier stays, the other is named, the higher confidence counts", () => {
    expect(mergeEntities([learnt, matched])).toEqual([
      { ...learnt, confidence_entity: 1, processors: ["RegexEntityExtractor"] },
    ]);
  });

  it("takes the longer span, whoever found it", () => {
    const longer = { ...matched, end: 14, value: "Oslo city" };
    for (const found of [
      [learnt, longer],
      [longer, learnt],
    ]) {
      expect(mergeEntities(found)).toEqual([{ ...longer, confidence_entity: 1, processors: ["DIETClassifier"] }]);
    }
  });

  it("takes the typed value of equal spans", () => {
    const word: Entity = {
      entity: "number",
      start: 0,
      end: 3,
      value: "two",
      confidence_entity: 0.9,
      extractor: "DIETClassifier",
    };
    const typed: Entity = { ...word, value: 2, confidence_entity: 1, extractor: "DucklingEntityExtractor" };
    expect(mergeEntities([word, typed])).toEqual([{ ...typed, processors: ["DIETClassifier"] }]);
    const mapped = { ...matched, value: "OSL", processors: ["EntitySynonymMapper"] };
    expect(mergeEntities([learnt, mapped])[0]?.value).toBe("OSL");
  });

  it("keeps the role and group that only one of them knows", () => {
    const [entity] = mergeEntities([
      { ...learnt, role: "from", group: "1" },
      { ...matched, end: 14 },
    ]);
    expect(entity).toMatchObject({ extractor: "RegexEntityExtractor", role: "from", group: "1" });
  });

  it("keeps entities apart that differ in type, role or place", () => {
    const others = [
      learnt,
      { ...matched, entity: "capital" },
      { ...matched, start: 9, end: 12 },
      { ...matched, start: 20, end: 24, role: "to" },
    ];
    expect(mergeEntities(others)).toHaveLength(4);
    expect(
      mergeEntities([
        { ...learnt, role: "from" },
        { ...matched, role: "to" },
      ]),
    ).toHaveLength(2);
  });

  it("keeps what one component found on overlapping spans, but nothing twice", () => {
    const inner = { ...matched, end: 7, value: "Os" };
    expect(mergeEntities([matched, inner, matched])).toEqual([
      { ...matched, confidence_entity: 1 },
      { ...inner, confidence_entity: 1 },
    ]);
  });

  it("joins a chain of findings that overlap", () => {
    const a = { ...learnt, start: 0, end: 6 };
    const b = { ...matched, start: 4, end: 9 };
    const c = { ...learnt, start: 3, end: 12, extractor: "DucklingEntityExtractor" };
    expect(mergeEntities([a, b, c])).toMatchObject([
      { start: 3, end: 12, processors: ["RegexEntityExtractor", "DIETClassifier"] },
    ]);
  });

  it("keeps the order in which they were first found", () => {
    const later = { ...learnt, start: 20, end: 24 };
    expect(mergeEntities([later, learnt, { ...matched, start: 20, end: 24 }]).map(({ start }) => start)).toEqual([
      20, 5,
    ]);
  });
});
