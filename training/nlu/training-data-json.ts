import type { Json } from "../../src/engine/json";
import type { NluData } from "../formats/types";

/** The training data in Rasa's JSON format, kept beside every model. */
export function trainingDataJson({ examples, regexes, lookups, synonyms }: NluData): Json {
  const variants = new Map<string, string[]>();
  for (const [variant, value] of Object.entries(synonyms))
    variants.set(value, [...(variants.get(value) ?? []), variant]);
  return {
    rasa_nlu_data: {
      common_examples: examples.map(({ text, intent, intentResponseKey, entities }) => ({
        text,
        intent: intentResponseKey ?? intent,
        entities: entities.map(({ start, end, value, entity, role, group }) => ({
          start,
          end,
          value,
          entity,
          ...(role === undefined ? {} : { role }),
          ...(group === undefined ? {} : { group }),
        })),
      })),
      regex_features: regexes.flatMap(({ name, patterns }) => patterns.map((pattern) => ({ name, pattern }))),
      lookup_tables: lookups.map(({ name, entries }) => ({ name, elements: entries })),
      entity_synonyms: [...variants].map(([value, of]) => ({ value, synonyms: of })),
    },
  };
}
