/** What makes vectors of texts; of length 1, so that a product of two is their likeness. */
export interface TextVectors {
  /** Vectors of another name can't be compared. */
  readonly name: string;
  /** A multiple of 4. */
  readonly size: number;
  of(text: string): Float32Array | Promise<Float32Array>;
}

/** Rows of vectors in int8, each with its scale. `signs` has a bit for each number: set where that is negative. */
export interface Rows {
  size: number;
  values: Int8Array;
  scales: Float32Array;
  signs: Uint32Array;
}

/** Bits of a number of `signs`. */
const BITS = 32;

export function emptyRows(count: number, size: number): Rows {
  const signs = new Uint32Array(count * Math.ceil(size / BITS));
  return { size, values: new Int8Array(count * size), scales: new Float32Array(count), signs };
}

export function setRow({ size, values, scales, signs }: Rows, row: number, vector: Float32Array): void {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scale = largest / 127;
  scales[row] = scale;
  const words = Math.ceil(size / BITS);
  for (let i = 0; i < size; i++) {
    const value = vector[i] as number;
    values[row * size + i] = scale === 0 ? 0 : Math.round(value / scale);
    const word = row * words + (i >> 5);
    if (value < 0) signs[word] = (signs[word] as number) | (1 << (i & 31));
  }
}

/** A vector as the only row. */
export function oneRow(vector: Float32Array): Rows {
  const rows = emptyRows(1, vector.length);
  setRow(rows, 0, vector);
  return rows;
}

/** The likeness of a row with another's only one. */
export function likeness({ size, values, scales }: Rows, row: number, question: Rows): number {
  const asked = question.values;
  const start = row * size;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < size; i += 4) {
    const at = start + i;
    a += (values[at] as number) * (asked[i] as number);
    b += (values[at + 1] as number) * (asked[i + 1] as number);
    c += (values[at + 2] as number) * (asked[i + 2] as number);
    d += (values[at + 3] as number) * (asked[i + 3] as number);
  }
  return (a + b + c + d) * (scales[row] as number) * (question.scales[0] as number);
}

/**
 * About how like each row is, by the signs alone (Charikar, Similarity Estimation Techniques from Rounding Algorithms, 2002): a tenth of
 * the work, and good enough to choose those that are worth it.
 */
export function roughLikeness({ size, signs }: Rows, question: Rows): Float32Array {
  const words = Math.ceil(size / BITS);
  const asked = question.signs;
  const cosines = Float32Array.from({ length: size + 1 }, (_, differing) => Math.cos((Math.PI * differing) / size));
  const rough = new Float32Array(signs.length / words);
  for (let row = 0; row < rough.length; row++) {
    let differing = 0;
    for (let i = 0; i < words; i++) differing += countBits((signs[row * words + i] as number) ^ (asked[i] as number));
    rough[row] = cosines[differing] as number;
  }
  return rough;
}

function countBits(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function normalised(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return length === 0 ? vector : vector.map((value) => value / length);
}
