/** What a component of Rasa's is here. `replaced` says, in a warning, what takes the place of one that can't run without Python. */
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
  replaced?: string;
}

const TOKENIZER = "the WhitespaceTokenizer";
const FEATURES = "word and character n-grams";
const LEARNER = "the lite model, Sotto's DIETClassifier,";

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

  // Names of Rasa 1, and learners of which the lite model is the one kept here.
  DucklingHTTPExtractor: { role: "duckling" },
  EmbeddingIntentClassifier: { role: "classifier", learnsIntents: true, replaced: LEARNER },
  LogisticRegressionClassifier: { role: "classifier", learnsIntents: true, replaced: LEARNER },
  SklearnIntentClassifier: { role: "classifier", learnsIntents: true, replaced: LEARNER },
  CRFEntityExtractor: { role: "classifier", learnsEntities: true, replaced: LEARNER },

  // Those that need Python.
  SpacyNLP: { role: "none", replaced: "nothing" },
  SpacyTokenizer: { role: "tokenizer", replaced: TOKENIZER },
  SpacyFeaturizer: { role: "countFeatures", replaced: FEATURES },
  SpacyEntityExtractor: { role: "none", replaced: "nothing" },
  MitieNLP: { role: "none", replaced: "nothing" },
  MitieTokenizer: { role: "tokenizer", replaced: TOKENIZER },
  MitieFeaturizer: { role: "countFeatures", replaced: FEATURES },
  MitieEntityExtractor: { role: "classifier", learnsEntities: true, replaced: LEARNER },
  MitieIntentClassifier: { role: "classifier", learnsIntents: true, replaced: LEARNER },
  JiebaTokenizer: { role: "tokenizer", replaced: TOKENIZER },
  ConveRTTokenizer: { role: "tokenizer", replaced: TOKENIZER },
  ConveRTFeaturizer: { role: "countFeatures", replaced: FEATURES },
  HFTransformersNLP: { role: "none", replaced: "nothing" },
  LanguageModelTokenizer: { role: "tokenizer", replaced: TOKENIZER },
  LanguageModelFeaturizer: { role: "countFeatures", replaced: FEATURES },
};
