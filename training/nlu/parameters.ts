import type { Random } from "../../src/engine/environment";

export interface Matrix {
  shape: [rows: number, columns: number];
  values: Float32Array;
}

/** Named as in the bundle's weights. Kernels are [outputs, inputs]; biases are [1, outputs]; tables have a row a feature. */
export type Parameters = Map<string, Matrix>;

/** A matrix of numbers drawn evenly from [-limit, limit]. */
export function addUniform(
  parameters: Parameters,
  name: string,
  shape: [rows: number, columns: number],
  limit: number,
  random: Random,
): void {
  const values = Float32Array.from({ length: shape[0] * shape[1] }, () => (random() * 2 - 1) * limit);
  parameters.set(name, { shape, values });
}

/** The kernel and bias of a dense layer (Glorot and Bengio 2010). */
export function addDense(parameters: Parameters, name: string, outputs: number, inputs: number, random: Random): void {
  addUniform(parameters, `${name}.kernel`, [outputs, inputs], Math.sqrt(6 / (inputs + outputs)), random);
  addUniform(parameters, `${name}.bias`, [1, outputs], 0, random);
}
