import type { Entity, ParseContext } from "../parse-data";

/**
 * Finds entities by rules rather than by learning. Those that stand before the classifier in the pipeline are also features
 * for it: a token inside a found time or number is marked as such.
 */
export interface Extractor {
  /** The component's Rasa name, e.g. `DucklingEntityExtractor`; what it finds carries it in `extractor`. */
  readonly name: string;
  /** In the order of the text. Never throws, whatever the text. */
  extract(text: string, context: ParseContext): Entity[];
}
