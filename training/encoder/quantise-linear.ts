import type { Linear } from "./bert";

/** A linear layer in 8 bits: weight[input, output] = (values − ZERO_POINT) × scales[output]. */
export interface QuantisedLinear {
  /** [inputs, outputs], row by row: transposed, as the product wants it. */
  values: Uint8Array;
  scales: Float32Array;
  /** What each output sums its weights to, after quantisation. */
  sums: Float32Array;
}

/**
 * Weights are unsigned, because where a processor has no VNNI, ONNX Runtime multiplies unsigned activations by signed weights in 16 bits that
 * saturate. Both unsigned is exact everywhere, so that Node and every browser give the same numbers.
 */
export const ZERO_POINT = 128;

/** Quantises per output, each scaled so that its largest weight is ±127. */
export function quantiseLinear({ weight, inputs, outputs }: Linear): QuantisedLinear {
  const values = new Uint8Array(weight.length);
  const scales = new Float32Array(outputs);
  const sums = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const row = weight.subarray(output * inputs, (output + 1) * inputs);
    let largest = 0;
    for (const value of row) largest = Math.max(largest, Math.abs(value));
    const scale = Math.fround(largest / 127) || 1;
    let sum = 0;
    for (let input = 0; input < inputs; input++) {
      const value = Math.round((row[input] as number) / scale);
      values[input * outputs + output] = value + ZERO_POINT;
      sum += value;
    }
    scales[output] = scale;
    sums[output] = sum * scale;
  }
  return { values, scales, sums };
}
