import type { ClassifierSettings } from "../../src/engine/nlu/pipeline-settings";
import type { WeightsManifest } from "../../src/engine/project/weights";
import { encodeSentences, vectorSize, type HashedExample } from "./examples";
import { fitTagger } from "./fit-tagger";
import type { KnownCounts } from "./known-counts";
import { LiteTrainer, type LiteSettings } from "./lite-trainer";
import { batchSize, type EpochCallback } from "./network-trainer";
import { storeParameters, writeWeights, type StoredTensor } from "./quantise";
import { fewestOccurrences, vocabulary } from "./vocabulary";

/** One configuration for every project; `docs/log.md` says what it was measured against. */
const SETTINGS: Omit<LiteSettings, "epochs" | "batchSize"> = {
  learningRate: 0.01,
  featureDropout: 0.5,
  labelSmoothing: 0.1,
};
const SENTENCE_SIZE = 64;
const WINDOWS = 64;
/** More epochs only fit the examples closer; small projects need them, to make up a number of steps. */
const FEWEST_EPOCHS = 5;
const FEWEST_STEPS = 400;

export interface FittedLite {
  manifest: WeightsManifest;
  bytes: Uint8Array;
}

/** Trains the networks and quantises them. The misspelt examples are trained on too, but add no features: those would only add size. */
export function fitLite(
  examples: HashedExample[],
  misspelt: HashedExample[],
  known: KnownCounts,
  settings: ClassifierSettings,
  seed: number,
  onEpoch: EpochCallback,
): FittedLite {
  const { intents, labels } = settings;
  return writeWeights([
    ...(intents.length > 0 ? fitIntents(examples, misspelt, intents, seed, onEpoch) : []),
    ...(labels.length > 0 ? fitTagger(examples, misspelt, known, settings, seed, onEpoch) : []),
  ]);
}

function fitIntents(
  examples: HashedExample[],
  misspelt: HashedExample[],
  intents: string[],
  seed: number,
  onEpoch: EpochCallback,
): StoredTensor[] {
  const hashes = vocabulary(
    examples.map(({ sentence }) => sentence),
    fewestOccurrences(examples.length),
  );
  const shape = {
    intents: intents.length,
    sentenceFeatures: hashes.length,
    sentenceSize: SENTENCE_SIZE,
    vectorSize: vectorSize(examples),
    windows: WINDOWS,
  };
  const all = [...examples, ...misspelt];
  const size = batchSize(all.length);
  const epochs = Math.max(FEWEST_EPOCHS, Math.ceil((FEWEST_STEPS * size) / Math.max(all.length, 1)));
  const trainer = new LiteTrainer(shape, { ...SETTINGS, batchSize: size, epochs }, seed);
  trainer.train(encodeSentences(all, intents, hashes), onEpoch);
  return [{ name: "sentence.hashes", kind: "integers", values: hashes }, ...storeParameters(trainer.parameters)];
}
