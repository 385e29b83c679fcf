import * as v from "valibot";

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
  /** Logits are divided by it: above 1 the network was too sure of itself on held-out examples. */
  temperature: v.number(),
});

export const componentSettingsSchema = v.variant("name", [
  classifierSchema,
  v.object({
    name: v.literal("DucklingEntityExtractor"),
    dimensions: v.optional(v.array(v.string())),
    locale: v.optional(v.string()),
  }),
  v.object({ name: v.literal("RegexEntityExtractor"), patterns: patternSchema }),
  v.object({
    name: v.literal("KeywordIntentClassifier"),
    keywords: v.array(v.object({ intent: v.string(), text: v.string() })),
    caseSensitive: v.boolean(),
  }),
  /** Lower-cased variant -> canonical value. */
  v.object({ name: v.literal("EntitySynonymMapper"), synonyms: v.record(v.string(), v.string()) }),
  v.object({ name: v.literal("FallbackClassifier"), threshold: v.number(), ambiguityThreshold: v.number() }),
]);

export const pipelineSchema = v.object({ components: v.array(componentSettingsSchema) });

export type ComponentSettings = v.InferOutput<typeof componentSettingsSchema>;
export type PipelineSettings = v.InferOutput<typeof pipelineSchema>;
export type ClassifierSettings = v.InferOutput<typeof classifierSchema>;
export type FeatureSettings = v.InferOutput<typeof featureSchema>;
export type PatternSettings = v.InferOutput<typeof patternSchema>;
