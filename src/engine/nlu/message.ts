import type { Entity, Intent, ParseContext, ResponseSelection } from "./parse-data";
import type { Respelled } from "./extractors/respell";
import type { SentenceWord } from "./normalise";
import type { Token } from "./tokenizer";

/** What the components of a pipeline hand on to each other. */
export interface Message {
  /** The part of the text that is read, see `readablePart` and `truncatedAt`. */
  readonly text: string;
  readonly tokens: Token[];
  /** As they were meant, by the SpellingCorrector; absent where none has run: as they are written. */
  words?: SentenceWord[];
  /** By the same, for extractors that read words they know; absent where nothing is misspelt. */
  respelled?: Respelled;
  /** [tokens, size], what is known of the tokens beside their features: static word vectors, or the encoder's. */
  tokenVectors?: Float32Array;
  /** The words whose vectors they are, where a word has the same one wherever it stands. */
  vectorWords?: readonly string[];
  entities: Entity[];
  /** Best first, all intents; empty until a classifier has run. */
  ranking: Intent[];
  /** Share of messages in scope that look more familiar; absent where it isn't known. */
  outOfScope?: number;
  /** Absent until a ResponseSelector has run. */
  responseSelection?: ResponseSelection;
}

/** One step of the pipeline, in the order of `config.yml`. */
export interface Component {
  process(message: Message, context: ParseContext): void;
}
