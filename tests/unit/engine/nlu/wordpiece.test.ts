import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AutoTokenizer, env } from "@xenova/transformers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WordPieceTokenizer } from "../../../../src/engine/nlu/wordpiece";
import { tokenizerFiles } from "../../../../training/encoder/tokenizer-files";

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
const PIECES = [
  ...["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"],
  ...[...`!"#$%&'()*+,-./:;<=>?@[]^_{|}~£€–—’…ß`],
  ...LETTERS,
  ...LETTERS.map((letter) => `##${letter}`),
  ...[
    "the",
    "remind",
    "##er",
    "##ing",
    "me",
    "cafe",
    "##s",
    "to",
    "10",
    "##30",
    "pm",
    "unaffable",
    "un",
    "##aff",
    "##able",
  ],
];

const tokenizer = new WordPieceTokenizer(PIECES);

/** The pieces of a text as [piece, the text it stands for]. */
function piecesOf(text: string, most?: number): [string, string][] {
  const { ids, starts, ends } = tokenizer.encode(text, most);
  return Array.from(ids, (id, i) => [PIECES[id] as string, text.slice(starts[i], ends[i])]);
}

async function referenceTokenizer(): Promise<(text: string) => number[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "sotto-wordpiece-"));
  for (const [file, value] of tokenizerFiles(PIECES, 100_000))
    writeFileSync(path.join(folder, file), JSON.stringify(value));
  env.allowRemoteModels = false;
  env.localModelPath = path.dirname(folder);
  const reference = await AutoTokenizer.from_pretrained(path.basename(folder));
  return (text) => reference.encode(text);
}

describe("WordPieceTokenizer", () => {
  it("splits words into the longest pieces from the left", () => {
    expect(piecesOf("Unaffable reminders")).toEqual([
      ["[CLS]", ""],
      ["unaffable", "Unaffable"],
      ["remind", "remind"],
      ["##er", "er"],
      ["##s", "s"],
      ["[SEP]", ""],
    ]);
  });

  it("gives the places of accents and signs in the text as it was written", () => {
    expect(piecesOf("ÇAFÉ, 10:30pm…").slice(1, -1)).toEqual([
      ["cafe", "ÇAFÉ"],
      [",", ","],
      ["10", "10"],
      [":", ":"],
      ["3", "3"],
      ["##0", "0"],
      ["##p", "p"],
      ["##m", "m"],
      ["…", "…"],
    ]);
    expect(piecesOf("cafe\u0301s")[1]).toEqual(["cafe", "cafe\u0301"]);
  });

  it("makes a word of unknown letters, and one of more than 100 characters, one unknown piece", () => {
    expect(piecesOf("the привет me").map(([piece]) => piece)).toEqual(["[CLS]", "the", "[UNK]", "me", "[SEP]"]);
    const long = "a".repeat(101);
    expect(piecesOf(`${long} me`).slice(1, 3)).toEqual([
      ["[UNK]", long],
      ["me", "me"],
    ]);
    expect(piecesOf("a".repeat(100))).toHaveLength(102);
  });

  it("cuts a long text at the most pieces, and says so", () => {
    const text = "remind me to ".repeat(100);
    expect(tokenizer.encode(text)).toMatchObject({ cut: true });
    expect(tokenizer.encode(text).ids).toHaveLength(128);
    expect(piecesOf(text, 4).map(([piece]) => piece)).toEqual(["[CLS]", "remind", "me", "[SEP]"]);
    expect(tokenizer.encode("remind me", 4).cut).toBe(false);
  });

  it("takes special pieces in a text for words", () => {
    expect(piecesOf("[SEP]").map(([piece]) => piece)).toEqual(["[CLS]", "[", "s", "##e", "##p", "]", "[SEP]"]);
  });

  it("splits a text as transformers.js does by the same vocabulary", async () => {
    const reference = await referenceTokenizer();
    // Chinese characters beyond the basic plane are apart in BERT's own tokenizer, and not in transformers.js; [SEP] and the like are words here.
    const text = fc
      .oneof(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "binary" }),
        fc
          .array(
            fc.constantFrom(
              "the",
              "Reminding",
              " ",
              "café",
              "10:30",
              "\u0301",
              "don't",
              "\n",
              "\u200b",
              "😀",
              "漢",
              "ﬁ",
              "İ",
            ),
          )
          .map((parts) => parts.join("")),
      )
      .filter((value) => !/[\u{20000}-\u{2ffff}]|\[(?:PAD|UNK|CLS|SEP|MASK)\]/u.test(value));
    fc.assert(
      fc.property(text, (value) => {
        expect([...tokenizer.encode(value, Infinity).ids]).toEqual(reference(value));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives pieces in order, within the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { starts, ends } = tokenizer.split(text);
        starts.forEach((start, i) => {
          expect(start).toBeLessThan(ends[i] as number);
          // Pieces of one character ("한" comes apart) stand at the same place.
          if (i > 0) expect(start).toBeGreaterThanOrEqual(starts[i - 1] as number);
        });
        expect(ends.at(-1) ?? 0).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
