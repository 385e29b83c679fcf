import type { ClassifierSettings } from "../../src/engine/nlu/pipeline-settings";
import { encodeExamples, type HashedExample } from "./examples";
import { LiteTrainer, type EpochCallback, type LiteSettings } from "./lite-trainer";
import { writeWeights, type StoredTensor } from "./quantise";
import { vocabulary } from "./vocabulary";
import type { WeightsManifest } from "../../src/engine/project/weights";

/** One configuration for every project; `docs/log.md` says what it was measured against. */
const SETTINGS: Omit<LiteSettings, "epochs" | "batchSize"> = {
  learningRate: 0.01,
  featureDropout: 0.5,
  tokenFeatureDropout: 0.5,
  labelSmoothing: 0.1,
  tagWeight: 0.5,
};
const SENTENCE_SIZE = 64;
const TOKEN_SIZE = 48;
/** More epochs only fit the examples closer; small projects need them, to make up a number of steps. */
const FEWEST_EPOCHS = 5;
const FEWEST_STEPS = 400;

/** About 16 batches or more an epoch, for small projects too. */
function batchSize(examples: number): number {
  return Math.min(64, Math.max(8, Math.ceil(examples / 16)));
}

/** In how many examples a feature must occur: the rare ones of a large project add to its size, not to what it understands. */
function fewestOccurrences(examples: number): number {
  return Math.min(5, 1 + Math.floor(examples / 500));
}

export interface FittedLite {
  manifest: WeightsManifest;
  bytes: Uint8Array;
}

/** Trains the network and quantises it. The misspelt examples are trained on too, but add no features: those would only add size. */
export function fitLite(
  examples: HashedExample[],
  misspelt: HashedExample[],
  { intents, labels }: ClassifierSettings,
  seed: number,
  onEpoch: EpochCallback,
): FittedLite {
  const fewest = fewestOccurrences(examples.length);
  const sentenceHashes = vocabulary(
    examples.map(({ sentence }) => sentence),
    fewest,
  );
  const tokenHashes = vocabulary(
    examples.map(({ tokens }) => tokens),
    fewest,
  );
  const shape = {
    intents: intents.length,
    labels: labels.length,
    sentenceFeatures: sentenceHashes.length,
    tokenFeatures: tokenHashes.length,
    sentenceSize: SENTENCE_SIZE,
    tokenSize: TOKEN_SIZE,
  };
  const all = [...examples, ...misspelt];
  const size = batchSize(all.length);
  const epochs = Math.max(FEWEST_EPOCHS, Math.ceil((FEWEST_STEPS * size) / Math.max(all.length, 1)));
  const trainer = new LiteTrainer(shape, { ...SETTINGS, batchSize: size, epochs }, seed);
  trainer.train(encodeExamples(all, intents, sentenceHashes, tokenHashes), onEpoch);
  return writeWeights([
    { name: "sentence.hashes", kind: "integers", values: sentenceHashes },
    ...(labels.length > 0 ? [{ name: "token.hashes", kind: "integers" as const, values: tokenHashes }] : []),
    ...[...trainer.parameters].map(([name, matrix]): StoredTensor => ({
      name,
      kind: isExact(name) ? "exact" : "quantised",
      matrix,
    })),
  ]);
}

/** Few numbers, and each counts. */
function isExact(name: string): boolean {
  return name.endsWith(".bias") || name === "transitions";
}
