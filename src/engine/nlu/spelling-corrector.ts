import { replaceWords, type Replacement } from "./extractors/respell";
import type { Component, Message } from "./message";
import { sentenceWords, type SentenceWord } from "./normalise";
import type { SpellingSettings } from "./pipeline-settings";
import { Spelling } from "./spelling";

/** Stand for the sentence's edges among the pairs. */
export const SENTENCE_START = "^";
export const SENTENCE_END = "$";

/** For each neighbour that a reading is known to stand beside, in bits. */
const KNOWN_PAIR = 2;

const SHORTEST_REPLACED = 4;
const CAPITALISED = /^\p{Lu}\p{Ll}/u;

/**
 * Reads the words of a message as they were meant: misspelt ones, words run together or drawn out. Only what classifiers and
 * extractors see changes, and no text: entities stay where and as they were written. Rasa has no counterpart.
 */
export class SpellingCorrector implements Component {
  private readonly spelling: Spelling;
  private readonly followers: Map<string, Set<string>>;

  constructor({ tiers, pairs }: SpellingSettings) {
    this.spelling = new Spelling(tiers);
    this.followers = new Map(Object.entries(pairs).map(([word, after]) => [word, new Set(after.split(" "))]));
  }

  process(message: Message): void {
    const written = sentenceWords(message.text, message.tokens);
    const words: SentenceWord[] = [];
    const replacements: Replacement[] = [];
    written.forEach((word, index) => {
      const before = words.at(-1)?.text ?? SENTENCE_START;
      const after = written[index + 1]?.text ?? SENTENCE_END;
      const meant = this.meant(word.text, before, after);
      if (meant === null) {
        words.push(word);
        return;
      }
      for (const text of meant) words.push({ ...word, text });
      const replacement = { start: word.start, end: word.end, word: meant.join(" ") };
      if (isSafe(word, replacement, message.text)) replacements.push(replacement);
    });
    message.words = words;
    if (replacements.length > 0) message.respelled = replaceWords(message.text, replacements);
  }

  /** The likeliest reading between two neighbours; null: as it is written. */
  private meant(word: string, before: string, after: string): readonly string[] | null {
    let best: readonly string[] | null = null;
    let highest = -Infinity;
    for (const { words, score } of this.spelling.readings(word)) {
      const total = score + this.knows(before, words[0] ?? "") + this.knows(words.at(-1) ?? "", after);
      if (total <= highest) continue;
      highest = total;
      best = words;
    }
    return best;
  }

  private knows(first: string, second: string): number {
    return this.followers.get(first)?.has(second) ? KNOWN_PAIR : 0;
  }
}

/**
 * Whether an extractor may take one word for the other: no short one ("jun" is no Sunday), no name in the middle of a sentence, and no
 * plural for its singular: "fridays" is every Friday.
 */
function isSafe(written: SentenceWord, { word }: Replacement, text: string): boolean {
  if (word === written.text || Math.min(word.length, written.text.length) < SHORTEST_REPLACED) return false;
  if (written.text === `${word}s`) return false;
  return written.start === 0 || !CAPITALISED.test(text.slice(written.start, written.end));
}
