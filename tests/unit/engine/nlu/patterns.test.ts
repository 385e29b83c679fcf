import { describe, expect, it } from "vitest";
import { compilePattern, PatternMatcher } from "../../../../src/engine/nlu/patterns";
import { tokenize } from "../../../../src/engine/nlu/tokenizer";

function find(matcher: PatternMatcher, text: string): string[] {
  return matcher.find(text, tokenize(text)).map(({ name, start, end }) => `${name}:${text.slice(start, end)}`);
}

describe("PatternMatcher", () => {
  const lookups = [{ name: "place", entries: ["New York", "York", "São Paulo", "New York City"] }];
  const matcher = new PatternMatcher({
    regexes: [{ name: "zip", patterns: ["[0-9]{5}"] }],
    lookups,
    caseSensitive: true,
  });

  it("finds the longest entry of a lookup table, whatever the case, and only whole words", () => {
    expect(find(matcher, "from new york city to York, not Yorkshire")).toEqual(["place:new york city", "place:York"]);
  });

  it("finds each match of a regular expression", () => {
    expect(find(matcher, "12345 or 54321")).toEqual(["zip:12345", "zip:54321"]);
  });

  it("searches a long message in time that doesn't grow with the table", () => {
    const entries = Array.from({ length: 20_000 }, (_, i) => `word${i} of place`);
    const large = new PatternMatcher({ regexes: [], lookups: [{ name: "place", entries }], caseSensitive: false });
    expect(find(large, "word7 of place word19999 of place")).toHaveLength(2);
  });
});

describe("compilePattern", () => {
  it("takes Python's named groups, inline flags and anchors", () => {
    expect(compilePattern("(?i)(?P<a>x)(?P=a)\\Z", true)?.test("abXx")).toBe(true);
  });

  it("takes escapes that JavaScript refuses in Unicode mode", () => {
    expect(compilePattern("\\d\\-\\d", true)?.test("1-2")).toBe(true);
  });

  it("gives null for what can't be compiled", () => {
    expect(compilePattern("(", true)).toBeNull();
  });
});
