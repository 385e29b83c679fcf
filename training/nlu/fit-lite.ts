import type { ClassifierSettings } from "../../src/engine/nlu/pipeline-settings";
import type { WeightsManifest } from "../../src/engine/project/weights";
import { encodeSentences, vectorSize, type HashedExample } from "./examples";
import { fitTagger } from "./fit-tagger";
import type { KnownCounts } from "./known-counts";
import { LiteTrainer, type LiteSettings } from "./lite-trainer";
import { batchSize, type EpochCallback } from "./network-trainer";
import { storeParameters, writeWeights, type StoredTensor } from "./quantise";
import { SENTENCE_TABLE } from "./lite-parameters";
import { fewestOccurrences, vocabulary } from "./vocabulary";
import { epochsOf, takeOver, WARM_RATE, type WarmStart } from "./warm-start";

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
  from: WarmStart | null,
  onEpoch: EpochCallback,
): FittedLite {
  const { intents, labels } = settings;
  return writeWeights([
    ...(intents.length > 0 ? fitIntents(examples, misspelt, intents, seed, from, onEpoch) : []),
    ...(labels.length > 0 ? fitTagger(examples, misspelt, known, settings, seed, from, onEpoch) : []),
  ]);
}

function fitIntents(
  examples: HashedExample[],
  misspelt: HashedExample[],
  intents: string[],
  seed: number,
  from: WarmStart | null,
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
  const usual = Math.max(FEWEST_EPOCHS, Math.ceil((FEWEST_STEPS * size) / Math.max(all.length, 1)));
  const learningRate = SETTINGS.learningRate * (from === null ? 1 : WARM_RATE);
  const schedule = { batchSize: size, epochs: epochsOf(usual, from), learningRate };
  const trainer = new LiteTrainer(shape, { ...SETTINGS, ...schedule }, seed);
  if (from) takeOver(trainer.parameters, from.weights, { name: SENTENCE_TABLE, hashes, earlier: "sentence.hashes" });
  trainer.train(encodeSentences(all, intents, hashes), onEpoch);
  return [{ name: "sentence.hashes", kind: "integers", values: hashes }, ...storeParameters(trainer.parameters)];
}
