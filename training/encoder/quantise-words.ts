import type { Matrix } from "../nlu/parameters";
import { fromHalf, toHalf } from "./half";

/** Numbers that share a scale: the fewest that ONNX Runtime's GatherBlockQuantized allows. */
export const WORD_BLOCK = 16;

/** What stands for zero among the 16 values of 4 bits. */
const ZERO = 8;

/** A table in 4 bits: value = (4 bits − 8) × the scale of its block. */
export interface QuantisedWords {
  /** Two values a byte, the first in the low bits: [rows, columns / 2]. */
  values: Uint8Array;
  /** float16: [rows, columns / WORD_BLOCK]. */
  scales: Uint16Array;
}

/**
 * Quantises a table of word pieces: half the bytes of int8 buy twice the pieces, and a piece that's missing costs far more than its
 * last bits. Each block's largest number becomes −8, the end with one step more; so scales may be negative.
 */
export function quantiseWords({ shape: [rows, columns], values }: Matrix): QuantisedWords {
  const quantised = new Uint8Array((rows * columns) / 2);
  const scales = new Uint16Array((rows * columns) / WORD_BLOCK);
  for (let block = 0; block < scales.length; block++) {
    const start = block * WORD_BLOCK;
    const numbers = values.subarray(start, start + WORD_BLOCK);
    const extreme = numbers.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    const half = toHalf(extreme / -ZERO);
    const scale = fromHalf(half) || 1;
    scales[block] = half;
    numbers.forEach((value, i) => {
      const bits = Math.min(15, Math.max(0, Math.round(value / scale) + ZERO));
      const at = (start + i) >> 1;
      quantised[at] = (quantised[at] as number) | (i % 2 === 0 ? bits : bits << 4);
    });
  }
  return { values: quantised, scales };
}
