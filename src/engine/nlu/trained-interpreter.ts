import type { Bundle } from "../project/bundle";
import { Weights, weightsManifestSchema } from "../project/weights";
import { EntitySynonymMapper } from "./entity-synonym-mapper";
import { createDucklingExtractor } from "./extractors/duckling";
import type { Extractor } from "./extractors/extractor";
import { FallbackClassifier } from "./fallback-classifier";
import { readIntentMessage } from "./intent-message";
import { KeywordIntentClassifier } from "./keyword-intent-classifier";
import { LiteClassifier } from "./lite-classifier";
import { mergeEntities } from "./merge-entities";
import type { Component, Message } from "./message";
import type { Interpreter, ParseContext, ParseData } from "./parse-data";
import { pipelineSchema, type ComponentSettings, type PipelineSettings } from "./pipeline-settings";
import { RandomForestClassifier } from "./random-forest-classifier";
import { RegexEntityExtractor } from "./regex-entity-extractor";
import { ResponseSelector } from "./response-selector";
import { StaticFeaturizer } from "./static-featurizer";
import { SpellingCorrector } from "./spelling-corrector";
import type { WordVectors } from "./word-vectors";
import { readablePart, tokenize, truncatedAt } from "./tokenizer";

const RANKING_LENGTH = 10;

/** A trained pipeline, ready to read messages. */
export class TrainedInterpreter implements Interpreter {
  private readonly components: Component[];
  private readonly spelling: SpellingCorrector | undefined;

  /** `first` run before all others: training's stand-ins for what a tier is given from outside. */
  constructor(pipeline: PipelineSettings, weights: Weights, first: Component[] = []) {
    this.components = [...first, ...pipeline.components.map((settings) => createComponent(settings, weights))];
    this.spelling = this.components.find((component) => component instanceof SpellingCorrector);
  }

  /** `folder` is that of NLU_FILES in the bundle. Throws a BundleFault where a file isn't what a pipeline is made of. */
  static load(bundle: Bundle, folder: "" | "full/" = ""): TrainedInterpreter {
    const manifest = bundle.parse(`${folder}weights.json`, weightsManifestSchema);
    const weights = new Weights(manifest, bundle.bytes(`${folder}weights.bin`));
    return new TrainedInterpreter(bundle.parse(`${folder}pipeline.json`, pipelineSchema), weights);
  }

  /** The static vectors of words that it reads with; null where it has none. */
  get wordVectors(): WordVectors | null {
    return this.components.find((component) => component instanceof StaticFeaturizer)?.vectors ?? null;
  }

  /** A text's words, as they were meant; null for one that no component reads: an exact intent, or nothing at all. */
  read(text: string): Message | null {
    if (text.trim() === "" || readIntentMessage(text)) return null;
    const message: Message = { text: readablePart(text), tokens: tokenize(text), entities: [], ranking: [] };
    this.spelling?.process(message);
    return message;
  }

  /** `tokenVectors` are those of `read`'s tokens, [tokens, size], where the pipeline was trained with an encoder's. */
  parse(text: string, context: ParseContext, tokenVectors?: Float32Array): ParseData {
    const exact = readIntentMessage(text);
    if (exact) return { text, ...exact, intent_ranking: [exact.intent] };
    if (text.trim() === "") return { text, intent: { name: null, confidence: 0 }, entities: [], intent_ranking: [] };
    const tokens = tokenize(text);
    const end = truncatedAt(text, tokens);
    const message: Message = {
      text: end === null ? readablePart(text) : text.slice(0, end),
      tokens,
      tokenVectors,
      entities: [],
      ranking: [],
    };
    for (const component of this.components) component.process(message, context);
    return {
      text,
      intent: message.ranking[0] ?? { name: null, confidence: 0 },
      entities: mergeEntities(message.entities),
      intent_ranking: message.ranking.slice(0, RANKING_LENGTH),
      ...(message.outOfScope !== undefined && { out_of_scope: message.outOfScope }),
      ...(end !== null && { truncated_at: end }),
      ...(message.responseSelection && { response_selector: message.responseSelection }),
    };
  }
}

/** The component of some settings; those with a network need the bundle's weights. */
export function createComponent(settings: ComponentSettings, weights: Weights): Component {
  switch (settings.name) {
    case "DIETClassifier":
      return new LiteClassifier(settings, weights);
    case "LanguageModelFeaturizer":
      return new StaticFeaturizer(settings, weights);
    case "SpellingCorrector":
      return new SpellingCorrector(settings);
    case "RandomForestClassifier":
      return new RandomForestClassifier(settings, weights);
    case "DucklingEntityExtractor":
      return extractorComponent(createDucklingExtractor(settings));
    case "RegexEntityExtractor":
      return new RegexEntityExtractor(settings.patterns);
    case "KeywordIntentClassifier":
      return new KeywordIntentClassifier(settings.keywords, settings.caseSensitive);
    case "EntitySynonymMapper":
      return new EntitySynonymMapper(settings.synonyms);
    case "ResponseSelector":
      return new ResponseSelector(settings, weights);
    case "FallbackClassifier":
      return new FallbackClassifier(settings);
  }
}

function extractorComponent(extractor: Extractor): Component {
  return {
    process(message, context) {
      const { text, respelled } = message;
      const found = extractor.extract(respelled?.text ?? text, context);
      message.entities.push(...found.map((entity) => ({ ...entity, ...respelled?.original(entity) })));
    },
  };
}
