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

/** What components were called before Rasa 1. */
export const FORMER_NAMES: Readonly<Record<string, string>> = {
  nlp_spacy: "SpacyNLP",
  nlp_mitie: "MitieNLP",
  tokenizer_whitespace: "WhitespaceTokenizer",
  tokenizer_jieba: "JiebaTokenizer",
  tokenizer_spacy: "SpacyTokenizer",
  tokenizer_mitie: "MitieTokenizer",
  intent_entity_featurizer_regex: "RegexFeaturizer",
  intent_featurizer_count_vectors: "CountVectorsFeaturizer",
  intent_featurizer_ngrams: "NGramFeaturizer",
  intent_featurizer_spacy: "SpacyFeaturizer",
  intent_featurizer_mitie: "MitieFeaturizer",
  intent_classifier_tensorflow_embedding: "EmbeddingIntentClassifier",
  intent_classifier_sklearn: "SklearnIntentClassifier",
  intent_classifier_mitie: "MitieIntentClassifier",
  intent_classifier_keyword: "KeywordIntentClassifier",
  ner_crf: "CRFEntityExtractor",
  ner_duckling_http: "DucklingHTTPExtractor",
  ner_spacy: "SpacyEntityExtractor",
  ner_mitie: "MitieEntityExtractor",
  ner_synonyms: "EntitySynonymMapper",
};

/** The same for `policies:`. */
export const DEFAULT_POLICIES: readonly Omit<Component, "place">[] = [
  { name: "MemoizationPolicy", options: {} },
  { name: "RulePolicy", options: {} },
  { name: "UnexpecTEDIntentPolicy", options: { max_history: 5, epochs: 100 } },
  { name: "TEDPolicy", options: { max_history: 5, epochs: 100, constrain_similarities: true } },
];
