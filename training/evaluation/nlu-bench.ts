import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { FALLBACK_INTENT } from "../../src/engine/nlu/fallback-classifier";
import type { Interpreter, ParseContext } from "../../src/engine/nlu/parse-data";
import { RUNTIME_FILES } from "../../src/engine/project/encoder";
import type { EncoderFolder } from "../encoder/encoder-folder";
import { DEFAULT_PIPELINE } from "../formats/default-config";
import type { NluExample } from "../formats/types";
import { trainNlu, type Tier } from "../nlu/train-nlu";
import { testNlu } from "./nlu-report";

export interface BenchData {
  train: NluExample[];
  test: NluExample[];
  /** Messages that no intent fits; empty where the data has none. */
  oosTest: NluExample[];
  tier: Tier;
  seed: number;
  progress: (title: string, done: number, total: number) => void;
}

/** `bench nlu --json` (contracts). */
export interface BenchReport {
  tier: Tier;
  seed: number;
  train: { examples: number; seconds: number; peakRssBytes: number };
  model: { bytes: number; gzipBytes: number };
  intent: { accuracy: number; macroF1: number };
  entities: { microF1: number; macroF1: number; perType: Record<string, number> } | null;
  oos: { auroc: number; recall: number; inScopeAccuracy: number } | null;
  latencyMs: { p50: number; p95: number };
}

const CONTEXT: ParseContext = { now: Date.UTC(2026, 0, 5, 12), zone: "UTC" };

/** The default pipeline stands in no file. */
const NOWHERE = { file: "", line: 1, column: 1 };

/** Trains the default pipeline on one data set and measures it on another; nothing of the test data reaches the training. */
export async function benchNlu({ train, test, oosTest, tier, seed, progress }: BenchData): Promise<BenchReport> {
  const nlu = { examples: train, synonyms: {}, regexes: [], lookups: [], responses: {} };
  const config = {
    language: "en",
    assistantId: null,
    pipeline: DEFAULT_PIPELINE.map((component) => ({ ...component, place: NOWHERE })),
    policies: [],
    source: "",
  };
  const started = performance.now();
  const { trained, faults } = await trainNlu({
    nlu,
    config,
    seed,
    tiers: [tier],
    progress: ({ stage, done, total }) => progress(`training, ${stage}`, done, total),
  });
  const of = trained?.[tier];
  if (!trained || !of) throw new Error(faults.map(({ message }) => message).join("\n") || `there is no ${tier} tier`);
  const seconds = (performance.now() - started) / 1000;
  const { interpreter } = of;
  const model = [...trained.files]
    .filter(([name]) => name !== "training_data.json" && name !== "config.yml")
    .map(([, bytes]) => bytes);
  if (trained.full) model.push(...encoderFiles(trained.full.encoder));
  const report = await testNlu(interpreter, test);
  const perType = Object.entries(report.entities?.perType ?? {}).map(([type, { f1 }]) => [type, f1] as const);
  return {
    tier,
    seed,
    train: { examples: train.length, seconds, peakRssBytes: process.resourceUsage().maxRSS * 1024 },
    model: {
      bytes: sum(model.map(({ length }) => length)),
      gzipBytes: sum(model.map((bytes) => gzipSync(bytes).length)),
    },
    intent: { accuracy: report.intent.accuracy, macroF1: report.intent.macroF1 },
    entities: report.entities && { ...report.entities, perType: Object.fromEntries(perType) },
    oos: oosTest.length === 0 ? null : await outOfScope(interpreter, test, oosTest),
    latencyMs: await latency(interpreter, test),
  };
}

async function outOfScope(
  interpreter: Interpreter,
  test: NluExample[],
  oosTest: NluExample[],
): Promise<NonNullable<BenchReport["oos"]>> {
  const read = async ({
    text,
    intent,
  }: NluExample): Promise<{ score: number; isDeclined: boolean; isRight: boolean }> => {
    const { out_of_scope: score = 0, intent_ranking: ranking } = await interpreter.parse(text, CONTEXT);
    const isDeclined = ranking[0]?.name === FALLBACK_INTENT;
    return { score, isDeclined, isRight: ranking[0]?.name === intent };
  };
  const inScope = [];
  for (const example of test) inScope.push(await read(example));
  const oos = [];
  for (const example of oosTest) oos.push(await read(example));
  return {
    auroc: auroc(
      inScope.map(({ score }) => -score),
      oos.map(({ score }) => -score),
    ),
    recall: oos.filter(({ isDeclined }) => isDeclined).length / oos.length,
    inScopeAccuracy: inScope.filter(({ isRight }) => isRight).length / inScope.length,
  };
}

/** Chance that a message in scope is surer than one out of scope; ties count half. */
function auroc(inScope: number[], outOfScope: number[]): number {
  const all = [
    ...inScope.map((value) => ({ value, inScope: true })),
    ...outOfScope.map((value) => ({ value, inScope: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end++;
    const rank = (start + 1 + end) / 2;
    for (const one of all.slice(start, end)) if (one.inScope) rankSum += rank;
    start = end;
  }
  return (rankSum - (inScope.length * (inScope.length + 1)) / 2) / (inScope.length * outOfScope.length);
}

/** One message at a time, after a warm-up. */
async function latency(interpreter: Interpreter, examples: NluExample[]): Promise<BenchReport["latencyMs"]> {
  for (const { text } of examples.slice(0, 200)) await interpreter.parse(text, CONTEXT);
  const times: number[] = [];
  for (const { text } of examples) {
    const start = performance.now();
    const parsed = interpreter.parse(text, CONTEXT);
    // Waiting for what is there already would only measure the wait.
    if (parsed instanceof Promise) await parsed;
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** What the page fetches of the encoder. */
function encoderFiles({ path }: EncoderFolder): Uint8Array[] {
  return RUNTIME_FILES.map((file) => new Uint8Array(readFileSync(join(path, file))));
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
