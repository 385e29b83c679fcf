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

/** The words of a sentence. Parts that only an apostrophe divides are one, so that "what's", "what’s" and "whats" are equal. */
export function sentenceWords(text: string, tokens: Token[], normalised: string[]): string[] {
  const words: string[] = [];
  let end = -2;
  tokens.forEach((token, index) => {
    const word = normalised[index] ?? "";
    const previous = words.at(-1);
    if (previous !== undefined && token.start === end + 1 && APOSTROPHES.includes(text.charAt(end))) {
      words[words.length - 1] = previous + word;
    } else {
      words.push(word);
    }
    end = token.end;
  });
  return words;
}
