import type { Weights } from "../project/weights";
import { Crf } from "./crf";
import type { Featurizer, PreparedMessage } from "./featurizer";
import { HashList } from "./hash";
import { KnownEntities } from "./known-entities";
import type { Message } from "./message";
import type { Entity } from "./parse-data";
import type { ClassifierSettings } from "./pipeline-settings";
import { tagsToSpans, type LabelledSpan } from "./tag-set";
import { Tagger } from "./tagger";

/** The classifier's half that reads entities: the tagger's scores, made spans by a CRF. */
export class EntityTagger {
  private readonly known: KnownEntities;
  private readonly tagger: Tagger;
  private readonly crf: Crf;
  private readonly transitions: Float32Array;
  private readonly transitionWeights: Float32Array;
  private readonly features = new HashList();
  private readonly ends: number[] = [];

  constructor(
    private readonly settings: Pick<ClassifierSettings, "labels" | "splitByComma">,
    private readonly featurizer: Featurizer,
    weights: Weights,
  ) {
    const labels = settings.labels.length;
    this.known = new KnownEntities(weights.integers("known.hashes"), labels);
    this.tagger = new Tagger(weights);
    this.crf = new Crf(labels);
    this.transitions = weights.floats("transitions");
    this.transitionWeights = this.transitions.map((score) => Math.exp(score));
  }

  /** `intents` are the probabilities of the intents, in the order of the classifier's. */
  read(prepared: PreparedMessage, intents: ArrayLike<number>): Entity[] {
    const { message, words } = prepared;
    const known = this.known.find(words, message.tokens);
    this.featurizer.tokenFeatures(prepared, known, this.features, this.ends);
    const emissions = this.tagger.emissions(this.features, this.ends, intents, message.tokenVectors);
    const tags = this.crf.decode(emissions, this.transitions, words.length);
    const spans = tagsToSpans(tags);
    if (spans.length === 0) return [];
    const confidences = this.confidences(emissions, tags);
    return spans.flatMap((span) => this.split(span, message)).map((span) => this.entity(span, message, confidences));
  }

  /** Of each token's tag. */
  private confidences(emissions: Float32Array, tags: Int32Array): number[] {
    const marginals = new Float32Array(tags.length * this.crf.tags);
    this.crf.marginals(emissions, this.transitionWeights, tags.length, marginals);
    return Array.from(tags, (tag, t) => marginals[t * this.crf.tags + tag] ?? 0);
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
