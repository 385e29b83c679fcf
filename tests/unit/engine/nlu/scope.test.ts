import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { familiarity, outOfScopeScore } from "../../../../src/engine/nlu/scope";

const SCOPE = { mean: 4, deviation: 1.5 };

describe("outOfScopeScore", () => {
  it("is the share of a normal distribution that looks more familiar, to 0.01", () => {
    for (const [deviations, share] of [
      [-2, 0.9772],
      [-1, 0.8413],
      [0, 0.5],
      [1, 0.1587],
      [2, 0.0228],
    ] as const)
      expect(Math.abs(outOfScopeScore(Float32Array.of(4 + deviations * 1.5), SCOPE) - share)).toBeLessThan(0.01);
  });

  it("falls where any logit grows, and lies between 0 and 1", () => {
    const logit = fc.double({ min: -8, max: 16, noNaN: true });
    const grown = fc.double({ min: 0.1, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(logit, { minLength: 1, maxLength: 60 }), grown, (logits, more) => {
        const score = outOfScopeScore(Float32Array.from(logits), SCOPE);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThan(1);
        const all = logits.map((one) => one + more);
        expect(outOfScopeScore(Float32Array.from(all), SCOPE)).toBeLessThan(score);
        const first = logits.map((one, i) => (i === 0 ? one + more : one));
        expect(outOfScopeScore(Float32Array.from(first), SCOPE)).toBeLessThanOrEqual(score);
      }),
    );
  });

  it("tells far tails apart", () => {
    const scores = [-4, -8, -12, -16].map((logit) => outOfScopeScore(Float32Array.of(logit), SCOPE));
    expect(new Set(scores).size).toBe(4);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  });

  it("holds for logits beyond all reason", () => {
    expect(outOfScopeScore(Float32Array.of(1e30, 0), SCOPE)).toBe(0);
    expect(outOfScopeScore(Float32Array.of(-1e30, -1e30), SCOPE)).toBe(1);
    expect(familiarity(Float32Array.of(1000, 1000))).toBeCloseTo(1000 + Math.log(2), 3);
    expect(familiarity(Float32Array.of(-1000, -1000))).toBeCloseTo(-1000 + Math.log(2), 3);
  });
});
