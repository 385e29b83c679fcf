import type { Bundle } from "../project/bundle";
import { Weights, weightsManifestSchema } from "../project/weights";
import { EntitySynonymMapper } from "./entity-synonym-mapper";
import { createDucklingExtractor } from "./extractors/duckling";
import type { Extractor } from "./extractors/extractor";
import { FallbackClassifier } from "./fallback-classifier";
import { readIntentMessage } from "./intent-message";
import { KeywordIntentClassifier } from "./keyword-intent-classifier";
import { LiteClassifier } from "./lite-classifier";
import type { Component, Message } from "./message";
import type { Entity, Interpreter, ParseContext, ParseData } from "./parse-data";
import { pipelineSchema, type ComponentSettings, type PipelineSettings } from "./pipeline-settings";
import { RegexEntityExtractor } from "./regex-entity-extractor";
import { readablePart, tokenize } from "./tokenizer";

/** What an nlu bundle must hold to be loaded. */
export const NLU_FILES = ["pipeline.json", "weights.json", "weights.bin"];

const RANKING_LENGTH = 10;

/** A trained pipeline, ready to read messages. */
export class TrainedInterpreter implements Interpreter {
  private readonly components: Component[];

  constructor(pipeline: PipelineSettings, weights: Weights) {
    this.components = pipeline.components.map((settings) => createComponent(settings, weights));
  }

  /** Throws a BundleFault where a file isn't what a pipeline is made of. */
  static load(bundle: Bundle): TrainedInterpreter {
    const weights = new Weights(bundle.parse("weights.json", weightsManifestSchema), bundle.bytes("weights.bin"));
    return new TrainedInterpreter(bundle.parse("pipeline.json", pipelineSchema), weights);
  }

  parse(text: string, context: ParseContext): ParseData {
    const exact = readIntentMessage(text);
    if (exact) return { text, intent: exact.intent, entities: exact.entities, intent_ranking: [exact.intent] };
    if (text.trim() === "") return { text, intent: { name: null, confidence: 0 }, entities: [], intent_ranking: [] };
    const message: Message = { text: readablePart(text), tokens: tokenize(text), entities: [], ranking: [] };
    for (const component of this.components) component.process(message, context);
    return {
      text,
      intent: message.ranking[0] ?? { name: null, confidence: 0 },
      entities: withoutRepeats(message.entities),
      intent_ranking: message.ranking.slice(0, RANKING_LENGTH),
    };
  }
}

/** The component of some settings; the classifier's network needs the bundle's weights. */
export function createComponent(settings: ComponentSettings, weights: Weights): Component {
  switch (settings.name) {
    case "DIETClassifier":
      return new LiteClassifier(settings, weights);
    case "DucklingEntityExtractor":
      return extractorComponent(createDucklingExtractor(settings));
    case "RegexEntityExtractor":
      return new RegexEntityExtractor(settings.patterns);
    case "KeywordIntentClassifier":
      return new KeywordIntentClassifier(settings.keywords, settings.caseSensitive);
    case "EntitySynonymMapper":
      return new EntitySynonymMapper(settings.synonyms);
    case "FallbackClassifier":
      return new FallbackClassifier(settings.threshold, settings.ambiguityThreshold);
  }
}

function extractorComponent(extractor: Extractor): Component {
  return {
    process(message, context) {
      message.entities.push(...extractor.extract(message.text, context));
    },
  };
}

/** Of the same entity found at the same place by two components, the first stays; Rasa keeps both and only warns. */
function withoutRepeats(entities: Entity[]): Entity[] {
  const finders = new Map<string, string>();
  return entities.filter(({ entity, role, group, start, end, extractor }) => {
    const key = JSON.stringify([entity, role ?? null, group ?? null, start, end]);
    const finder = finders.get(key) ?? extractor;
    finders.set(key, finder);
    return finder === extractor;
  });
}
