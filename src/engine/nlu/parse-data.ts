import type { Json, JsonObject } from "../json";
import type { ResponseVariation } from "../project/domain";

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

/** The response that fits a message best, of those of a retrieval intent. */
export interface ChosenResponse {
  /** Its variations as training knew them; empty where the message itself names the response. */
  responses: ResponseVariation[];
  /** Calibrated as an intent's, given that the message has the retrieval intent. */
  confidence: number;
  /** `faq/ask_hours` */
  intent_response_key: string;
  /** `utter_faq/ask_hours` */
  utter_action: string;
}

export interface ResponseRanking {
  response: ChosenResponse;
  /** The ten most likely, best first. */
  ranking: { intent_response_key: string; confidence: number }[];
}

/** What the response selectors chose: beside Rasa's list of all retrieval intents, a choice by the name of each selector. */
export interface ResponseSelection {
  all_retrieval_intents: string[];
  [selector: string]: ResponseRanking | string[];
}

/** What the understanding made of a message: Rasa's parse output. */
export interface ParseData {
  text: string;
  intent: Intent;
  entities: Entity[];
  /** The ten most likely intents, best first. */
  intent_ranking: Intent[];
  /**
   * How unlike all that was learnt it is, in [0, 1], whatever intent is likeliest: the share of messages in scope that look more
   * familiar. Absent where too little was held out in training to tell.
   */
  out_of_scope?: number;
  /** Of a text longer than MAX_TOKENS words or MAX_CHARACTERS: how far it was read, in UTF-16 code units. */
  truncated_at?: number;
  /** Where the pipeline has a ResponseSelector, or the message names a response key: `/faq/ask_hours`. */
  response_selector?: ResponseSelection;
}

/** The moment and place that "tomorrow at nine" is read against. */
export interface ParseContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** IANA time zone. */
  zone: string;
}

/** Text in, understanding out. The trained models implement it (lite at once, full once its encoder has run); tests may too. */
export interface Interpreter {
  parse(text: string, context: ParseContext): ParseData | Promise<ParseData>;
}
