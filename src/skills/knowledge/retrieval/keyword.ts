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
  const norm = norms(segments);
  const scores = segments.map((segment) => {
    const { passage, inTitle, inHeadings, inBody, bodyLength, headLength } = segment.data;
    const score = new Float32Array(segment.size);
    for (const { hash, weight } of terms) {
      const [from, to] = segment.postings(hash);
      for (let i = from; i < to; i++) {
        const at = passage[i] as number;
        const [title, headings, body] = [inTitle[i] as number, inHeadings[i] as number, inBody[i] as number];
        let frequency = body === 0 ? 0 : (WEIGHT.body * body) / (norm.body[bodyLength[at] as number] as number);
        if (title + headings > 0)
          frequency +=
            (WEIGHT.title * title + WEIGHT.headings * headings) / (norm.head[headLength[at] as number] as number);
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

/** By what a frequency is divided, for each length that a passage may have. */
function norms(segments: readonly Segment[]): { head: Float32Array; body: Float32Array } {
  const total = segments.reduce((sum, { size }) => sum + size, 0) || 1;
  const of = (field: "head" | "body"): Float32Array => {
    const mean = segments.reduce((sum, { lengths }) => sum + lengths[field].all, 0) / total || 1;
    const longest = segments.reduce((most, { lengths }) => Math.max(most, lengths[field].longest), 0);
    const share = LENGTH[field];
    return Float32Array.from({ length: longest + 1 }, (_, length) => 1 - share + (share * length) / mean);
  };
  return { head: of("head"), body: of("body") };
}
