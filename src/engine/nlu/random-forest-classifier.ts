import type { Weights } from "../project/weights";
import { Featurizer } from "./featurizer";
import { HashIndex } from "./hash-index";
import { HashList } from "./hash";
import type { Component, Message } from "./message";
import type { ForestSettings } from "./pipeline-settings";
import { RandomForest } from "./random-forest";

/**
 * Intents by a random forest, over whether a message has each of the features that tell most. An intent's confidence is its share of
 * the trees' votes. Like the ResponseSelector it sees the words alone.
 */
export class RandomForestClassifier implements Component {
  private readonly featurizer: Featurizer;
  private readonly index: HashIndex;
  private readonly forest: RandomForest;
  private readonly features = new HashList();
  private readonly row: Float32Array;

  constructor(
    private readonly settings: ForestSettings,
    weights: Weights,
  ) {
    const hashes = weights.integers("forest.hashes");
    this.featurizer = new Featurizer(settings.features);
    this.index = new HashIndex(hashes);
    this.forest = RandomForest.load(weights, settings.intents.length);
    this.row = new Float32Array(hashes.length);
  }

  process(message: Message): void {
    const prepared = this.featurizer.prepare({ ...message, entities: [] });
    this.featurizer.sentenceFeatures(prepared, this.features);
    this.row.fill(0);
    for (let i = 0; i < this.features.length; i++) {
      const column = this.index.row(this.features.values[i] as number);
      if (column >= 0) this.row[column] = 1;
    }
    const votes = this.forest.votes(this.row);
    message.ranking = this.settings.intents
      .map((name, intent) => ({ name, confidence: votes[intent] ?? 0 }))
      .sort((a, b) => b.confidence - a.confidence);
  }
}
