import type { Component } from "./types";

/** What Rasa 3.6 fills in where config.yml leaves `pipeline:` empty. */
export const DEFAULT_PIPELINE: readonly Omit<Component, "place">[] = [
  { name: "WhitespaceTokenizer", options: {} },
  { name: "RegexFeaturizer", options: {} },
  { name: "LexicalSyntacticFeaturizer", options: {} },
  { name: "CountVectorsFeaturizer", options: {} },
  { name: "CountVectorsFeaturizer", options: { analyzer: "char_wb", min_ngram: 1, max_ngram: 4 } },
  { name: "DIETClassifier", options: { epochs: 100, constrain_similarities: true } },
  { name: "EntitySynonymMapper", options: {} },
  { name: "ResponseSelector", options: { epochs: 100, constrain_similarities: true } },
  { name: "FallbackClassifier", options: { threshold: 0.3, ambiguity_threshold: 0.1 } },
];

/** Without what Rasa 1 did elsewhere or not at all: declining messages, choosing among responses. */
const CLASSIC_PIPELINE = DEFAULT_PIPELINE.filter(
  ({ name }) => name !== "FallbackClassifier" && name !== "ResponseSelector",
);

/**
 * The pipelines that Rasa 1 had names for. They differed in their features, of words, of spaCy and of ConveRT; those that need Python
 * are the words' own features here.
 */
export const PIPELINE_TEMPLATES: Readonly<Record<string, readonly Omit<Component, "place">[]>> = {
  supervised_embeddings: CLASSIC_PIPELINE,
  tensorflow_embedding: CLASSIC_PIPELINE,
  pretrained_embeddings_spacy: CLASSIC_PIPELINE,
  spacy_sklearn: CLASSIC_PIPELINE,
  pretrained_embeddings_convert: CLASSIC_PIPELINE,
};

/** The same for `policies:`. */
export const DEFAULT_POLICIES: readonly Omit<Component, "place">[] = [
  { name: "MemoizationPolicy", options: {} },
  { name: "RulePolicy", options: {} },
  { name: "UnexpecTEDIntentPolicy", options: { max_history: 5, epochs: 100 } },
  { name: "TEDPolicy", options: { max_history: 5, epochs: 100, constrain_similarities: true } },
];
