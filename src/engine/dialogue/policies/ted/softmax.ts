/** Numbers above 0 that sum to 1, in the same order. */
export function softmax(values: ArrayLike<number>): number[] {
  const numbers = Array.from(values);
  const highest = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = numbers.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
