import type { JsonObject } from "../../src/engine/json";
import type { FeatureSettings, ResponseSelectorSettings } from "../../src/engine/nlu/pipeline-settings";
import { retrievalIntentOf } from "../../src/engine/nlu/response-selection";
import type { NluData, NluExample } from "../formats/types";
import { retrievalIntentOption } from "../formats/validate-retrieval";

export interface CompiledSelector {
  /** Everything but the weights and the scales. */
  settings: ResponseSelectorSettings;
  /** What it learns from, with the response key in the place of the intent. */
  examples: NluExample[];
  /** With `use_text_as_label`: the texts of the responses, learnt beside the examples and never held out. */
  texts: NluExample[];
}

/** A ResponseSelector in Rasa's terms as one of this pipeline's; null where there is nothing to choose between. */
export function compileSelector(options: JsonObject, features: FeatureSettings, nlu: NluData): CompiledSelector | null {
  const retrievalIntent = retrievalIntentOption({ options });
  const isMine = (key: string): boolean => retrievalIntent === null || retrievalIntentOf(key) === retrievalIntent;
  const asked = nlu.examples.flatMap((example): NluExample[] =>
    example.intentResponseKey === undefined ? [] : [{ ...example, intent: example.intentResponseKey }],
  );
  const examples = asked.filter(({ intent }) => isMine(intent));
  const [first] = examples;
  if (!first) return null;
  const retrievalIntents = sortedSet(asked.map(({ intent }) => retrievalIntentOf(intent) ?? intent));
  const texts =
    options["use_text_as_label"] === true
      ? Object.entries(nlu.responses)
          .filter(([key]) => isMine(key) && retrievalIntents.includes(retrievalIntentOf(key) ?? ""))
          .flatMap(([key, variations]) => variations.map(({ text }) => ({ key, text })))
          .flatMap(({ key, text }): NluExample[] =>
            text === undefined ? [] : [{ intent: key, text, entities: [], place: first.place }],
          )
      : [];
  const keys = sortedSet([...examples, ...texts].map(({ intent }) => intent));
  const responses = keys.map((key) => ({ key, variations: nlu.responses[key] ?? [] }));
  const settings: ResponseSelectorSettings = {
    name: "ResponseSelector",
    retrievalIntent,
    retrievalIntents,
    features,
    responses,
    scales: [],
  };
  return { settings, examples, texts };
}

function sortedSet(names: string[]): string[] {
  return [...new Set(names)].sort();
}
