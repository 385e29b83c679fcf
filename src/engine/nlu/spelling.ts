import { areTwoSlipsApart, slipCost } from "./slips";

/** What a word may have been meant as: one word, or the two that it was run together from. */
export interface Reading {
  words: readonly string[];
  /** In bits, to be compared with other readings of the same word. */
  score: number;
}

const SHORTEST = 2;
const LONGEST = 24;
const LETTERS = /^[a-z]+$/;
/** Two slips in a shorter word leave too little of it. */
const SHORTEST_WITH_TWO_SLIPS = 6;
const TWO_SLIPS = 6;
/** On top, where the first letter is another: slipCost knows which slip it was, here nobody does. */
const OTHER_FIRST_LETTER = 3;
const RUN_TOGETHER = 3;
const RUN_TOGETHER_WITH_A_LETTER = 5;
/** Both halves, or a word with two slips, must be that frequent. */
const FREQUENT = 2;
/** That a known word is meant as it stands, and for each tier on top. Words from KEPT_TIER on are never doubted. */
const KEPT = 3;
const KEPT_BY_TIER = 1.5;
const KEPT_TIER = 4;
const MOST_READINGS = 8;
const CACHED_WORDS = 2000;

/**
 * The words of a project's examples, and what a misspelt one may have been meant as: Kernighan, Church and Gale's noisy channel (1990),
 * how likely a word is and how likely the slip. Every word of about the length is looked at; of nearly all, the set of letters alone
 * shows that they are too far away, so 10,000 words take about 20 microseconds and no index.
 */
export class Spelling {
  private readonly tiers = new Map<string, number>();
  /** By length. */
  private readonly words: string[];
  private readonly letters: Int32Array;
  private readonly wordTiers: Uint8Array;
  /** Where the words of a length begin. */
  private readonly starts: number[] = [];
  private readonly cache = new Map<string, readonly Reading[]>();

  /** `tiers[0]`: words the examples never hold, space-separated; `tiers[n]`: those held 2^(n-1) times or more. */
  constructor(tiers: readonly string[]) {
    tiers.forEach((words, tier) => {
      for (const word of words.split(" ")) if (word !== "") this.tiers.set(word, tier);
    });
    this.words = [...this.tiers.keys()].sort((a, b) => a.length - b.length);
    this.letters = Int32Array.from(this.words, lettersOf);
    this.wordTiers = Uint8Array.from(this.words, (word) => this.tiers.get(word) ?? 0);
    this.words.forEach((word, index) => {
      while (this.starts.length <= word.length) this.starts.push(index);
    });
  }

  /** Best first; the word itself is among them only if it is known. Empty: it stays as it is. */
  readings(word: string): readonly Reading[] {
    if ((this.tiers.get(word) ?? 0) >= KEPT_TIER) return [];
    if (word.length < SHORTEST || word.length > LONGEST || !LETTERS.test(word)) return [];
    const cached = this.cache.get(word);
    if (cached) return cached;
    const readings = this.search(word);
    if (this.cache.size >= CACHED_WORDS) this.cache.clear();
    this.cache.set(word, readings);
    return readings;
  }

  private search(word: string): Reading[] {
    const found = [...this.oneSlip(word), ...this.runTogether(word), ...this.drawnOut(word)];
    if (found.length === 0 && word.length >= SHORTEST_WITH_TWO_SLIPS) found.push(...this.twoSlips(word));
    if (found.length === 0) return [];
    const tier = this.tiers.get(word);
    if (tier !== undefined) found.push({ words: [word], score: KEPT + KEPT_BY_TIER * tier });
    return found.sort((a, b) => b.score - a.score).slice(0, MOST_READINGS);
  }

  private *oneSlip(word: string): Iterable<Reading> {
    for (const index of this.near(word, 1)) {
      const meant = this.words[index] as string;
      const cost = meant === word ? Infinity : slipCost(word, meant);
      if (cost < Infinity) yield { words: [meant], score: (this.wordTiers[index] as number) - cost };
    }
  }

  private *twoSlips(word: string): Iterable<Reading> {
    for (const index of this.near(word, 2)) {
      const meant = this.words[index] as string;
      const tier = this.wordTiers[index] as number;
      if (tier < FREQUENT || !areTwoSlipsApart(word, meant)) continue;
      yield { words: [meant], score: tier - TWO_SLIPS - (meant[0] === word[0] ? 0 : OTHER_FIRST_LETTER) };
    }
  }

  /** "remindme", "shoppinglist", "alot". */
  private *runTogether(word: string): Iterable<Reading> {
    for (let cut = 1; cut <= word.length - 2; cut++) {
      const first = word.slice(0, cut);
      if (cut === 1 && first !== "a" && first !== "i") continue;
      const second = word.slice(cut);
      const tier = Math.min(this.tiers.get(first) ?? 0, this.tiers.get(second) ?? 0);
      if (tier < FREQUENT) continue;
      yield { words: [first, second], score: tier - (cut === 1 ? RUN_TOGETHER_WITH_A_LETTER : RUN_TOGETHER) };
    }
  }

  /** "pleeease", "noooo". */
  private *drawnOut(word: string): Iterable<Reading> {
    const doubled = word.replace(/(.)\1{2,}/g, "$1$1");
    if (doubled === word) return;
    for (const meant of new Set([doubled, doubled.replace(/(.)\1/g, "$1")])) {
      const tier = this.tiers.get(meant);
      if (tier !== undefined) yield { words: [meant], score: tier };
    }
  }

  /** The words that may be so many slips away: by their lengths, and by the letters that only one of the two has. */
  private *near(word: string, slips: number): Iterable<number> {
    const letters = lettersOf(word);
    const end = this.start(word.length + slips + 1);
    for (let index = this.start(word.length - slips); index < end; index++) {
      if (countOfBits(letters ^ (this.letters[index] as number)) <= 2 * slips) yield index;
    }
  }

  private start(length: number): number {
    return this.starts[Math.max(length, 0)] ?? this.words.length;
  }
}

/** A bit for each letter that a word has. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) - 97);
  return letters;
}

function countOfBits(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
