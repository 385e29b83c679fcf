/** What a component of Rasa's is here. */
export interface ComponentRole {
  role:
    | "tokenizer"
    | "regexFeatures"
    | "lexicalFeatures"
    | "countFeatures"
    | "classifier"
    | "forest"
    | "duckling"
    | "regexEntities"
    | "keywords"
    | "synonyms"
    | "selector"
    | "fallback"
    | "none";
  learnsIntents?: boolean;
  learnsEntities?: boolean;
  /** For one that can't run here: why, and what takes its place. */
  replaced?: { why: string; by: string };
}

const TOKENIZER = "the WhitespaceTokenizer";
const FEATURES = "word and character n-grams, and the full tier's sentence encoder,";
export const LEARNER = "Sotto's DIETClassifier";
export const NOTHING = "nothing";

const needs = (what: string): string => `needs ${what}, which runs in Python only`;
const SPACY = needs("spaCy");
const MITIE = needs("MITIE");
const CONVERT = needs("ConveRT");
const TRANSFORMERS = needs("a language model of Hugging Face's");
const JIEBA = needs("Jieba");
const SKLEARN = needs("scikit-learn");

export const COMPONENTS: Readonly<Record<string, ComponentRole>> = {
  WhitespaceTokenizer: { role: "tokenizer" },
  RegexFeaturizer: { role: "regexFeatures" },
  LexicalSyntacticFeaturizer: { role: "lexicalFeatures" },
  CountVectorsFeaturizer: { role: "countFeatures" },
  DIETClassifier: { role: "classifier", learnsIntents: true, learnsEntities: true },
  RandomForestClassifier: { role: "forest" },
  DucklingEntityExtractor: { role: "duckling" },
  RegexEntityExtractor: { role: "regexEntities" },
  KeywordIntentClassifier: { role: "keywords" },
  EntitySynonymMapper: { role: "synonyms" },
  ResponseSelector: { role: "selector" },
  FallbackClassifier: { role: "fallback" },

  // Names of Rasa 1, and learners of which one is kept here.
  DucklingHTTPExtractor: { role: "duckling" },
  EmbeddingIntentClassifier: {
    role: "classifier",
    learnsIntents: true,
    replaced: { why: "is of Rasa 1", by: LEARNER },
  },
  LogisticRegressionClassifier: { role: "classifier", learnsIntents: true, replaced: { why: SKLEARN, by: LEARNER } },
  SklearnIntentClassifier: { role: "classifier", learnsIntents: true, replaced: { why: SKLEARN, by: LEARNER } },
  CRFEntityExtractor: {
    role: "classifier",
    learnsEntities: true,
    replaced: { why: needs("sklearn-crfsuite"), by: LEARNER },
  },

  NGramFeaturizer: { role: "countFeatures", replaced: { why: "is of Rasa 1", by: FEATURES } },

  // Those that need Python.
  SpacyNLP: { role: "none", replaced: { why: SPACY, by: NOTHING } },
  SpacyTokenizer: { role: "tokenizer", replaced: { why: SPACY, by: TOKENIZER } },
  SpacyFeaturizer: { role: "countFeatures", replaced: { why: SPACY, by: FEATURES } },
  SpacyEntityExtractor: {
    role: "classifier",
    learnsEntities: true,
    replaced: { why: SPACY, by: `${LEARNER}, for the entities that examples annotate,` },
  },
  MitieNLP: { role: "none", replaced: { why: MITIE, by: NOTHING } },
  MitieTokenizer: { role: "tokenizer", replaced: { why: MITIE, by: TOKENIZER } },
  MitieFeaturizer: { role: "countFeatures", replaced: { why: MITIE, by: FEATURES } },
  MitieEntityExtractor: { role: "classifier", learnsEntities: true, replaced: { why: MITIE, by: LEARNER } },
  MitieIntentClassifier: { role: "classifier", learnsIntents: true, replaced: { why: MITIE, by: LEARNER } },
  JiebaTokenizer: { role: "tokenizer", replaced: { why: JIEBA, by: TOKENIZER } },
  ConveRTTokenizer: { role: "tokenizer", replaced: { why: CONVERT, by: TOKENIZER } },
  ConveRTFeaturizer: { role: "countFeatures", replaced: { why: CONVERT, by: FEATURES } },
  HFTransformersNLP: { role: "none", replaced: { why: TRANSFORMERS, by: NOTHING } },
  LanguageModelTokenizer: { role: "tokenizer", replaced: { why: TRANSFORMERS, by: TOKENIZER } },
  LanguageModelFeaturizer: { role: "countFeatures", replaced: { why: TRANSFORMERS, by: FEATURES } },
};

/** A component whose options send it to a server: nothing leaves the device here. */
export const SERVED = {
  why: "asks a server, and nothing leaves the device",
  by: "Sotto's own reader of dates, times, amounts and addresses",
};
