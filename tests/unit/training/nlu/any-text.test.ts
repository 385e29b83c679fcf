import { beforeAll, describe, expect, it } from "vitest";
import { MAX_CHARACTERS, MAX_TOKENS } from "../../../../src/engine/nlu/tokenizer";
import type { ParseContext } from "../../../../src/engine/nlu/parse-data";
import type { TrainedInterpreter } from "../../../../src/engine/nlu/trained-interpreter";
import { trainNlu } from "../../../../training/nlu/train-nlu";
import { config, example, tinyProject } from "./tiny-project";

const CONTEXT: ParseContext = { now: Date.UTC(2026, 0, 5, 12), zone: "UTC" };
const MEGABYTE = 1_000_000;

/** Texts that are longer than what is read, with how far that is. */
const LONG: Record<string, [text: string, end: number]> = {
  "a megabyte of words": ["add ".repeat(MEGABYTE / 4), MAX_TOKENS * 4 - 1],
  "a megabyte of Chinese without a space": ["明天提醒我买牛奶".repeat(MEGABYTE / 8), MAX_CHARACTERS],
  "one word of a hundred thousand letters": ["x".repeat(100_000), MAX_CHARACTERS],
  "a megabyte of accents on one letter": [`a${"\u0301".repeat(MEGABYTE)}`, MAX_CHARACTERS],
  "words under heaps of accents": [
    "b\u0300\u0316\u0334\u0489u\u0301\u0317y\u0302 ".repeat(50_000),
    MAX_TOKENS * 11 - 1,
  ],
  "a megabyte of Arabic and Hebrew": ["أضف الحليب \u202eשלום\u202c ".repeat(MEGABYTE / 18), 0],
  "a megabyte of numbers": ["1 ".repeat(MEGABYTE / 2), MAX_TOKENS * 2 - 1],
  "a megabyte of digits": ["1234567890".repeat(MEGABYTE / 10), MAX_CHARACTERS],
  "times upon times": ["tomorrow at 5 pm and every monday until next friday ".repeat(20_000), 0],
  "dollars, dots and commas": ["$1,000.00.,".repeat(90_000), MAX_CHARACTERS],
  "number words in a row": ["twenty one thousand and ".repeat(40_000), 0],
  "letters and NULs": ["a\0".repeat(MEGABYTE / 2), 0],
  "an address without an end": [`https://a.b/${"a@b.".repeat(MEGABYTE / 4)}`, MAX_CHARACTERS],
  "halves of surrogate pairs": ["\ud800a ".repeat(MEGABYTE / 3), 0],
};

/** Of these no word is left out, however long they are. */
const WHOLE: Record<string, string> = {
  "a megabyte of spaces": " ".repeat(MEGABYTE),
  "a megabyte of spaces behind a word": `hello${" ".repeat(MEGABYTE)}`,
  "a megabyte of punctuation": "?!.,".repeat(MEGABYTE / 4),
  "families, flags and skin tones": "👩‍👩‍👧‍👦🇳🇴👍🏽".repeat(10_000),
  "NULs alone": "\0".repeat(MEGABYTE),
  "as many words as are read": "add ".repeat(MAX_TOKENS),
};

let interpreter: TrainedInterpreter;

beforeAll(async () => {
  const pipeline = config(
    "WhitespaceTokenizer",
    "RegexFeaturizer",
    "LexicalSyntacticFeaturizer",
    "CountVectorsFeaturizer",
    ["CountVectorsFeaturizer", { analyzer: "char_wb", min_ngram: 1, max_ngram: 4 }],
    "DucklingEntityExtractor",
    "DIETClassifier",
    "RegexEntityExtractor",
    "EntitySynonymMapper",
  );
  const examples = [example("buy", "add [milk](item)"), example("buy", "buy [rice](item)"), example("greet", "hello")];
  const { trained } = await trainNlu({ nlu: { ...tinyProject(), examples }, config: pipeline, seed: 1 });
  if (!trained?.lite) throw new Error("not trained");
  interpreter = trained.lite.interpreter;
}, 60_000);

describe("a text of any length, in any script,", () => {
  it.each(Object.keys(LONG))("is read as far as the limits, and the parse says so: %s", (name) => {
    const [text, end] = LONG[name] ?? ["", 0];
    const parsed = interpreter.parse(text, CONTEXT);
    expect(parsed.text).toBe(text);
    expect(parsed.truncated_at).toBeGreaterThan(0);
    expect(parsed.truncated_at).toBeLessThanOrEqual(MAX_CHARACTERS);
    if (end > 0) expect(parsed.truncated_at).toBe(end);
    for (const { confidence } of parsed.intent_ranking) expect(confidence).toBeGreaterThanOrEqual(0);
    for (const entity of parsed.entities) expect(entity.end).toBeLessThanOrEqual(parsed.truncated_at ?? 0);
  });

  it.each(Object.keys(WHOLE))("is read whole where no word is left out: %s", (name) => {
    expect(interpreter.parse(WHOLE[name] ?? "", CONTEXT)).not.toHaveProperty("truncated_at");
  });

  it("is answered in bounded time", () => {
    for (const [name, text] of [
      ...Object.entries(LONG).map(([name, [text]]) => [name, text] as const),
      ...Object.entries(WHOLE),
    ]) {
      interpreter.parse(text, CONTEXT);
      const before = process.cpuUsage();
      interpreter.parse(text, CONTEXT);
      const { user } = process.cpuUsage(before);
      // 50 ms is the limit on an idle machine; work that grew with the text would take a hundred times as long.
      expect(user / 1000, name).toBeLessThan(500);
    }
  });
});
