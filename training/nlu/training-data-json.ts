import { responseNameOf } from "../../src/engine/nlu/response-selection";
import type { NluData } from "../formats/types";

/** The training data in Rasa's JSON format, kept beside every model. */
export function trainingDataJson({ examples, regexes, lookups, synonyms, responses }: NluData): {
  rasa_nlu_data: object;
} {
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
      ...(Object.keys(responses).length > 0 && { responses: withNames(responses) }),
    },
  };
}

/** By the names that they have in the domain. */
function withNames(responses: NluData["responses"]): NluData["responses"] {
  return Object.fromEntries(Object.entries(responses).map(([key, variations]) => [responseNameOf(key), variations]));
}
