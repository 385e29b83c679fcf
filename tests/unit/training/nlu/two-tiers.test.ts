import * as tf from "@tensorflow/tfjs-core";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FullInterpreter } from "../../../../src/engine/nlu/full-interpreter";
import type { ParseContext } from "../../../../src/engine/nlu/parse-data";
import { MAX_TOKENS } from "../../../../src/engine/nlu/tokenizer";
import { TrainedInterpreter } from "../../../../src/engine/nlu/trained-interpreter";
import { Bundle } from "../../../../src/engine/project/bundle";
import { shippedEncoder } from "../../../../training/encoder/encoder-folder";
import { NodeEncoder } from "../../../../training/encoder/node-encoder";
import { trainNlu, type Tier, type TrainedNlu } from "../../../../training/nlu/train-nlu";
import { config, example, STANDARD, tinyProject } from "./tiny-project";

const CONTEXT: ParseContext = { now: Date.UTC(2026, 0, 5, 12), zone: "UTC" };
const encoder = await shippedEncoder();
if (!encoder) console.warn("models/encoder is empty: the full tier is not tested.");

const FEW = {
  ...tinyProject(),
  examples: [
    example("greet", "hello"),
    example("greet", "hi there"),
    example("buy", "buy [milk](item)"),
    example("buy", "please add [rice](item)"),
  ],
};

async function train(nlu: typeof FEW, seed: number, tiers: Tier[], pipeline = STANDARD): Promise<TrainedNlu> {
  const { trained, faults } = await trainNlu({ nlu, config: pipeline, seed, tiers });
  if (!trained) throw new Error(JSON.stringify(faults));
  return trained;
}

describe.skipIf(!encoder)("a project trained for both tiers", () => {
  let trained: TrainedNlu;
  const stages = new Set<string>();

  beforeAll(async () => {
    const result = await trainNlu({
      nlu: tinyProject(),
      config: STANDARD,
      seed: 1,
      tiers: ["lite", "full"],
      progress: ({ tier, stage, done, total }) => done === total && stages.add(`${tier} ${stage}`),
    });
    if (!result.trained) throw new Error("not trained");
    trained = result.trained;
  }, 120_000);

  afterAll(() => trained.full?.dispose());

  it.each(["lite", "full"] as const)(
    "understands what it learnt, and words that no example holds: %s",
    async (tier) => {
      const parse = async (text: string) => trained[tier]?.interpreter.parse(text, CONTEXT);
      expect(await parse("please add rice")).toMatchObject({
        intent: { name: "buy" },
        entities: [{ entity: "item", value: "rice", start: 11, end: 15 }],
      });
      expect(await parse("good afternoon")).toMatchObject({ intent: { name: "greet" }, entities: [] });
      expect(await parse("farewell")).toMatchObject({ intent: { name: "goodbye" } });
    },
  );

  it("holds the files of both, and those alone", () => {
    expect([...trained.files.keys()].toSorted()).toEqual([
      "config.yml",
      "full/pipeline.json",
      "full/weights.bin",
      "full/weights.json",
      "pipeline.json",
      "training_data.json",
      "weights.bin",
      "weights.json",
    ]);
    expect(trained.sizes).toMatchObject({
      weightBytes: trained.files.get("weights.bin")?.length,
      fullWeightBytes: trained.files.get("full/weights.bin")?.length,
    });
    expect(stages).toEqual(new Set(["lite measure", "lite train", "full encode", "full measure", "full train"]));
  });

  it("understands the same from the bundle's files", async () => {
    if (!trained.full || !encoder) throw new Error("no full tier");
    const metadata = { files: {} } as Bundle["metadata"];
    const bundle = new Bundle("nlu/tiny", metadata, trained.files);
    const model = await NodeEncoder.open(encoder.path);
    const lite = TrainedInterpreter.load(bundle);
    const full = FullInterpreter.load(bundle, encoder.vocabulary, model);
    for (const text of ["please buy some milk", "so long", "hlelo there", "add ".repeat(200)]) {
      expect(lite.parse(text, CONTEXT)).toEqual(trained.lite?.interpreter.parse(text, CONTEXT));
      expect(await full.parse(text, CONTEXT)).toEqual(await trained.full.interpreter.parse(text, CONTEXT));
    }
    await model.dispose();
  });

  it("answers any text in the full tier too, and says how far it has read", async () => {
    const parse = (text: string) => trained.full?.interpreter.parse(text, CONTEXT);
    for (const text of ["😀", "مرحبا", "\ud800", "\u0000", "明天提醒我", "x".repeat(100_000)])
      expect((await parse(text))?.intent_ranking.every(({ confidence }) => confidence >= 0)).toBe(true);
    expect((await parse("add ".repeat(25_000)))?.truncated_at).toBe(MAX_TOKENS * 4 - 1);
    expect(await parse("/buy")).toMatchObject({ intent: { name: "buy", confidence: 1 } });
    expect(await parse(" ")).toEqual({
      text: " ",
      intent: { name: null, confidence: 0 },
      entities: [],
      intent_ranking: [],
    });
  });

  it("reads ten thousand messages in the lite tier without a tensor more, nor more memory", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const used = async (): Promise<number> => {
      // What the first collection lets go of is only counted as free after the second.
      collect();
      await new Promise((resolve) => setImmediate(resolve));
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const read = (from: number, to: number): void => {
      for (let i = from; i < to; i++)
        trained.lite?.interpreter.parse(`please buy ${i.toString(36)} of milk ${i % 7}`, CONTEXT);
    };
    // Until everything that is kept for the next message is there.
    read(0, 5000);
    const tensors = tf.memory().numTensors;
    const before = await used();
    read(5000, 15_000);
    expect(tf.memory().numTensors).toBe(tensors);
    // Two kilobytes kept of each message would be as much; the words that are kept come and go.
    expect((await used()) - before).toBeLessThan(20_000_000);
  });
});

it.skipIf(!encoder)("the same seed gives the same bytes in both tiers, and another seed others", async () => {
  const trained = async (seed: number, tiers: Tier[]) => {
    const result = await train(FEW, seed, tiers);
    await result.full?.dispose();
    return result;
  };
  const { files } = await trained(1, ["lite", "full"]);
  expect((await trained(1, ["lite", "full"])).files).toEqual(files);
  const other = await trained(2, ["full"]);
  expect(other.lite).toBeNull();
  expect(other.files.has("weights.bin")).toBe(false);
  expect(other.files.get("full/weights.bin")).not.toEqual(files.get("full/weights.bin"));
});

it("a project of another language has the lite tier alone, without what is known of English words", async () => {
  const german = { ...config("CountVectorsFeaturizer", "DIETClassifier"), language: "de" };
  const { lite, full } = await train(FEW, 1, ["lite", "full"], german);
  expect(full).toBeNull();
  expect(lite?.components.map(({ name }) => name)).toEqual(["DIETClassifier"]);
  expect(lite?.interpreter.parse("hello", CONTEXT).intent.name).toBe("greet");
});
