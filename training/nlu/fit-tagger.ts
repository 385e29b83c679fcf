import type { ClassifierSettings } from "../../src/engine/nlu/pipeline-settings";
import { encodeMessages, vectorSize, type HashedExample } from "./examples";
import type { KnownCounts } from "./known-counts";
import { batchSize, type EpochCallback } from "./network-trainer";
import { storeParameters, type StoredTensor } from "./quantise";
import { TOKEN_TABLE } from "./tagger-network";
import { TaggerTrainer, type TaggerSettings } from "./tagger-trainer";
import { fewestOccurrences, vocabulary } from "./vocabulary";
import { epochsOf, takeOver, WARM_RATE, type WarmStart } from "./warm-start";

/** One configuration for every project; `docs/log.md` says what it was measured against. */
const SETTINGS: Omit<TaggerSettings, "epochs" | "batchSize"> = {
  learningRate: 0.01,
  featureDropout: 0.5,
  stateDropout: 0.1,
  intentDropout: 0.3,
  misspelt: 0.3,
};
const TOKEN_SIZE = 48;
/** More only fit the examples closer; small projects need them, to make up a number of steps. */
const FEWEST_EPOCHS = 3;
const FEWEST_STEPS = 400;

/**
 * Trains the tagger, for its part of the weights file. The misspelt ones are the same examples: they stand in for some in every
 * epoch, but add no features.
 */
export function fitTagger(
  examples: HashedExample[],
  misspelt: HashedExample[],
  known: KnownCounts,
  { intents, labels }: Pick<ClassifierSettings, "intents" | "labels">,
  seed: number,
  from: WarmStart | null,
  onEpoch: EpochCallback,
): StoredTensor[] {
  const hashes = vocabulary(
    examples.map(({ tokens }) => tokens),
    fewestOccurrences(examples.length),
  );
  const size = batchSize(examples.length);
  const usual = Math.max(FEWEST_EPOCHS, Math.ceil((FEWEST_STEPS * size) / examples.length));
  const learningRate = SETTINGS.learningRate * (from === null ? 1 : WARM_RATE);
  const shape = {
    labels: labels.length,
    intents: intents.length,
    tokenFeatures: hashes.length,
    tokenSize: TOKEN_SIZE,
    vectorSize: vectorSize(examples),
  };
  const schedule = { batchSize: size, epochs: epochsOf(usual, from), learningRate };
  const trainer = new TaggerTrainer(shape, { ...SETTINGS, ...schedule }, seed);
  if (from) takeOver(trainer.parameters, from.weights, { name: TOKEN_TABLE, hashes, earlier: "token.hashes" });
  trainer.train(encodeMessages(examples, intents, hashes), encodeMessages(misspelt, intents, hashes), onEpoch);
  return [
    { name: "known.hashes", kind: "integers", values: known.hashes() },
    { name: "token.hashes", kind: "integers", values: hashes },
    ...storeParameters(trainer.parameters),
  ];
}
