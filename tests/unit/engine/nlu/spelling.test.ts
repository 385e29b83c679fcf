import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../../../src/engine/nlu/message";
import { areTwoSlipsApart, slipCost } from "../../../../src/engine/nlu/slips";
import { SpellingCorrector } from "../../../../src/engine/nlu/spelling-corrector";
import { tokenize } from "../../../../src/engine/nlu/tokenizer";

const corrector = new SpellingCorrector({
  name: "SpellingCorrector",
  tiers: [
    "house mice guitar",
    "oatly",
    "",
    "bob nice",
    "call form",
    "grocery please list shopping milk eggs add buy remind whats dont timer tomorrow from the weather and",
    "set me to my a i on time is what",
  ],
  pairs: { "^": "set remind what", a: "timer", from: "the", the: "house list" },
});

/** The words as they were meant, with what stands in their place in the text. */
function read(text: string): { words: string[]; written: string[] } {
  const message: Message = { text, tokens: tokenize(text), entities: [], ranking: [] };
  corrector.process(message);
  const words = message.words ?? [];
  return { words: words.map((word) => word.text), written: words.map(({ start, end }) => text.slice(start, end)) };
}

describe("SpellingCorrector", () => {
  it.each([
    ["set a tmier", "set a timer"],
    ["add mlik and egs to my lsit", "add milk and eggs to my list"],
    ["pleeeease remind me", "please remind me"],
    ["remindme to buy milk", "remind me to buy milk"],
    ["shoppinglist", "shopping list"],
    ["What's the time", "whats the time"],
    ["dont", "dont"],
    ["DONT CALL BOB", "dont call bob"],
    ["whst is teh time", "what is the time"],
    ["rmeind me tomorow", "remind me tomorrow"],
    ["grocerry lisst", "grocery list"],
    ["tommorow", "tomorrow"],
  ])("reads %j as %j", (text, meant) => {
    expect(read(text).words.join(" ")).toBe(meant);
  });

  it("leaves a plural to the extractors, which read every Friday from it", () => {
    const text = "book fridays";
    const message: Message = { text, tokens: tokenize(text), entities: [], ranking: [] };
    new SpellingCorrector({ name: "SpellingCorrector", tiers: ["", "", "", "book friday"], pairs: {} }).process(
      message,
    );
    expect(message.respelled).toBeUndefined();
  });

  it.each([
    "call the house",
    "buy oatly",
    "nice mice",
    "a guitar",
    "add 2 eggs",
    "bob@example.org",
    "milk 牛奶 😀",
    "x",
  ])("leaves %j as it is", (text) => {
    expect(read(text).words).toEqual(read(text).written.map((word) => word.toLowerCase().replace(/\d+/g, "0")));
  });

  it("knows where in the text each word stands, both of two that were run together in the same place", () => {
    expect(read("pls remindme tmorrow").written.slice(-3)).toEqual(["remindme", "remindme", "tmorrow"]);
  });

  it("chooses by the words beside: a form, but from the house", () => {
    expect(read("from the hous").words.at(-1)).toBe("house");
    expect(read("a tier").words.at(-1)).toBe("timer");
  });

  it("reads any text without fail, in order, and the same way again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[a-z ]{0,60}$/)), (text) => {
        const first = read(text);
        expect(read(text)).toEqual(first);
        expect(first.words.length).toBeGreaterThanOrEqual(tokenize(text).length > 0 ? 1 : 0);
      }),
    );
  });
});

describe("slips", () => {
  it("costs less what fingers do more often", () => {
    const costs = ["lisst", "lsit", "lst", "lidt", "lipt"].map((typed) => slipCost(typed, "list"));
    expect(costs.slice(0, 2).every((cost) => cost <= 1)).toBe(true);
    expect(costs[2]).toBeLessThan(costs[4] ?? 0);
    expect(costs[3]).toBeLessThan(costs[4] ?? 0);
    expect(slipCost("pist", "list")).toBeGreaterThan(slipCost("lidt", "list"));
  });

  it("are one where slipCost says so, and never more than two", () => {
    const letters = fc.stringMatching(/^[abc]{1,8}$/);
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        if (a === b) return;
        const distance = alignment(a, b);
        expect(slipCost(a, b) < Infinity).toBe(distance === 1);
        expect(areTwoSlipsApart(a, b)).toBe(distance <= 2);
      }),
    );
  });
});

/** Optimal string alignment, as the textbook has it. */
function alignment(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => d[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      (d[i] as number[])[j] = least;
    }
  }
  return at(a.length, b.length);
}
