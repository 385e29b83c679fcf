import { describe, expect, it } from "vitest";
import type { Entity, ParseData } from "../../../../src/engine/nlu/parse-data";
import { namedResponse } from "../../../../src/engine/nlu/response-selection";
import { nluFiles } from "../../../../training/evaluation/nlu-files";
import type { ParsedExample } from "../../../../training/evaluation/nlu-report";
import type { AnnotatedEntity } from "../../../../training/formats/types";

const place = { file: "tests/test_nlu.yml", line: 1, column: 1 };

function parsed(
  text: string,
  expected: { intent: string; key?: string; entities?: AnnotatedEntity[] },
  found: { intent: string; confidence: number; key?: string; entities?: Entity[] },
): ParsedExample {
  const { intent: name, confidence, entities = [] } = found;
  const parse: ParseData = {
    text,
    intent: { name, confidence },
    entities,
    intent_ranking: [{ name, confidence }],
    ...(found.key !== undefined && { response_selector: namedResponse(found.key, confidence) }),
  };
  const { intent, key, entities: annotated = [] } = expected;
  return { example: { text, intent, entities: annotated, place, ...(key && { intentResponseKey: key }) }, parse };
}

const read = <T>(files: ReadonlyMap<string, string>, name: string): T => JSON.parse(files.get(name) ?? "null") as T;

describe("the reports on test sentences", () => {
  const files = nluFiles([
    parsed("hello", { intent: "greet" }, { intent: "greet", confidence: 0.97 }),
    parsed("bye", { intent: "goodbye" }, { intent: "greet", confidence: 0.41 }),
    parsed(
      "when do you open",
      { intent: "faq", key: "faq/hours" },
      { intent: "faq", confidence: 0.8, key: "faq/hours" },
    ),
    parsed("where are you", { intent: "faq", key: "faq/place" }, { intent: "faq", confidence: 0.6, key: "faq/hours" }),
  ]);

  it("reports on intents, with errors as Rasa writes them", () => {
    expect(read(files, "intent_report.json")).toMatchObject({
      greet: { precision: 0.5, recall: 1, support: 1, confused_with: {} },
      goodbye: { precision: 0, recall: 0, support: 1, confused_with: { greet: 1 } },
      faq: { precision: 1, recall: 1, support: 2 },
      accuracy: 0.75,
    });
    expect(read(files, "intent_errors.json")).toEqual([
      { text: "bye", intent: "goodbye", intent_prediction: { name: "greet", confidence: 0.41 } },
    ]);
    expect(read(files, "intent_confusion_matrix.json")).toEqual({
      labels: ["faq", "goodbye", "greet"],
      counts: [
        [2, 0, 0],
        [0, 0, 1],
        [0, 0, 1],
      ],
    });
    const { right, wrong } = read<{ right: number[]; wrong: number[] }>(files, "intent_histogram.json");
    expect([right[19], right[16], right[12], wrong[8]]).toEqual([1, 1, 1, 1]);
  });

  it("counts what would have been said, had the fallback not been asked", () => {
    const declined = parsed("hm", { intent: "greet" }, { intent: "nlu_fallback", confidence: 0.3 });
    declined.parse.intent_ranking.push({ name: "greet", confidence: 0.2 });
    expect(read(nluFiles([declined]), "intent_report.json")).toMatchObject({ accuracy: 1 });
  });

  it("reports on the answers of retrieval intents apart", () => {
    expect(read(files, "response_selection_report.json")).toMatchObject({
      "faq/hours": { precision: 0.5, recall: 1, support: 1 },
      "faq/place": { recall: 0, confused_with: { "faq/hours": 1 } },
      accuracy: 0.5,
    });
    expect(read(files, "response_selection_errors.json")).toEqual([
      {
        text: "where are you",
        intent_response_key_target: "faq/place",
        intent_response_key_prediction: { name: "faq/hours", confidence: 0.6 },
      },
    ]);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(["response_selection_confusion_matrix.svg", "response_selection_histogram.svg"]),
    );
  });

  it("has no file on answers or entities where there are none", () => {
    const names = [...nluFiles([parsed("hi", { intent: "greet" }, { intent: "greet", confidence: 1 })]).keys()];
    expect(names.filter((name) => !name.startsWith("intent_"))).toEqual([]);
  });
});

describe("the report on an extractor", () => {
  const text = "fly from New York to Oslo";
  const from = { entity: "city", start: 9, end: 17, value: "New York", role: "from" };
  const to = { entity: "city", start: 21, end: 25, value: "Oslo", role: "to" };
  const found = [
    { ...from, end: 12, value: "New", extractor: "DIETClassifier", confidence_entity: 0.8 },
    {
      ...to,
      extractor: "RegexEntityExtractor",
      processors: ["EntitySynonymMapper", "DIETClassifier"],
      confidence_entity: 0.9,
    },
    { entity: "number", start: 0, end: 3, value: 1, extractor: "DucklingEntityExtractor", confidence_entity: 1 },
  ];
  const example = parsed(
    text,
    { intent: "book", entities: [from, to] },
    { intent: "book", confidence: 1, entities: found },
  );
  const files = nluFiles([example]);

  it("compares word by word, with role and group, and names an error once", () => {
    // fly · from · New · York · to · Oslo: "York" is missed.
    expect(read(files, "DIETClassifier_report.json")).toMatchObject({
      "city.from": { precision: 1, recall: 0.5, support: 2, confused_with: {} },
      "city.to": { precision: 1, recall: 1, support: 1 },
      "micro avg": { precision: 1, recall: 2 / 3, support: 3 },
      accuracy: 5 / 6,
    });
    expect(read(files, "DIETClassifier_errors.json")).toEqual([
      { text, entities: [from, to], predicted_entities: found },
    ]);
  });

  it("counts a merged entity for each that found it, and those alone", () => {
    expect(read(files, "RegexEntityExtractor_report.json")).toMatchObject({
      "city.from": { recall: 0, support: 2 },
      "city.to": { recall: 1 },
    });
    const reports = [...files.keys()].filter((name) => /^[A-Z].*_report\.json$/.test(name));
    expect(reports).toEqual(["DIETClassifier_report.json", "RegexEntityExtractor_report.json"]);
  });

  it("counts the confidence of each word that was found", () => {
    const { right, wrong } = read<{ right: number[]; wrong: number[] }>(files, "DIETClassifier_histogram.json");
    expect([right[16], right[18]]).toEqual([1, 1]);
    expect(wrong.every((count) => count === 0)).toBe(true);
  });
});
