/** How much large weights are held against a fit. */
const RIDGE = 0.05;
const STEPS = 5000;
const RATE = 0.5;

/** Logistic regression by gradient descent on standardised values: the bias, then a weight for each value. */
export function fitLogistic(rows: readonly { x: number[]; y: number }[]): number[] {
  const width = rows[0]?.x.length ?? 0;
  const column = (i: number) => rows.map(({ x }) => x[i] ?? 0);
  const means = Array.from({ length: width }, (_, i) => mean(column(i)));
  const spreads = means.map((middle, i) => Math.sqrt(mean(column(i).map((value) => (value - middle) ** 2))) || 1);
  const scaled = rows.map(({ x }) => x.map((value, i) => (value - (means[i] ?? 0)) / (spreads[i] ?? 1)));
  const weights = new Array<number>(width).fill(0);
  let bias = 0;
  for (let step = 0; step < STEPS; step++) {
    const wrong = scaled.map((x, row) => {
      const sum = x.reduce((total, value, i) => total + value * (weights[i] ?? 0), bias);
      return 1 / (1 + Math.exp(-sum)) - (rows[row]?.y ?? 0);
    });
    bias -= RATE * mean(wrong);
    for (let i = 0; i < width; i++) {
      const slope = mean(wrong.map((error, row) => error * (scaled[row]?.[i] ?? 0)));
      weights[i] = (weights[i] ?? 0) - RATE * (slope + RIDGE * (weights[i] ?? 0));
    }
  }
  const unscaled = weights.map((weight, i) => weight / (spreads[i] ?? 1));
  return [bias - unscaled.reduce((sum, weight, i) => sum + weight * (means[i] ?? 0), 0), ...unscaled];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
