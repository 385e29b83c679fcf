import { termHash, type Segment } from "./segment";
import { isExact, termsOf } from "./terms";

/*
 * BM25F (Robertson & Zaragoza, The Probabilistic Relevance Framework, 2009): how often a passage has a question's terms, those in titles
 * and headings counting more, seldom terms counting most, and long passages not better for being long.
 */
const WEIGHT = { title: 1.6, headings: 2.2, body: 1 };
const SATURATION = 1.2;
const LENGTH = { head: 0.3, body: 0.6 };
/** A number, or a code with one in it, is asked for as it is. */
const EXACT = 1.5;

/** How much a question says in a term, given how many of all passages have it. */
interface WeightedTerm {
  hash: number;
  weight: number;
}

export interface KeywordScores {
  /** For each segment one score a passage. */
  scores: Float32Array[];
  /** What a passage would score at most: all terms, as often as can be. */
  most: number;
}

/** Scores all passages by the words of a question. */
export function scoreByWords(question: string, segments: readonly Segment[]): KeywordScores {
  const terms = weighted(question, segments);
  const average = averages(segments);
  const scores = segments.map((segment) => {
    const { passage, inTitle, inHeadings, inBody, bodyLength, headLength } = segment.data;
    const score = new Float32Array(segment.size);
    for (const { hash, weight } of terms) {
      const [from, to] = segment.postings(hash);
      for (let i = from; i < to; i++) {
        const at = passage[i] as number;
        const head = WEIGHT.title * (inTitle[i] as number) + WEIGHT.headings * (inHeadings[i] as number);
        const headNorm = 1 - LENGTH.head + (LENGTH.head * (headLength[at] as number)) / average.head;
        const bodyNorm = 1 - LENGTH.body + (LENGTH.body * (bodyLength[at] as number)) / average.body;
        const frequency = head / headNorm + (WEIGHT.body * (inBody[i] as number)) / bodyNorm;
        score[at] = (score[at] as number) + (weight * frequency) / (SATURATION + frequency);
      }
    }
    return score;
  });
  return { scores, most: terms.reduce((sum, { weight }) => sum + weight, 0) };
}

function weighted(question: string, segments: readonly Segment[]): WeightedTerm[] {
  return [...new Set(termsOf(question))].map((term) => {
    const seldom = seldomness(term, segments);
    return { hash: termHash(term), weight: isExact(term) ? EXACT * seldom : seldom };
  });
}

/** How much a term tells: the more the fewer passages have it (its inverse document frequency). */
export function seldomness(term: string, segments: readonly Segment[]): number {
  const hash = termHash(term);
  let total = 0;
  let having = 0;
  for (const segment of segments) {
    const [from, to] = segment.postings(hash);
    total += segment.size;
    having += to - from;
  }
  return Math.log(1 + (total - having + 0.5) / (having + 0.5));
}

function averages(segments: readonly Segment[]): { head: number; body: number } {
  const total = segments.reduce((sum, { size }) => sum + size, 0) || 1;
  const mean = (field: "headLength" | "bodyLength"): number =>
    segments.reduce((sum, { data }) => sum + data[field].reduce((a, b) => a + b, 0), 0) / total || 1;
  return { head: mean("headLength"), body: mean("bodyLength") };
}
