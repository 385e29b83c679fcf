import type { Random } from "../../src/engine/environment";
import { addDense, addUniform, type Parameters } from "./parameters";

/** Size of the intent network, known before training. */
export interface LiteShape {
  intents: number;
  sentenceFeatures: number;
  sentenceSize: number;
  /** Of the vectors that tokens have beside the features; 0: none. */
  vectorSize: number;
  /** Filters over three tokens side by side. */
  windows: number;
}

/** The table of embeddings, which trains by its rows. */
export const SENTENCE_TABLE = "sentence.rows";

export function createParameters(shape: LiteShape, random: Random): Parameters {
  const { intents, sentenceFeatures, sentenceSize, vectorSize, windows } = shape;
  const parameters: Parameters = new Map();
  addUniform(parameters, SENTENCE_TABLE, [sentenceFeatures, sentenceSize], 0.1, random);
  addDense(parameters, "intent", intents, sentenceSize, random);
  if (vectorSize === 0) return parameters;
  addDense(parameters, "meanIntent", intents, vectorSize, random);
  addDense(parameters, "windows", windows, 3 * vectorSize, random);
  addDense(parameters, "windowIntent", intents, windows, random);
  return parameters;
}
