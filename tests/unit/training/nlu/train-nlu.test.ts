import { beforeAll, describe, expect, it } from "vitest";
import type { ParseContext } from "../../../../src/engine/nlu/parse-data";
import { testNlu } from "../../../../training/evaluation/nlu-report";
import { trainNlu, type TrainedNlu } from "../../../../training/nlu/train-nlu";
import type { TrainingProgress } from "../../../../training/nlu/train-tier";
import { config, example, STANDARD, tinyProject } from "./tiny-project";

const CONTEXT: ParseContext = { now: Date.UTC(2026, 0, 5, 12), zone: "UTC" };

describe("trainNlu", () => {
  const reports: TrainingProgress[] = [];
  let trained: NonNullable<TrainedNlu["lite"]>;

  beforeAll(async () => {
    const result = await trainNlu({
      nlu: tinyProject(),
      config: STANDARD,
      seed: 1,
      progress: (report) => reports.push(report),
    });
    if (!result.trained?.lite) throw new Error("not trained");
    trained = result.trained.lite;
  });

  it("understands words that it was trained with in another order, and finds the entity", () => {
    const parsed = trained.interpreter.parse("please add rice", CONTEXT);
    expect(parsed.intent.name).toBe("buy");
    expect(parsed.entities).toMatchObject([
      { entity: "item", value: "rice", start: 11, end: 15, extractor: "DIETClassifier" },
    ]);
    expect(parsed.entities[0]?.confidence_entity).toBeGreaterThan(0.5);
    expect(trained.interpreter.parse("hey hello", CONTEXT).intent.name).toBe("greet");
  });

  it("ranks every intent, with confidences that add up to 1", () => {
    const { intent_ranking } = trained.interpreter.parse("good night", CONTEXT);
    expect(intent_ranking.map(({ name }) => name).toSorted()).toEqual(["buy", "goodbye", "greet"]);
    expect(intent_ranking.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 5);
  });

  it("maps synonyms after extraction", () => {
    expect(trained.interpreter.parse("please buy tea", CONTEXT).entities[0]).toMatchObject({
      value: "black tea",
      processors: ["EntitySynonymMapper"],
    });
  });

  it("reports epochs of both stages, to their ends", () => {
    for (const stage of ["measure", "train"]) {
      const last = reports.findLast((report) => report.stage === stage);
      expect(last?.done).toBe(last?.total);
      expect(last?.loss).toBeLessThan(1);
    }
  });

  it.each(["", " \n ", "😀", "مرحبا", "x".repeat(100_000), "add ".repeat(25_000), "<b>hi</b>", "\ud800", "\u0000"])(
    "answers any text (%#)",
    (text) => {
      const parsed = trained.interpreter.parse(text, CONTEXT);
      expect(parsed.text).toBe(text);
      for (const { start, end } of parsed.entities) expect(end).toBeGreaterThan(start);
    },
  );

  it("says nothing about an empty text", () => {
    expect(trained.interpreter.parse("", CONTEXT)).toEqual({
      text: "",
      intent: { name: null, confidence: 0 },
      entities: [],
      intent_ranking: [],
    });
  });

  it("measures what it gets right, of intents and of exact spans", async () => {
    const report = await testNlu(trained.interpreter, [
      example("greet", "hello"),
      example("goodbye", "hello there"),
      example("buy", "please buy [eggs](item)"),
    ]);
    expect(report.intent.accuracy).toBeCloseTo(2 / 3);
    expect(report.intent.mistakes).toMatchObject([{ text: "hello there", expected: "goodbye", predicted: "greet" }]);
    expect(report.entities).toMatchObject({ microF1: 1, macroF1: 1 });
  });
});

describe("trainNlu, on unusual projects", () => {
  it("trains intents where nothing is annotated", async () => {
    const nlu = { ...tinyProject(), examples: tinyProject().examples.filter(({ intent }) => intent !== "buy") };
    const { trained } = await trainNlu({ nlu, config: STANDARD, seed: 1 });
    expect(trained?.lite?.interpreter.parse("hello hey", CONTEXT)).toMatchObject({
      intent: { name: "greet" },
      entities: [],
    });
  });

  it("trains one intent with one example", async () => {
    const nlu = { ...tinyProject(), examples: [example("greet", "hello")] };
    const { trained } = await trainNlu({ nlu, config: STANDARD, seed: 1 });
    expect(trained?.lite?.scores).toBeNull();
    expect(trained?.lite?.interpreter.parse("hello", CONTEXT).intent).toEqual({ name: "greet", confidence: 1 });
  });

  it("trains nothing from no examples, and then falls back", async () => {
    const { trained } = await trainNlu({ nlu: { ...tinyProject(), examples: [] }, config: STANDARD, seed: 1 });
    expect(trained?.lite?.interpreter.parse("hello", CONTEXT).intent).toEqual({
      name: "nlu_fallback",
      confidence: 0.3,
    });
  });

  it("learns the entities alone where intents are left to another component", async () => {
    const entitiesOnly = config(
      "CountVectorsFeaturizer",
      ["DIETClassifier", { intent_classification: false }],
      "KeywordIntentClassifier",
    );
    const { trained } = await trainNlu({ nlu: tinyProject(), config: entitiesOnly, seed: 1 });
    expect(trained?.lite?.interpreter.parse("hey there", CONTEXT).intent).toEqual({ name: "greet", confidence: 1 });
    expect(trained?.lite?.interpreter.parse("please buy eggs", CONTEXT).entities).toMatchObject([
      { entity: "item", value: "eggs" },
    ]);
  });

  it("trains nothing for a component that isn't known, and names it", async () => {
    const { trained, faults } = await trainNlu({ nlu: tinyProject(), config: config("MindReader"), seed: 1 });
    expect(trained).toBeNull();
    expect(faults).toMatchObject([{ code: "config.component-unknown", severity: "error" }]);
    expect(faults[0]?.message).toContain("MindReader");
  });
});
