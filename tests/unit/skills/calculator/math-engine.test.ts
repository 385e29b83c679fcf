import { describe, expect, it, test } from "vitest";
import { calculate, convert } from "../../../../src/skills/calculator/math-engine";
import { SPELLINGS, unitOf } from "../../../../src/skills/calculator/units";

describe("calculate", () => {
  test.each([
    ["9^9^9^9", "too-large"],
    ["9999!!", "too-large"],
    ["10^100000", "too-large"],
    ["2^-99999999", "too-large"],
    [`1${"+1".repeat(99)}`, "too-large"],
    ["1".repeat(201), "too-large"],
  ])("declines %s at once", (expression, problem) => {
    const start = performance.now();
    expect(calculate(expression)).toEqual({ problem });
    expect(performance.now() - start).toBeLessThan(200);
  });

  test.each([
    ["1/0", "division-by-zero"],
    ["0/0", "not-a-number"],
    ["sqrt(-4)", "not-a-number"],
    ["2 +", "not-a-sum"],
  ])("%s is a problem of its own: %s", (expression, problem) => expect(calculate(expression)).toEqual({ problem }));

  test.each([
    "import({pow: 1}, {override: true})",
    'createUnit("x")',
    'evaluate("1+1")',
    'parse("1+1")',
    'simplify("x+x")',
    'derivative("x^2", "x")',
    "config({})",
    "x = 3",
    "[1, 2]",
    '"text"',
    "5 km",
    "f(x) = x",
    "sqrt.constructor",
    "pi",
  ])("%s is no sum", (expression) => expect(calculate(expression)).toEqual({ problem: "not-a-sum" }));

  it("keeps thirds exact where the eye would see them so", () =>
    expect(calculate("1/3 + 1/3 + 1/3")).toEqual({ value: "1" }));
});

describe("convert", () => {
  it("knows every unit of the table and its counterpart", () => {
    for (const unit of new Set(SPELLINGS.values())) {
      expect(convert([{ value: "1", unit: unit.math }], unitOf(unit.counterpart).math), unit.math).not.toBeNull();
    }
  });
  it("adds the parts of a quantity", () => {
    const height = [
      { value: "6", unit: "foot" },
      { value: "2", unit: "inch" },
    ];
    expect(convert(height, "cm")).toBe("187.96");
  });
  it("gives null for units that measure different things", () =>
    expect(convert([{ value: "5", unit: "kg" }], "l")).toBeNull());
});
