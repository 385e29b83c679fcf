import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { prettyExpression, readExpression } from "../../../../src/skills/calculator/expression";
import { calculate } from "../../../../src/skills/calculator/math-engine";

function valueOf(text: string, previous: string | null = null): string | null {
  const expression = readExpression(text, previous);
  if (expression === null) return null;
  const outcome = calculate(expression);
  return "value" in outcome ? outcome.value : outcome.problem;
}

describe("a sum in words or signs", () => {
  test.each([
    ["12*7", "84"],
    ["3 + 4 =", "7"],
    ["0.1 + 0.2", "0.3"],
    ["what's 15 percent of 80", "12"],
    ["How much is 249 minus 30%?", "174.3"],
    ["what is 17 times 23", "391"],
    ["7x8", "56"],
    ["144 ÷ 12", "12"],
    ["100 − 1 × 2", "98"],
    ["what's twenty-five times four?", "100"],
    ["three hundred and fifty divided by seven", "50"],
    ["two and a half times 4", "10"],
    ["square root of 144", "12"],
    ["square root of (9+16)", "5"],
    ["cube root of 27", "3"],
    ["what's nine squared", "81"],
    ["7 cubed", "343"],
    ["2 to the power of 10", "1024"],
    ["7 to the fifth power", "16807"],
    ["half of 378", "189"],
    ["three quarters of 260", "195"],
    ["a third of 90", "30"],
    ["2/3 of 90", "60"],
    ["five eighths plus one half", "1.125"],
    ["30 percent off 79.99", "55.993"],
    ["20 percent discount of 85", "68"],
    ["a figure rose from 420 to 483; what is the percentage increase", "15"],
    ["120 euro jacket with 25% off", "90"],
    ["add 8% tax to 54.25", "58.59"],
    ["250 increased by 12 percent", "280"],
    ["reduce 80 by 25%", "60"],
    ["17.5% vat on 640", "112"],
    ["10% of 10% of 5000", "50"],
    ["64 is what percent of 80", "80"],
    ["What percentage of 200 is 35?", "17.5"],
    ["percent change from 40 to 52", "30"],
    ["sum of 23, 45 and 67", "135"],
    ["can you add up 12, 19.99 and 4.50 for me", "36.49"],
    ["average of 6, 8 and 13", "9"],
    ["subtract 19 from 103", "84"],
    ["what do I get if I divide 350 by seven", "50"],
    ["multiply 48 by 52", "2496"],
    ["remainder of 47 divided by 5", "2"],
    ["how many times does 6 go into 84", "14"],
    ["12 eggs at 0.35 each", "4.2"],
    ["4 factorial", "24"],
    ["twice 349", "698"],
    ["1,000,000 + 1", "1000001"],
    ["10 000 / 4", "2500"],
    ["17,50 + 2,25", "19.75"],
    ["minus 7 plus 20", "13"],
    ["2(3+4)", "14"],
    ["((2+3)*4", "20"],
  ])("%s comes to %s", (text, value) => expect(valueOf(text)).toBe(value));

  test.each(["do a sum for me", "", "hello", "42", "3 +", "my favourite number is 7", "5 6 7", "import(1)"])(
    "there is nothing to work out in %j",
    (text) => expect(readExpression(text)).toBeNull(),
  );
});

describe("going on from the last result", () => {
  test.each([
    ["times 3", "252"],
    ["and times 3?", "252"],
    ["plus 10", "94"],
    ["minus 10", "74"],
    ["half of that", "42"],
    ["10% of that", "8.4"],
    ["plus 50%", "126"],
    ["divide that by 2", "42"],
    ["double it", "168"],
    ["that squared", "7056"],
  ])("%s, after 84, is %s", (text, value) => expect(valueOf(text, "84")).toBe(value));

  it("takes a root of it", () => expect(valueOf("square root of that", "81")).toBe("9"));
  it("leaves a whole new sum alone", () => expect(valueOf("minus 7 plus 20", "84")).toBe("13"));
  it("has nothing to go on from at the beginning", () => expect(readExpression("times 3")).toBeNull());
});

it("never throws, and what it reads is short and plain enough for calculate", () => {
  const words = fc.constantFrom(
    "2",
    "7.5",
    "plus",
    "(",
    ")",
    "of",
    "%",
    "half",
    "squared",
    "minus",
    "by",
    "sqrt",
    "that",
    ",",
    "x",
    "!",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((list) => list.join(" ")),
      ),
      (text) => {
        const expression = readExpression(text, "3");
        if (expression !== null) expect(calculate(expression)).toBeTypeOf("object");
      },
    ),
  );
});

it("writes an expression as people do", () => {
  expect(prettyExpression("249 - 30%")).toBe("249 − 30 %");
  expect(prettyExpression("15% * 80")).toBe("15 % of 80");
  expect(prettyExpression("(2 + 3)^2 / sqrt(81)")).toBe("(2 + 3)² ÷ √81");
});
