import type { Json, JsonObject } from "../json";

/** One thing found in a message. Field names are Rasa's, so that what is stored can be exported as it is. */
export interface Entity {
  entity: string;
  /** UTF-16 code units into the message's text; `end` is exclusive. */
  start: number;
  end: number;
  /** The text as written, or what an extractor or a synonym made of it. */
  value: Json;
  role?: string;
  group?: string;
  /** Probability in [0, 1]; only extractors that learn give one. */
  confidence_entity?: number;
  /** The component that found it, e.g. `DIETClassifier`, `DucklingEntityExtractor`. */
  extractor: string;
  /** The components that changed its value afterwards, e.g. `EntitySynonymMapper`. */
  processors?: string[];
  /** What an extractor knows beyond the value (Duckling's `additional_info`): grain, unit, alternatives. */
  additional_info?: JsonObject;
}

/** `name` is null only when there was nothing to classify (an empty text). */
export interface Intent {
  name: string | null;
  /** Calibrated probability in [0, 1]: of answers given at 0.8, about 80 % are right. */
  confidence: number;
}

/** What the understanding made of a message: Rasa's parse output. */
export interface ParseData {
  text: string;
  intent: Intent;
  entities: Entity[];
  /** The ten most likely intents, best first. */
  intent_ranking: Intent[];
}

/** The moment and place that "tomorrow at nine" is read against. */
export interface ParseContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** IANA time zone. */
  zone: string;
}

/** Text in, understanding out. The trained model implements it; tests may too. */
export interface Interpreter {
  parse(text: string, context: ParseContext): ParseData;
}
