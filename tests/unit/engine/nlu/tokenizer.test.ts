import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_CHARACTERS, MAX_TOKENS, readablePart, tokenize } from "../../../../src/engine/nlu/tokenizer";

function words(text: string): string[] {
  return tokenize(text).map((token) => token.text);
}

/** Rasa's own expressions (`whitespace_tokenizer.py`), which the scan must agree with. */
function byExpressions(text: string): string[] {
  const word = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{No}\\p{Nl}\\p{Pc}";
  const expression = new RegExp(
    `[^${word}#@&]+(?=\\s|$)|(?:\\s|^)[^${word}#@&]+(?=[^0-9\\s])|(?<=[^0-9\\s])[^${word}._~:/?#[\\]()@!$&*+,;=\\-]+(?=[^0-9\\s])`,
    "gu",
  );
  return text.replace(expression, " ").split(/\s+/u).filter(Boolean);
}

describe("tokenize", () => {
  it("removes punctuation at the edges of words and keeps numbers, addresses and hyphens whole", () => {
    expect(words("Hi! (Really?) It costs 10'000.00, ok...")).toEqual([
      "Hi",
      "Really",
      "It",
      "costs",
      "10'000.00",
      "ok",
    ]);
    expect(words("mail a.b@example.org or https://example.org/a?b=c to-do")).toEqual([
      "mail",
      "a.b@example.org",
      "or",
      "https://example.org/a?b=c",
      "to-do",
    ]);
  });

  it("divides words at apostrophes and quotes, as Rasa does", () => {
    expect(words("what's mum’s “plan”")).toEqual(["what", "s", "mum", "s", "plan"]);
  });

  it("keeps a sign before a digit and removes it before a letter", () => {
    expect(words("-5 $20 -a (3")).toEqual(["-5", "$20", "a", "(3"]);
  });

  it("drops words of emoji alone, and keeps a text that is nothing else as one token", () => {
    expect(words("nice 😀 day")).toEqual(["nice", "day"]);
    expect(tokenize("😀🎉")).toEqual([{ text: "😀🎉", start: 0, end: 4 }]);
    expect(words("?!")).toEqual(["?!"]);
  });

  it("keeps letters of any script", () => {
    expect(words("מה השעה? 明天 напомни")).toEqual(["מה", "השעה", "明天", "напомни"]);
  });

  it("gives nothing for an empty text", () => {
    expect(tokenize("")).toEqual([]);
  });

  it("gives offsets at which the token stands", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(token.start).toBeGreaterThanOrEqual(end);
          end = token.end;
        }
      }),
    );
  });

  it("agrees with Rasa's regular expressions", () => {
    const unit = fc.constantFrom(..."ab5 .,'!?-$%&@#()\"’\n😀é");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), (text) => {
        const expected = byExpressions(text).filter((word) => !/^\p{Extended_Pictographic}+$/u.test(word));
        expect(words(text)).toEqual(expected.length > 0 || text === "" ? expected : [text]);
      }),
      { numRuns: 2000 },
    );
  });

  it("reads a hundred thousand characters only as far as its limits", () => {
    expect(tokenize("a ".repeat(50_000))).toHaveLength(MAX_TOKENS);
    expect(tokenize("x".repeat(100_000))[0]?.text).toHaveLength(MAX_CHARACTERS);
  });

  it("doesn't cut an emoji in two at the limit", () => {
    expect(readablePart(`x${"😀".repeat(MAX_CHARACTERS)}`)).toHaveLength(MAX_CHARACTERS - 1);
  });
});
