import type { JsonObject } from "../../src/engine/json";
import { Featurizer } from "../../src/engine/nlu/featurizer";
import { HashIndex } from "../../src/engine/nlu/hash-index";
import type { FeatureSettings, ForestSettings } from "../../src/engine/nlu/pipeline-settings";
import type { NluExample } from "../formats/types";
import { hashExamples } from "./examples";
import { KnownCounts } from "./known-counts";
import type { WeightsPart } from "./join-weights";
import { writeWeights } from "./quantise";
import { FOREST_DEFAULTS, growForest, storeForest } from "./random-forest";
import { informativeFeatures, MOST_FEATURES } from "./random-forest-features";

export interface CompiledForest {
  settings: ForestSettings;
  trees: number;
  maxDepth: number;
  /** null: the training's. */
  seed: number | null;
}

/** Options as scikit-learn's RandomForestClassifier has them: `n_estimators`, `max_depth`, `random_state`. */
export function compileForest(options: JsonObject, features: FeatureSettings, examples: NluExample[]): CompiledForest {
  const { n_estimators: trees, max_depth: maxDepth, random_state: seed } = options;
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  return {
    settings: { name: "RandomForestClassifier", features, intents },
    trees: isCount(trees) ? trees : FOREST_DEFAULTS.trees,
    maxDepth: isCount(maxDepth) ? maxDepth : FOREST_DEFAULTS.maxDepth,
    seed: typeof seed === "number" ? seed : null,
  };
}

/** Grows a forest from the examples, at least one, and gives its weights. */
export function fitForest(
  { settings, trees, maxDepth, seed }: CompiledForest,
  examples: NluExample[],
  trainingSeed: number,
): WeightsPart {
  const hashed = hashExamples(examples, [], new Featurizer(settings.features), [], new KnownCounts(0));
  const classes = Int32Array.from(hashed, ({ intent }) => settings.intents.indexOf(intent));
  const sentences = hashed.map(({ sentence }) => sentence);
  const hashes = informativeFeatures(sentences, classes, MOST_FEATURES);
  const index = new HashIndex(hashes);
  const columns = Array.from(hashes, () => new Float32Array(sentences.length));
  sentences.forEach((features, row) => {
    for (const hash of features) {
      const column = columns[index.row(hash)];
      if (column) column[row] = 1;
    }
  });
  const table = { columns, classes, classCount: settings.intents.length };
  const forest = growForest(table, { trees, maxDepth, seed: seed ?? trainingSeed });
  const weights = writeWeights([{ name: "forest.hashes", kind: "integers", values: hashes }, ...storeForest(forest)]);
  return { prefix: "", ...weights };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
