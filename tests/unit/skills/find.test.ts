import { describe, expect, it } from "vitest";
import { excerpt, fold, foldedWords, hasAll } from "../../../src/skills/find";

describe("a text is found", () => {
  it.each([
    ["Café Møller", "cafe"],
    ["ÅNGSTRÖM", "angstrom"],
    ["call Anna about the bank", "bank anna"],
    ["naïve", "NAÏVE"],
    ["e\u0301clair", "éclair"],
    ["shopping", "opp"],
    ["anything", "   "],
  ])("%s, by %s", (text, query) => expect(hasAll(fold(text), foldedWords(query))).toBe(true));

  it.each([
    ["call Anna", "anna bank"],
    ["cafe", "cafeteria"],
  ])("%s, not by %s", (text, query) => expect(hasAll(fold(text), foldedWords(query))).toBe(false));
});

describe("an excerpt", () => {
  it("is the whole text on one line, where that is short", () => {
    expect(excerpt("milk\n\n and  eggs ", ["eggs"], 40)).toBe("milk and eggs");
  });

  it("shows the word found, with what stands before it, and is no longer than allowed", () => {
    const text = `${"lorem ipsum ".repeat(50)}the Café on the corner ${"dolor sit ".repeat(50)}`;
    const found = excerpt(text, ["cafe"], 60);
    expect(found).toContain("the Café on the corner");
    expect(found).toMatch(/^….*…$/);
    expect(found.length).toBeLessThanOrEqual(60);
  });

  it("finds its place behind letters that fold to more or fewer", () => {
    const text = `${"e\u0301".repeat(300)} ﬁne ${"İ".repeat(40)} the end`;
    expect(excerpt(text, ["the", "end"], 30)).toMatch(/the end$/);
  });
});
