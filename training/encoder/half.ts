/** The bits of the float16 nearest to `value`, which must be within its range (±65504). */
export function toHalf(value: number): number {
  const magnitude = Math.abs(value);
  const exponent = magnitude === 0 ? -14 : Math.max(-14, Math.floor(Math.log2(magnitude)));
  // The leading 1 of the fraction adds one to the exponent; below 2^-14 there is none.
  const bits = (exponent + 14) * 1024 + Math.round(magnitude / 2 ** (exponent - 10));
  return value < 0 ? bits | 0x8000 : bits;
}

/** The value of a float16. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(half >> 10) & 0x1f, half & 0x3ff];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
