import { describe, expect, it } from "vitest";
import { checkPattern } from "../../../../training/formats/pattern-syntax";

describe("a pattern of the training data", () => {
  it.each([
    "\\b[A-Z]{2}\\d{4}\\b",
    "(?i)(?P<area>\\d{3})-(?P=area)",
    "[\\w.+-]+@[\\w-]+\\.[\\w.-]+",
    "(\\w+\\s?)+",
    "(?:\\d{1,3}[,.])*\\d+",
    "https?://\\S+",
    "^(?:\\+?\\d{1,3}[ -]?)?(?:\\(\\d+\\)[ -]?)?\\d{3}[ -]?\\d{4}$",
    "((a|b)c)*d",
    "",
    "[)*+]+",
  ])("%s can be used", (pattern) => {
    expect(checkPattern(pattern)).toBeNull();
  });

  it.each([
    "(a+)+$",
    "(?:one|two)=(a+)+;",
    "(a|a)*b",
    "^(\\w+\\s?)*$",
    "id: (?:\\d+)*x",
    "[a-z]{3}-((\\d|0)+)+!",
    "(.*)*=",
    "(x+x+)+y",
    "\\s*\\s*\\s*\\s*x",
    "(?i)(ab|AB)*c",
  ])("%s is refused: it may take for ever", (pattern) => {
    expect(checkPattern(pattern)).toContain("beyond all measure");
  });

  it("that is no regex is refused with the reason", () => {
    expect(checkPattern("(a")).toContain("Unterminated");
  });
});
