import type { Weights } from "../project/weights";
import { EntityTagger } from "./entity-tagger";
import { Featurizer, type PreparedMessage } from "./featurizer";
import { LiteModel } from "./lite-model";
import type { Component, Message } from "./message";
import type { Intent } from "./parse-data";
import type { ClassifierSettings } from "./pipeline-settings";
import { outOfScopeScore } from "./scope";
import { SentenceBag } from "./sentence-bag";

/** What stands in the place of Rasa's DIETClassifier, in both tiers: intents and entities, each from a network of its own. */
export class LiteClassifier implements Component {
  private readonly featurizer: Featurizer;
  /** null where there is nothing of its kind to learn. */
  private readonly intents: { model: LiteModel; bag: SentenceBag } | null;
  private readonly tagger: EntityTagger | null;
  private readonly logits: Float32Array;

  constructor(
    private readonly settings: ClassifierSettings,
    weights: Weights,
  ) {
    this.featurizer = new Featurizer(settings.features);
    this.intents = settings.intents.length > 0 ? intentNetwork(weights, this.featurizer) : null;
    this.tagger = settings.labels.length > 0 ? new EntityTagger(settings, this.featurizer, weights) : null;
    this.logits = new Float32Array(settings.intents.length);
  }

  process(message: Message): void {
    const prepared = this.featurizer.prepare(message);
    let probabilities: Float32Array = new Float32Array(0);
    if (this.intents) {
      probabilities = softmax(this.together(this.read(prepared)));
      message.ranking = this.rank(probabilities);
      if (this.settings.scope) message.outOfScope = outOfScopeScore(this.logits, this.settings.scope);
    }
    if (this.tagger) message.entities.push(...this.tagger.read(prepared, probabilities));
  }

  /** What each expert says, one logit an intent: for those who fit the scales. Empty where no intents were learnt. */
  experts(message: Message): Float32Array[] {
    return this.read(this.featurizer.prepare(message)).map((logits) => logits.slice());
  }

  /** The experts' logits, scaled and added: an array of its own that the next call fills again. */
  together(experts: Float32Array[]): Float32Array {
    this.logits.fill(0);
    experts.forEach((logits, expert) => {
      const scale = this.settings.scales[expert] ?? 1;
      for (let i = 0; i < logits.length; i++)
        this.logits[i] = (this.logits[i] as number) + scale * (logits[i] as number);
    });
    return this.logits;
  }

  private read(prepared: PreparedMessage): Float32Array[] {
    if (!this.intents) return [];
    const { model, bag } = this.intents;
    return model.experts(bag.embed(prepared), prepared.message.tokenVectors, prepared.message.vectorWords);
  }

  private rank(probabilities: Float32Array): Intent[] {
    return this.settings.intents
      .map((name, index) => ({ name, confidence: probabilities[index] ?? 0 }))
      .sort((a, b) => b.confidence - a.confidence);
  }
}

function intentNetwork(weights: Weights, featurizer: Featurizer): { model: LiteModel; bag: SentenceBag } {
  const model = new LiteModel(weights);
  return { model, bag: new SentenceBag(featurizer, model.bag) };
}

export function softmax(logits: Float32Array): Float32Array {
  const max = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const exponentials = logits.map((logit) => Math.exp(logit - max));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((exponential) => exponential / sum);
}
