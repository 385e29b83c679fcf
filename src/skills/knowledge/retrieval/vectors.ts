/** What makes vectors of texts; of length 1, so that a product of two is their likeness. */
export interface TextVectors {
  /** Vectors of another name can't be compared. */
  readonly name: string;
  readonly size: number;
  of(text: string): Float32Array | Promise<Float32Array>;
}

/** Rows of vectors in int8, each with its scale. */
export interface Rows {
  values: Int8Array;
  scales: Float32Array;
}

export function emptyRows(count: number, size: number): Rows {
  return { values: new Int8Array(count * size), scales: new Float32Array(count) };
}

export function setRow({ values, scales }: Rows, row: number, vector: Float32Array): void {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scale = largest / 127;
  scales[row] = scale;
  const start = row * vector.length;
  for (let i = 0; i < vector.length; i++)
    values[start + i] = scale === 0 ? 0 : Math.round((vector[i] as number) / scale);
}

/** The likeness of a vector with each row. */
export function likeness({ values, scales }: Rows, vector: Float32Array): Float32Array {
  const size = vector.length;
  // Whole numbers multiply faster; 8 bits of the question are as many as the passages have.
  const question = emptyRows(1, size);
  setRow(question, 0, vector);
  const asked = question.values;
  const scale = question.scales[0] as number;
  return Float32Array.from(scales, (own, row) => {
    const start = row * size;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < size; i += 4) {
      const at = start + i;
      a += (values[at] as number) * (asked[i] as number);
      b += (values[at + 1] as number) * (asked[i + 1] as number);
      c += (values[at + 2] as number) * (asked[i + 2] as number);
      d += (values[at + 3] as number) * (asked[i + 3] as number);
    }
    return (a + b + c + d) * own * scale;
  });
}

export function normalised(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return length === 0 ? vector : vector.map((value) => value / length);
}
