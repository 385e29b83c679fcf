import type { WordVectors } from "../../../engine/nlu/word-vectors";
import { fold } from "../../find";
import { termsOf } from "./terms";
import { normalised } from "./vectors";

interface Word {
  terms: string[];
  vector: Float32Array | null;
}

/** The words of a text that tell something, each once. */
function wordsOf(text: string, vectors: WordVectors | null): Word[] {
  const distinct = [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])];
  return distinct.flatMap((word) => {
    const terms = termsOf(word);
    return terms.length === 0 ? [] : [{ terms, vector: vectors && normalised(vectors.of([word])) }];
  });
}

/** How much a word counts that the headings have. */
const SAID_ALREADY = 0.25;

/** After "how", these say what kind of an answer is asked for, and no sentence has them for that. */
const KINDS = new Set(termsOf("many much long often far soon late early high old big large"));

/** The words of a question, to ask of texts how well each covers them. */
export class QuestionWords {
  private constructor(
    private readonly words: readonly (Word & { weight: number })[],
    private readonly vectors: WordVectors | null,
  ) {}

  /** @param seldom How much a term tells. */
  static of(question: string, vectors: WordVectors | null, seldom: (term: string) => number): QuestionWords {
    const words = wordsOf(question, vectors).map((word) => ({ ...word, weight: seldom(word.terms[0] ?? "") }));
    return new QuestionWords(words, vectors);
  }

  get count(): number {
    return this.words.length;
  }

  /** The same words, but those that a text has say little: a heading says already what its sentences are about. */
  beyond(text: string): QuestionWords {
    const terms = new Set(termsOf(text));
    const words = this.words
      .filter((word) => !word.terms.some((term) => KINDS.has(term)))
      .map((word) =>
        word.terms.some((term) => terms.has(term)) ? { ...word, weight: word.weight * SAID_ALREADY } : word,
      );
    return new QuestionWords(words, this.vectors);
  }

  coveredBy(text: string): number {
    const others = wordsOf(text, this.vectors);
    const terms = new Set(others.flatMap((other) => other.terms));
    let covered = 0;
    let all = 0;
    for (const { terms: own, vector, weight } of this.words) {
      all += weight;
      covered += weight * (own.some((term) => terms.has(term)) ? 1 : nearest(vector, others));
    }
    return all === 0 ? 0 : covered / all;
  }
}

function nearest(vector: Float32Array | null, others: readonly Word[]): number {
  let best = 0;
  if (!vector) return best;
  for (const other of others) {
    if (!other.vector) continue;
    let product = 0;
    for (let i = 0; i < vector.length; i++) product += (vector[i] as number) * (other.vector[i] as number);
    if (product > best) best = product;
  }
  return best;
}
