import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closest, editDistance, sameMeaning, stems } from "../../../src/skills/matching";

const find = (query: string, texts: string[]) => closest(query, texts, (text) => text);

describe("closest", () => {
  test.each([
    ["called the bank", "call the bank"],
    ["eggs", "6 eggs"],
    ["batterys", "batteries"],
    ["mlik", "milk"],
    ["toilet papper", "toilet paper"],
    ["grandma's scarf", "scarf for grandma"],
    ["paid the rent", "pay the rent"],
    ["hoovering", "hoover the stairs"],
    ["painted the fence", "paint the fence"],
    ["tax papers", "sort the tax papers"],
    ["MILK", "milk"],
  ])("%s is %s", (query, stored) => {
    expect(find(query, [stored, "bread", "wash the car"])).toEqual([stored]);
  });

  test("an exact match goes before a longer one that has the word too", () => {
    expect(find("milk", ["oat milk", "milk", "soy milk"])).toEqual(["milk"]);
  });

  test("several that fit equally well are all given", () => {
    expect(find("milk", ["oat milk", "soy milk", "bread"])).toEqual(["oat milk", "soy milk"]);
  });

  test.each([
    ["oat milk", "milk"],
    ["brown bread", "white bread"],
    ["soap", "soup"],
    ["paste", "taste"],
    ["salt", "pepper"],
    ["", "milk"],
  ])("%s is not %s", (query, stored) => {
    expect(find(query, [stored])).toEqual([]);
  });
});

test("the same meaning may differ in plural, articles and order, but in no word", () => {
  expect(sameMeaning("an egg", "Eggs")).toBe(true);
  expect(sameMeaning("scarf for grandma", "grandma's scarf")).toBe(true);
  expect(sameMeaning("milk", "oat milk")).toBe(false);
  expect(sameMeaning("🍎", "🍌")).toBe(false);
  expect(sameMeaning("🍎", "🍎")).toBe(true);
});

test("a text of nothing but small words still has stems", () => {
  expect(stems("The The")).toEqual(["the", "the"]);
});

test("edit distance: zero only for equal words, symmetric, never over the longer length", () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b);
      expect(distance === 0).toBe(a === b);
      expect(editDistance(b, a)).toBe(distance);
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
  expect(editDistance("mlik", "milk")).toBe(1);
});
