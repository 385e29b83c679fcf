import { SENTENCE_END, SENTENCE_START } from "../../src/engine/nlu/spelling-corrector";
import { sentenceWords } from "../../src/engine/nlu/normalise";
import type { SpellingSettings } from "../../src/engine/nlu/pipeline-settings";
import { tokenize } from "../../src/engine/nlu/tokenizer";
import type { NluData } from "../formats/types";

/** Words of other kinds (numbers, addresses) aren't corrected, and nothing is corrected to them. */
const LETTERS = /^[a-z]+$/;
/** A word of a lookup table counts as if that many examples held it. */
const IN_LOOKUP = 2;
/** Of English words: shorter pieces of a vocabulary are as often no words at all ("te", "hor"). */
const SHORTEST_ENGLISH = 4;
/** In how many examples two words must stand side by side. */
const FEWEST_PAIRS = 2;

/**
 * What the spelling corrector knows: the words of the examples and the lookup tables, English ones, and which stand side by side. All
 * examples count, those too that scores are measured on: it learns what words there are, and nothing of what they mean.
 *
 * @param pieces The encoder's vocabulary, by falling frequency: its whole words are the English ones.
 */
export function spellingSettings(
  { examples, lookups }: Pick<NluData, "examples" | "lookups">,
  pieces: readonly string[],
): SpellingSettings {
  const counts = new Map<string, number>();
  const add = (word: string, count: number): void => {
    if (LETTERS.test(word)) counts.set(word, (counts.get(word) ?? 0) + count);
  };
  const pairs = new Map<string, number>();
  for (const { text } of examples) {
    const words = wordsOf(text);
    for (const word of words) add(word, 1);
    const bounded = [SENTENCE_START, ...words, SENTENCE_END];
    bounded.slice(1).forEach((word, index) => {
      const pair = `${bounded[index]} ${word}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    });
  }
  for (const entry of lookups.flatMap(({ entries }) => entries))
    for (const word of wordsOf(entry)) add(word, IN_LOOKUP);
  return { name: "SpellingCorrector", tiers: tiersOf(counts, pieces), pairs: followersOf(pairs) };
}

function wordsOf(text: string): string[] {
  return sentenceWords(text, tokenize(text)).map((word) => word.text);
}

function tiersOf(counts: Map<string, number>, pieces: readonly string[]): string[] {
  const isEnglish = (piece: string): boolean => piece.length >= SHORTEST_ENGLISH && LETTERS.test(piece);
  const tiers: string[][] = [pieces.filter((piece) => isEnglish(piece) && !counts.has(piece))];
  for (const [word, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const tier = 1 + Math.floor(Math.log2(count));
    while (tiers.length <= tier) tiers.push([]);
    tiers[tier]?.push(word);
  }
  return tiers.map((words) => words.join(" "));
}

function followersOf(pairs: Map<string, number>): Record<string, string> {
  const followers = new Map<string, string>();
  for (const [pair, count] of [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first = "", second = ""] = pair.split(" ");
    if (count < FEWEST_PAIRS || ![first, second].every(isPairable)) continue;
    const others = followers.get(first);
    followers.set(first, others === undefined ? second : `${others} ${second}`);
  }
  return Object.fromEntries(followers);
}

function isPairable(word: string): boolean {
  return LETTERS.test(word) || word === SENTENCE_START || word === SENTENCE_END;
}
