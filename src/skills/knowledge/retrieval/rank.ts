import { scoreByWords } from "./keyword";
import type { Segment } from "./segment";
import { likeness, type Rows } from "./vectors";

/** The passages that a decision is made on. */
const CANDIDATES = 10;

/** How much likeness in meaning counts beside the words, by what measures it: chosen by the bench's questions for tuning. */
export const LIKENESS_WEIGHT = { static: 0.5, encoder: 1.5 };

/** Vectors of all segments' passages, and of the question. */
export interface Meaning {
  kind: keyof typeof LIKENESS_WEIGHT;
  rows: readonly Rows[];
  question: Float32Array;
}

export interface Candidate {
  segment: number;
  passage: number;
  score: number;
  /** The share of what the words could score at most. */
  words: number;
  /** In meaning, -1 to 1; 0 where it isn't measured. */
  like: number;
}

export interface Ranking {
  candidates: Candidate[];
  /** The best of all in each way, whether or not it is a candidate. */
  words: number;
  like: number;
}

/** The best passages of those that are alive, by words and by meaning together. */
export function rank(
  question: string,
  segments: readonly Segment[],
  alive: readonly (readonly boolean[])[],
  meaning: Meaning | null,
): Ranking {
  const { scores, most } = scoreByWords(question, segments);
  const ranking: Ranking = { candidates: [], words: 0, like: 0 };
  const weight = meaning ? LIKENESS_WEIGHT[meaning.kind] : 0;
  segments.forEach(({ data }, segment) => {
    const byWords = scores[segment] as Float32Array;
    const rows = meaning?.rows[segment];
    const byMeaning = rows && meaning ? likeness(rows, meaning.question) : null;
    const isAlive = alive[segment] ?? [];
    for (let passage = 0; passage < byWords.length; passage++) {
      if (!isAlive[data.article[passage] as number]) continue;
      const words = most === 0 ? 0 : (byWords[passage] as number) / most;
      const like = byMeaning ? (byMeaning[passage] as number) : 0;
      if (words > ranking.words) ranking.words = words;
      if (like > ranking.like) ranking.like = like;
      const score = words + weight * like;
      if (score > (least(ranking.candidates) ?? 0))
        insert(ranking.candidates, { segment, passage, score, words, like });
    }
  });
  return ranking;
}

/** What a passage must score more than, once the list is full. */
function least(best: readonly Candidate[]): number | undefined {
  return best[CANDIDATES - 1]?.score;
}

function insert(best: Candidate[], candidate: Candidate): void {
  const place = best.findIndex(({ score }) => score < candidate.score);
  best.splice(place < 0 ? best.length : place, 0, candidate);
  if (best.length > CANDIDATES) best.pop();
}
