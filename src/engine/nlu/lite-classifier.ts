import type { Weights } from "../project/weights";
import { Crf } from "./crf";
import { Featurizer } from "./featurizer";
import { HashList } from "./hash";
import { LiteModel } from "./lite-model";
import type { Component, Message } from "./message";
import type { Entity, Intent } from "./parse-data";
import type { ClassifierSettings } from "./pipeline-settings";
import { tagsToSpans, type LabelledSpan } from "./tag-set";

/** The lite tier in the place of Rasa's DIETClassifier: intents and entities from one network. */
export class LiteClassifier implements Component {
  private readonly featurizer: Featurizer;
  private readonly model: LiteModel;
  private readonly crf: Crf;
  private readonly transitions: Float32Array;
  private readonly transitionWeights: Float32Array;
  private readonly features = new HashList();
  private readonly ends: number[] = [];

  constructor(
    private readonly settings: ClassifierSettings,
    weights: Weights,
  ) {
    this.featurizer = new Featurizer(settings.features);
    this.model = new LiteModel(weights);
    this.crf = new Crf(settings.labels.length);
    this.transitions = settings.labels.length > 0 ? weights.floats("transitions") : new Float32Array(0);
    this.transitionWeights = this.transitions.map((score) => Math.exp(score));
  }

  process(message: Message): void {
    const prepared = this.featurizer.prepare(message);
    this.featurizer.sentenceFeatures(prepared, this.features);
    const logits = this.model.intents(this.features);
    if (this.settings.intents.length > 0) message.ranking = this.rank(logits);
    if (this.settings.labels.length === 0) return;
    this.featurizer.tokenFeatures(prepared, this.features, this.ends);
    message.entities.push(...this.entities(message, this.model.emissions(this.features, this.ends)));
  }

  private rank(logits: Float32Array): Intent[] {
    const probabilities = softmax(logits, this.settings.temperature);
    return this.settings.intents
      .map((name, index) => ({ name, confidence: probabilities[index] ?? 0 }))
      .sort((a, b) => b.confidence - a.confidence);
  }

  private entities(message: Message, emissions: Float32Array): Entity[] {
    const tokens = message.tokens.length;
    const tags = this.crf.decode(emissions, this.transitions, tokens);
    const spans = tagsToSpans(tags);
    if (spans.length === 0) return [];
    const marginals = new Float32Array(tokens * this.crf.tags);
    this.crf.marginals(emissions, this.transitionWeights, tokens, marginals);
    const confidences = Array.from(tags, (tag, t) => marginals[t * this.crf.tags + tag] ?? 0);
    return spans.flatMap((span) => this.split(span, message)).map((span) => this.entity(span, message, confidences));
  }

  private entity({ label, first, last }: LabelledSpan, { text, tokens }: Message, confidences: number[]): Entity {
    const start = tokens[first]?.start ?? 0;
    const end = tokens[last]?.end ?? start;
    return {
      ...(this.settings.labels[label] as ClassifierSettings["labels"][number]),
      start,
      end,
      value: text.slice(start, end),
      // As in Rasa: an entity is as sure as the least sure of its words.
      confidence_entity: Math.min(...confidences.slice(first, last + 1)),
      extractor: "DIETClassifier",
    };
  }

  /** "milk, eggs" read as one item is two. */
  private split(span: LabelledSpan, { text, tokens }: Message): LabelledSpan[] {
    if (!this.settings.splitByComma.includes(this.settings.labels[span.label]?.entity ?? "")) return [span];
    const parts: LabelledSpan[] = [];
    let first = span.first;
    for (let t = span.first; t <= span.last; t++) {
      const gap = t < span.last ? text.slice(tokens[t]?.end, tokens[t + 1]?.start) : ",";
      if (!gap.includes(",")) continue;
      parts.push({ label: span.label, first, last: t });
      first = t + 1;
    }
    return parts;
  }
}

export function softmax(logits: Float32Array, temperature: number): Float32Array {
  const max = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const exponentials = logits.map((logit) => Math.exp((logit - max) / temperature));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((exponential) => exponential / sum);
}
