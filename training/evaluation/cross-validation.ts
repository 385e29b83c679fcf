import { seededRandom } from "../../src/engine/environment";
import type { Config, Fault, NluData, NluExample } from "../formats/types";
import { shuffled } from "../nlu/sampling";
import { trainNlu, type Tier } from "../nlu/train-nlu";
import { nluReport, parseExamples, type NluReport, type ParsedExample } from "./nlu-report";

export interface CrossValidationWork {
  nlu: NluData;
  config: Config;
  folds: number;
  tier: Tier;
  seed: number;
  progress: (fold: number, stage: string, done: number, total: number) => void;
}

/** Mean and standard deviation over the folds. */
export interface Spread {
  mean: number;
  deviation: number;
}

export interface CrossValidation {
  /** Every example, understood by the model that it was held out from. */
  parsed: ParsedExample[];
  /** The share of intents that are right: of the examples trained on, and of those held out. */
  train: Spread;
  test: Spread;
}

/** Trains once for each fold, on all the others: every example is tested once, by a model that never saw it. Faults stop it. */
export async function crossValidate(work: CrossValidationWork): Promise<CrossValidation | Fault[]> {
  const { nlu, config, tier, seed, progress } = work;
  const folds = stratifiedFolds(nlu.examples, work.folds, seed);
  const parsed: ParsedExample[] = [];
  const reports: { train: NluReport; test: NluReport }[] = [];
  for (const [index, held] of folds.entries()) {
    const others = folds.filter((fold) => fold !== held).flat();
    const { trained, faults } = await trainNlu({
      nlu: { ...nlu, examples: others },
      config,
      seed,
      tiers: [tier],
      progress: ({ stage, done, total }) => progress(index + 1, stage, done, total),
    });
    const of = trained?.[tier];
    if (!of) return faults;
    const understood = await parseExamples(of.interpreter, held);
    reports.push({
      train: nluReport(await parseExamples(of.interpreter, others)),
      test: nluReport(understood),
    });
    parsed.push(...understood);
    await trained.full?.dispose();
  }
  return {
    parsed,
    train: spread(reports.map(({ train }) => train.intent.accuracy)),
    test: spread(reports.map(({ test }) => test.intent.accuracy)),
  };
}

/** Parts of nearly equal size, each with the same share of every intent (of every response key, where there are any). */
export function stratifiedFolds(examples: readonly NluExample[], count: number, seed: number): NluExample[][] {
  const byLabel = new Map<string, NluExample[]>();
  for (const index of shuffled(examples.length, seededRandom(seed))) {
    const example = examples[index] as NluExample;
    const label = example.intentResponseKey ?? example.intent;
    byLabel.set(label, [...(byLabel.get(label) ?? []), example]);
  }
  const folds = Array.from({ length: count }, (): NluExample[] => []);
  // The dealing goes on from label to label, so that those of few examples don't all end up in the first folds.
  [...byLabel.values()].flat().forEach((example, dealt) => folds[dealt % count]?.push(example));
  return folds;
}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
