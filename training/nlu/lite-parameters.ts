import { CONVOLUTIONS } from "../../src/engine/nlu/lite-model";
import { tagCount } from "../../src/engine/nlu/tag-set";
import type { Random } from "../../src/engine/environment";

export interface Matrix {
  shape: [rows: number, columns: number];
  values: Float32Array;
}

/** Size of a network, known before training. */
export interface LiteShape {
  intents: number;
  /** Entity labels (entity, role, group); 0: no tagger at all. */
  labels: number;
  sentenceFeatures: number;
  tokenFeatures: number;
  sentenceSize: number;
  tokenSize: number;
}

/** Named as in the bundle's weights. Kernels are [outputs, inputs]; biases are [1, outputs]; tables have a row a feature. */
export type LiteParameters = Map<string, Matrix>;

/** The tables of embeddings, which train by their rows. */
export const TABLES = { sentence: "sentence.rows", token: "token.rows" } as const;

export function createParameters(shape: LiteShape, random: Random): LiteParameters {
  const parameters: LiteParameters = new Map();
  const uniform = (name: string, rows: number, columns: number, limit: number): void => {
    const values = Float32Array.from({ length: rows * columns }, () => (random() * 2 - 1) * limit);
    parameters.set(name, { shape: [rows, columns], values });
  };
  const dense = (name: string, outputs: number, inputs: number): void => {
    uniform(`${name}.kernel`, outputs, inputs, Math.sqrt(6 / (inputs + outputs)));
    uniform(`${name}.bias`, 1, outputs, 0);
  };
  uniform(TABLES.sentence, shape.sentenceFeatures, shape.sentenceSize, 0.1);
  if (shape.intents > 0) dense("intent", shape.intents, shape.sentenceSize);
  if (shape.labels > 0) {
    const tags = tagCount(shape.labels);
    uniform(TABLES.token, shape.tokenFeatures, shape.tokenSize, 0.1);
    dense("sentenceToToken", shape.tokenSize, shape.sentenceSize);
    for (const name of CONVOLUTIONS) dense(name, shape.tokenSize, 3 * shape.tokenSize);
    dense("emission", tags, shape.tokenSize);
    uniform("transitions", tags, tags, 0);
  }
  return parameters;
}
