import * as v from "valibot";
import type { ResponseVariation } from "../project/domain";
import { scopeSchema } from "./scope";

/*
 * `pipeline.json`: the components of `config.yml` as training left them, in their order. Featurizers are no components here:
 * they are the `features` of the classifier that they stand before.
 */

/** What `regex:` and `lookup:` in the training data become. */
const patternSchema = v.object({
  regexes: v.array(v.object({ name: v.string(), patterns: v.array(v.string()) })),
  lookups: v.array(v.object({ name: v.string(), entries: v.array(v.string()) })),
  /** For the regexes; lookup tables never mind the case. */
  caseSensitive: v.boolean(),
});

const featureSchema = v.object({
  /** CountVectorsFeaturizer with analyzer `word`: n-grams of words up to this length; 0: none. */
  words: v.number(),
  /** CountVectorsFeaturizer with analyzer `char` or `char_wb`: n-grams within words. */
  characters: v.nullable(v.object({ min: v.number(), max: v.number() })),
  /** LexicalSyntacticFeaturizer: affixes, shapes and neighbours, for the entities. */
  lexical: v.boolean(),
  /** RegexFeaturizer. */
  patterns: v.nullable(patternSchema),
});

const classifierSchema = v.object({
  name: v.literal("DIETClassifier"),
  features: featureSchema,
  /** In the order of the network's logits; empty where it learnt no intents. */
  intents: v.array(v.string()),
  /** In the order of the network's tags. */
  labels: v.array(v.object({ entity: v.string(), role: v.optional(v.string()), group: v.optional(v.string()) })),
  /** Entities that end at a comma: those whose annotations never hold one, or as the project says. */
  splitByComma: v.array(v.string()),
  /** What the logits of each expert are multiplied by, fitted on held-out examples (`EXPERTS` in lite-model.ts). */
  scales: v.array(v.number()),
  /** null: too little was held out to tell what is out of scope. */
  scope: v.nullable(scopeSchema),
});

const forestSchema = v.object({
  name: v.literal("RandomForestClassifier"),
  features: featureSchema,
  /** In the order of the forest's classes. */
  intents: v.array(v.string()),
});

const responseSelectorSchema = v.object({
  name: v.literal("ResponseSelector"),
  /** Whose responses it chooses between; null: those of all retrieval intents. */
  retrievalIntent: v.nullable(v.string()),
  /** All of the project's. */
  retrievalIntents: v.array(v.string()),
  features: featureSchema,
  /** In the order of the network's logits. */
  responses: v.array(
    v.object({
      key: v.string(),
      /** As in the domain, whose reader has checked them. */
      variations: v.array(v.custom<ResponseVariation>(() => true)),
    }),
  ),
  /** As the classifier's. */
  scales: v.array(v.number()),
});

const spellingSchema = v.object({
  name: v.literal("SpellingCorrector"),
  /** Space-separated words: first those that the examples never hold, then those held 2^(n-1) times or more. */
  tiers: v.array(v.string()),
  /** For a word, those that stand right behind it in the examples, space-separated; `^` and `$` are the sentence's edges. */
  pairs: v.record(v.string(), v.string()),
});

const staticFeaturizerSchema = v.object({
  name: v.literal("LanguageModelFeaturizer"),
  /** The pieces of words that have a row in the weights `vectors`, in their order, space-separated. */
  vocabulary: v.string(),
});

const fallbackSchema = v.object({
  name: v.literal("FallbackClassifier"),
  threshold: v.number(),
  ambiguityThreshold: v.number(),
  /** Of the out-of-scope score. */
  scopeThreshold: v.number(),
});

const componentSettingsSchema = v.variant("name", [
  staticFeaturizerSchema,
  classifierSchema,
  forestSchema,
  responseSelectorSchema,
  v.object({
    name: v.literal("DucklingEntityExtractor"),
    dimensions: v.optional(v.array(v.string())),
    locale: v.optional(v.string()),
  }),
  spellingSchema,
  v.object({ name: v.literal("RegexEntityExtractor"), patterns: patternSchema }),
  v.object({
    name: v.literal("KeywordIntentClassifier"),
    keywords: v.array(v.object({ intent: v.string(), text: v.string() })),
    caseSensitive: v.boolean(),
  }),
  /** Lower-cased variant -> canonical value. */
  v.object({ name: v.literal("EntitySynonymMapper"), synonyms: v.record(v.string(), v.string()) }),
  fallbackSchema,
]);

export const pipelineSchema = v.object({ components: v.array(componentSettingsSchema) });

export type ComponentSettings = v.InferOutput<typeof componentSettingsSchema>;
export type PipelineSettings = v.InferOutput<typeof pipelineSchema>;
export type ClassifierSettings = v.InferOutput<typeof classifierSchema>;
export type StaticFeaturizerSettings = v.InferOutput<typeof staticFeaturizerSchema>;
export type FallbackSettings = v.InferOutput<typeof fallbackSchema>;
export type ForestSettings = v.InferOutput<typeof forestSchema>;
export type ResponseSelectorSettings = v.InferOutput<typeof responseSelectorSchema>;
export type SpellingSettings = v.InferOutput<typeof spellingSchema>;
export type FeatureSettings = v.InferOutput<typeof featureSchema>;
export type PatternSettings = v.InferOutput<typeof patternSchema>;
