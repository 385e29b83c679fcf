import type { Entity, Intent, ParseContext } from "./parse-data";
import type { Token } from "./tokenizer";

/** What the components of a pipeline hand on to each other. */
export interface Message {
  /** The part of the text that is read, see `readablePart`. */
  readonly text: string;
  readonly tokens: Token[];
  entities: Entity[];
  /** Best first, all intents; empty until a classifier has run. */
  ranking: Intent[];
}

/** One step of the pipeline, in the order of `config.yml`. */
export interface Component {
  process(message: Message, context: ParseContext): void;
}
