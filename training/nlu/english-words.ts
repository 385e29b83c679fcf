import { shippedEncoder } from "../encoder/encoder-folder";

/** Shorter pieces are as often no words at all ("te", "hor"). */
const SHORTEST = 4;

let words: readonly string[] | null = null;

/** English words, by falling frequency: the whole words of the vocabulary of the encoder that ships; none where there is none. */
export function englishWords(): readonly string[] {
  words ??= (shippedEncoder()?.vocabulary ?? []).filter((piece) => piece.length >= SHORTEST && /^[a-z]+$/.test(piece));
  return words;
}
