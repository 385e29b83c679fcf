import type { Random } from "../../src/engine/environment";
import type { NluExample } from "../formats/types";

/** Words shorter than this are seldom misspelt, and too easily become another word. */
const SHORTEST_WORD = 4;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Copies of examples in which each word of letters is misspelt with a probability of `share`; annotations move along. */
export function misspell(examples: NluExample[], share: number, random: Random): NluExample[] {
  return examples.map((example) => {
    let text = "";
    let from = 0;
    /** Where in the new text a place in the old one is. */
    const moved = new Map<number, number>();
    for (const match of example.text.matchAll(/\p{L}+/gu)) {
      for (let i = from; i < match.index; i++) moved.set(i, text.length + i - from);
      text += example.text.slice(from, match.index);
      const [word] = match;
      moved.set(match.index, text.length);
      text += word.length >= SHORTEST_WORD && random() < share ? misspellWord(word, random) : word;
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
  });
}

/** One slip of the fingers behind the first letter: a letter left out, doubled, exchanged with the next, or another in its place. */
function misspellWord(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const before = word.slice(0, at);
  const [letter = "", next = ""] = word.slice(at, at + 2);
  const after = word.slice(at + 1);
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + next + letter + word.slice(at + 2);
    default:
      return before + (LETTERS[Math.floor(random() * LETTERS.length)] ?? letter) + after;
  }
}
