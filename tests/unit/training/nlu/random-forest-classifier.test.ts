import { describe, expect, it } from "vitest";
import type { ParseContext } from "../../../../src/engine/nlu/parse-data";
import { compilePipeline } from "../../../../training/nlu/pipeline-compiler";
import { trainNlu } from "../../../../training/nlu/train-nlu";
import { config, tinyProject } from "./tiny-project";

const CONTEXT: ParseContext = { now: Date.UTC(2026, 0, 5, 12), zone: "UTC" };

describe("RandomForestClassifier", () => {
  const forest = config(
    "CountVectorsFeaturizer",
    ["RandomForestClassifier", { n_estimators: 40 }],
    "FallbackClassifier",
  );

  it("is trained, measured and read as an intent classifier alone", async () => {
    const { trained, faults } = await trainNlu({ nlu: tinyProject(), config: forest, seed: 1 });
    expect(faults).toEqual([]);
    expect(trained?.lite?.scores?.accuracy).toBeGreaterThan(0.7);
    const parsed = trained?.lite?.interpreter.parse("please buy rice", CONTEXT);
    expect(parsed).toMatchObject({ intent: { name: "buy" }, entities: [] });
    // Shares of 40 votes.
    const confidences = parsed?.intent_ranking.map(({ confidence }) => confidence) ?? [];
    expect(confidences.reduce((sum, confidence) => sum + confidence, 0)).toBeCloseTo(1, 9);
    for (const confidence of confidences) expect(confidence * 40).toBeCloseTo(Math.round(confidence * 40), 9);
  });

  it("gives the same bytes for the same seed, whatever the training's where it has its own", async () => {
    const weights = async (options: Record<string, number>, seed: number) => {
      const one = config("CountVectorsFeaturizer", ["RandomForestClassifier", options]);
      return (await trainNlu({ nlu: tinyProject(), config: one, seed })).trained?.files.get("weights.bin");
    };
    const first = await weights({}, 1);
    expect(await weights({}, 1)).toEqual(first);
    expect(await weights({}, 2)).not.toEqual(first);
    expect(await weights({ random_state: 1 }, 2)).toEqual(first);
  });

  it("has the say over intents where it stands behind DIETClassifier, which keeps the entities", async () => {
    const both = config("CountVectorsFeaturizer", "DIETClassifier", ["RandomForestClassifier", { n_estimators: 4 }]);
    const { trained } = await trainNlu({ nlu: tinyProject(), config: both, seed: 1 });
    const parsed = trained?.lite?.interpreter.parse("please buy eggs", CONTEXT);
    expect(parsed).toMatchObject({ intent: { name: "buy" }, entities: [{ entity: "item", value: "eggs" }] });
    for (const { confidence } of parsed?.intent_ranking ?? []) expect([0, 0.25, 0.5, 0.75, 1]).toContain(confidence);
  });

  it("is left out where there is nothing to learn", () => {
    expect(compilePipeline(forest, { ...tinyProject(), examples: [] }).components).toMatchObject([
      { name: "FallbackClassifier" },
    ]);
  });
});
