import type { Random } from "../../src/engine/environment";
import { neighboursOf } from "../../src/engine/nlu/slips";
import type { NluExample } from "../formats/types";

/** Shorter words are seldom misspelt, and too easily become another word. */
const SHORTEST_TO_LEARN = 4;
/** Every second word that has more than two letters, for measuring. */
const SHORTEST_TO_MEASURE = 3;

/** Copies of examples in which each longer word is misspelt with a probability of `share`, to train on; annotations move along. */
export function misspell(examples: NluExample[], share: number, random: Random): NluExample[] {
  return examples.map((example) =>
    rewrite(example, (word) => (word.length >= SHORTEST_TO_LEARN && random() < share ? slip(word, random) : word)),
  );
}

/** Copies of examples with one slip in every second word of three letters or more: what `sotto test nlu --typos` measures. */
export function misspellEverySecondWord(examples: NluExample[], random: Random): NluExample[] {
  return examples.map((example) => {
    let isNext = random() < 0.5;
    return rewrite(example, (word) => {
      if (word.length < SHORTEST_TO_MEASURE) return word;
      isNext = !isNext;
      return isNext ? word : slip(word, random);
    });
  });
}

/** A copy with its words of letters exchanged, and the annotations where they then stand. */
function rewrite(example: NluExample, exchange: (word: string) => string): NluExample {
  let text = "";
  let from = 0;
  /** Where in the new text a place in the old one is. */
  const moved = new Map<number, number>();
  for (const match of example.text.matchAll(/\p{L}+/gu)) {
    for (let i = from; i < match.index; i++) moved.set(i, text.length + i - from);
    text += example.text.slice(from, match.index);
    const [word] = match;
    moved.set(match.index, text.length);
    text += exchange(word);
    from = match.index + word.length;
    moved.set(from, text.length);
  }
  for (let i = from; i <= example.text.length; i++) moved.set(i, text.length + i - from);
  text += example.text.slice(from);
  const entities = example.entities.flatMap((entity) => {
    const start = moved.get(entity.start);
    const end = moved.get(entity.end);
    return start === undefined || end === undefined ? [] : [{ ...entity, start, end }];
  });
  return { ...example, text, entities };
}

/** One slip of the fingers: a letter left out, doubled, exchanged with the next, or the key beside it. The word has two letters or more. */
function slip(word: string, random: Random): string {
  const pick = (count: number): number => Math.floor(random() * count);
  const at = pick(word.length);
  const letter = word.charAt(at);
  switch (pick(4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2: {
      const first = Math.min(at, word.length - 2);
      return word.slice(0, first) + word.charAt(first + 1) + word.charAt(first) + word.slice(first + 2);
    }
    default: {
      const keys = neighboursOf(letter.toLowerCase());
      return word.slice(0, at) + (keys.charAt(pick(keys.length)) || letter) + word.slice(at + 1);
    }
  }
}
