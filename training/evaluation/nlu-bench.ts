import { gzipSync } from "node:zlib";
import type { Interpreter, ParseContext } from "../../src/engine/nlu/parse-data";
import { DEFAULT_PIPELINE } from "../formats/default-config";
import type { NluExample } from "../formats/types";
import { trainNlu } from "../nlu/train-nlu";
import { testNlu } from "./nlu-report";

export interface BenchData {
  train: NluExample[];
  test: NluExample[];
  /** Messages that no intent fits; empty where the data has none. */
  oosTest: NluExample[];
  seed: number;
  progress: (done: number, total: number) => void;
}

/** `bench nlu --json` (contracts). */
export interface BenchReport {
  tier: "lite";
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

/** A message less sure than this is declined, for the out-of-scope recall. */
const DECLINED_BELOW = 0.5;

/** Trains the default pipeline on one data set and measures it on another; nothing of the test data reaches the training. */
export async function benchNlu({ train, test, oosTest, seed, progress }: BenchData): Promise<BenchReport> {
  const nlu = { examples: train, synonyms: {}, regexes: [], lookups: [] };
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
    progress: ({ done, total }) => progress(done, total),
  });
  if (!trained) throw new Error(faults.map(({ message }) => message).join("\n"));
  const seconds = (performance.now() - started) / 1000;
  const { interpreter, files } = trained;
  const model = [...files]
    .filter(([name]) => name !== "training_data.json" && name !== "config.yml")
    .map(([, bytes]) => bytes);
  const report = testNlu(interpreter, test);
  const perType = Object.entries(report.entities?.perType ?? {}).map(([type, { f1 }]) => [type, f1] as const);
  return {
    tier: "lite",
    seed,
    train: { examples: train.length, seconds, peakRssBytes: process.resourceUsage().maxRSS * 1024 },
    model: {
      bytes: sum(model.map(({ length }) => length)),
      gzipBytes: sum(model.map((bytes) => gzipSync(bytes).length)),
    },
    intent: { accuracy: report.intent.accuracy, macroF1: report.intent.macroF1 },
    entities: report.entities && { ...report.entities, perType: Object.fromEntries(perType) },
    oos: oosTest.length === 0 ? null : outOfScope(interpreter, test, oosTest),
    latencyMs: latency(interpreter, test),
  };
}

function outOfScope(interpreter: Interpreter, test: NluExample[], oosTest: NluExample[]): BenchReport["oos"] {
  const read = ({ text, intent }: NluExample): { confidence: number; isRight: boolean } => {
    const best = interpreter.parse(text, CONTEXT).intent_ranking.find(({ name }) => name !== "nlu_fallback");
    return { confidence: best?.confidence ?? 0, isRight: best?.name === intent };
  };
  const inScope = test.map(read);
  const oos = oosTest.map(read);
  return {
    auroc: auroc(
      inScope.map(({ confidence }) => confidence),
      oos.map(({ confidence }) => confidence),
    ),
    recall: oos.filter(({ confidence }) => confidence < DECLINED_BELOW).length / oos.length,
    inScopeAccuracy:
      inScope.filter(({ confidence, isRight }) => isRight && confidence >= DECLINED_BELOW).length / inScope.length,
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
function latency(interpreter: Interpreter, examples: NluExample[]): BenchReport["latencyMs"] {
  for (const { text } of examples.slice(0, 200)) interpreter.parse(text, CONTEXT);
  const times = examples.map(({ text }) => {
    const start = performance.now();
    interpreter.parse(text, CONTEXT);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
