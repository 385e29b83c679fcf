import type { Token } from "./tokenizer";

/** Longer words are known by their beginning: bounds the work on a text without spaces. */
const MAX_WORD_LENGTH = 48;

/**
 * A word as the models know it: lower-case, accents and width variants removed, every run of digits as one `0`
 * (Rasa's `__NUMBER__`, and the same within a word: `5pm` is `0pm`).
 */
export function normaliseWord(word: string): string {
  let normal = word.slice(0, MAX_WORD_LENGTH).toLowerCase();
  if (NOT_ASCII.test(normal)) normal = normal.normalize("NFKD").replace(COMBINING_ACCENTS, "");
  return normal.replace(DIGITS, "0");
}

const NOT_ASCII = /[^\0-\x7f]/;
const COMBINING_ACCENTS = /[\u0300-\u036f]/g;
const DIGITS = /[0-9]+/g;
const APOSTROPHES = "'’‘`´ʼ";

/** A word of a sentence, and where it stands in the text: two words that were written as one stand in the same place. */
export interface SentenceWord {
  /** Normalised. */
  text: string;
  start: number;
  end: number;
}

/** The words of a sentence. Parts that only an apostrophe divides are one, so that "what's", "what’s" and "whats" are equal. */
export function sentenceWords(text: string, tokens: Token[]): SentenceWord[] {
  const words: SentenceWord[] = [];
  for (const token of tokens) {
    const word = normaliseWord(token.text);
    const previous = words.at(-1);
    if (previous !== undefined && token.start === previous.end + 1 && APOSTROPHES.includes(text.charAt(previous.end))) {
      previous.text += word;
      previous.end = token.end;
    } else {
      words.push({ text: word, start: token.start, end: token.end });
    }
  }
  return words;
}
