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

/** Asks of texts how well each covers a question. */
export class QuestionWords {
  private readonly words: (Word & { weight: number })[];

  /** @param seldom How much a term tells. */
  constructor(
    question: string,
    private readonly vectors: WordVectors | null,
    seldom: (term: string) => number,
  ) {
    this.words = wordsOf(question, vectors).map((word) => ({ ...word, weight: seldom(word.terms[0] ?? "") }));
  }

  get count(): number {
    return this.words.length;
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
