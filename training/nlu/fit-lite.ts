import type { ClassifierSettings } from "../../src/engine/nlu/pipeline-settings";
import { encodeExamples, type HashedExample } from "./examples";
import { LiteTrainer, type EpochCallback, type LiteSettings } from "./lite-trainer";
import { writeWeights, type StoredTensor } from "./quantise";
import { vocabulary } from "./vocabulary";
import type { WeightsManifest } from "../../src/engine/project/weights";

/** One configuration for every project; `docs/log.md` says what it was measured against. */
const SETTINGS: Omit<LiteSettings, "epochs"> = {
  batchSize: 64,
  learningRate: 0.01,
  featureDropout: 0.5,
  tokenFeatureDropout: 0.5,
  labelSmoothing: 0.1,
  tagWeight: 0.5,
};
const SENTENCE_SIZE = 96;
const TOKEN_SIZE = 64;
/** A feature of a single example says nothing about others; of a sentence it still tells what its neighbours mean. */
const FEWEST_SENTENCES = 1;
const FEWEST_TOKENS = 2;
/** Small projects go over their examples more often, to make up a number of steps. */
const FEWEST_EPOCHS = 12;
const FEWEST_STEPS = 500;

export interface FittedLite {
  manifest: WeightsManifest;
  bytes: Uint8Array;
}

/** Trains the network on all of the examples and quantises it. */
export function fitLite(
  examples: HashedExample[],
  { intents, labels }: ClassifierSettings,
  seed: number,
  onEpoch: EpochCallback,
): FittedLite {
  const sentenceHashes = vocabulary(
    examples.map(({ sentence }) => sentence),
    FEWEST_SENTENCES,
  );
  const tokenHashes = vocabulary(
    examples.map(({ tokens }) => tokens),
    FEWEST_TOKENS,
  );
  const trainer = new LiteTrainer(
    {
      intents: intents.length,
      labels: labels.length,
      sentenceFeatures: sentenceHashes.length,
      tokenFeatures: tokenHashes.length,
      sentenceSize: SENTENCE_SIZE,
      tokenSize: TOKEN_SIZE,
    },
    { ...SETTINGS, epochs: Math.max(FEWEST_EPOCHS, Math.ceil((FEWEST_STEPS * SETTINGS.batchSize) / examples.length)) },
    seed,
  );
  trainer.train(encodeExamples(examples, intents, sentenceHashes, tokenHashes), onEpoch);
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
