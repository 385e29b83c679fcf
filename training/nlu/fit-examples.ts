import { seededRandom } from "../../src/engine/environment";
import { Featurizer } from "../../src/engine/nlu/featurizer";
import type { Component } from "../../src/engine/nlu/message";
import type { ClassifierSettings } from "../../src/engine/nlu/pipeline-settings";
import type { NluData, NluExample } from "../formats/types";
import { substituteEntities } from "./augmentation";
import { countKnown, hashExamples } from "./examples";
import { fitLite, type FittedLite } from "./fit-lite";
import type { EpochCallback } from "./network-trainer";
import type { TokenVectors } from "./token-vectors";
import { misspell } from "./typos";
import type { WarmStart } from "./warm-start";

/** Share of the longer words that are misspelt in a second copy of each example. */
const MISSPELT_WORDS = 0.2;

/** What a classifier is trained with, beside its examples. */
export interface FitContext {
  lookups: NluData["lookups"];
  /** What stands before the classifier, the token vectors' components included. */
  before: Component[];
  vectors: TokenVectors;
  seed: number;
  /** The same classifier of an earlier training. */
  from: WarmStart | null;
}

/** Trains a classifier: on the examples, on copies with other entities, and on misspelt ones. */
export async function fitExamples(
  examples: NluExample[],
  settings: ClassifierSettings,
  { lookups, before, vectors, seed, from }: FitContext,
  onEpoch: EpochCallback,
): Promise<FittedLite> {
  const featurizer = new Featurizer(settings.features);
  const all = [...examples, ...substituteEntities(examples, lookups, seededRandom(seed))];
  const misspelt = misspell(all, MISSPELT_WORDS, seededRandom(seed));
  await vectors.prepare([...all, ...misspelt].map(({ text }) => text));
  const known = countKnown(all, settings.labels);
  const hash = (some: NluExample[]) => hashExamples(some, before, featurizer, settings.labels, known);
  return fitLite(hash(all), hash(misspelt), known, settings, seed, from, onEpoch);
}
