import { describe, expect, it } from "vitest";
import type { Message } from "../../../../src/engine/nlu/message";
import { SpellingCorrector } from "../../../../src/engine/nlu/spelling-corrector";
import { tokenTexts } from "../../../../src/engine/nlu/token-texts";
import { tokenize } from "../../../../src/engine/nlu/tokenizer";

const corrector = new SpellingCorrector({
  name: "SpellingCorrector",
  tiers: [
    "",
    "",
    "",
    "",
    "",
    "please milk add buy remind whats timer tomorrow the list",
    "set me to my a is time what",
  ],
  pairs: { "^": "set remind what" },
});

function read(text: string, corrected = true): string[] {
  const message: Message = { text, tokens: tokenize(text), entities: [], ranking: [] };
  if (corrected) corrector.process(message);
  const texts = tokenTexts(message);
  expect(texts).toHaveLength(message.tokens.length);
  return texts;
}

describe("tokenTexts", () => {
  it.each([
    ["a word that was misspelt, in its place", "add mlik to my lsit", ["add", "milk", "to", "my", "list"]],
    [
      "words that were run together, in the token that held both",
      "remindme to buy mlik",
      ["remind me", "to", "buy", "milk"],
    ],
    ["a misspelt word of two tokens in the first of them", "waht's the time", ["whats", "", "the", "time"]],
  ])("has %s", (_, text, texts) => {
    expect(read(text)).toEqual(texts);
  });

  it.each([
    ["What's the time", ["What", "s", "the", "time"]],
    ["Set 2 TIMER, 10.30", ["Set", "2", "TIMER", "10.30"]],
    ["Café Zürich 牛奶", ["Café", "Zürich", "牛奶"]],
  ])("has what is not misspelt as it is written: %j", (text, texts) => {
    expect(read(text)).toEqual(texts);
  });

  it("has all as it is written where no SpellingCorrector ran", () => {
    expect(read("add mlik", false)).toEqual(["add", "mlik"]);
  });
});
