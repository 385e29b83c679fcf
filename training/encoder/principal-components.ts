/** Rotations stop when what is left beside the diagonal is this share of the whole. */
const PRECISION = 1e-10;
const MOST_SWEEPS = 30;

/**
 * The directions of greatest variance of `rows` ([count, size]), as [components, size], greatest first; each with its largest entry positive,
 * so that the same rows give the same bytes. By Jacobi's rotations of the covariance matrix.
 */
export function principalComponents(rows: Float32Array, size: number, components: number): Float64Array[] {
  const covariance = covarianceOf(rows, size);
  const vectors = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)),
  );
  diagonalise(covariance, vectors);
  const order = Array.from({ length: size }, (_, i) => i);
  const variance = (i: number): number => at(covariance, i, i);
  order.sort((a, b) => variance(b) - variance(a));
  return order.slice(0, components).map((index) => orient(vectors[index] as Float64Array));
}

function covarianceOf(rows: Float32Array, size: number): Float64Array[] {
  const count = rows.length / size;
  const mean = new Float64Array(size);
  for (let i = 0; i < rows.length; i++) (mean[i % size] as number) += (rows[i] as number) / count;
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  const centred = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++) centred[i] = (rows[row * size + i] as number) - (mean[i] as number);
    for (let i = 0; i < size; i++) {
      const line = covariance[i] as Float64Array;
      const value = centred[i] as number;
      for (let j = 0; j <= i; j++) line[j] = (line[j] as number) + (value * (centred[j] as number)) / count;
    }
  }
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++) (covariance[i] as Float64Array)[j] = at(covariance, j, i);
  return covariance;
}

/** Makes the symmetric `matrix` diagonal; the rows of `vectors` become its eigenvectors. */
function diagonalise(matrix: Float64Array[], vectors: Float64Array[]): void {
  const size = matrix.length;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let beside = 0;
    let whole = 0;
    matrix.forEach((line, i) => line.forEach((value, j) => ((whole += value ** 2), i === j || (beside += value ** 2))));
    if (beside <= PRECISION ** 2 * whole) return;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(matrix, vectors, p, q);
  }
}

/** Turns the plane of axes p and q so that matrix[p][q] is 0. */
function rotate(matrix: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const value = at(matrix, p, q);
  if (value === 0) return;
  const theta = (at(matrix, q, q) - at(matrix, p, p)) / (2 * value);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1));
  const cosine = 1 / Math.sqrt(tangent ** 2 + 1);
  const sine = tangent * cosine;
  for (const line of matrix) {
    const [a, b] = [line[p] as number, line[q] as number];
    line[p] = cosine * a - sine * b;
    line[q] = sine * a + cosine * b;
  }
  for (const lines of [matrix, vectors]) {
    const [first, second] = [lines[p] as Float64Array, lines[q] as Float64Array];
    for (let i = 0; i < first.length; i++) {
      const [a, b] = [first[i] as number, second[i] as number];
      first[i] = cosine * a - sine * b;
      second[i] = sine * a + cosine * b;
    }
  }
}

function orient(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}

function at(matrix: Float64Array[], row: number, column: number): number {
  return (matrix[row] as Float64Array)[column] as number;
}
