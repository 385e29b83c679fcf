import { scoreByWords } from "./keyword";
import type { Segment } from "./segment";
import { likeness, oneRow, roughLikeness, type Rows } from "./vectors";

/** The passages that are given, and those of which it is looked at closely which they are. */
const BEST = 10;
const CLOSELY = 300;

/** How much likeness in meaning counts beside the words, by what measures it: chosen by the bench's questions for tuning. */
const LIKENESS_WEIGHT = { static: 0.5, encoder: 1.5 };

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
  const asked = meaning && oneRow(meaning.question);
  const weight = meaning ? LIKENESS_WEIGHT[meaning.kind] : 0;
  const close = roughlyBest(question, segments, alive, asked && meaning && { asked, weight, rows: meaning.rows });
  for (const candidate of close) {
    const rows = meaning?.rows[candidate.segment];
    if (!rows || !asked) continue;
    candidate.like = likeness(rows, candidate.passage, asked);
    candidate.score = candidate.words + weight * candidate.like;
  }
  const candidates = close
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, BEST);
  const most = (of: "words" | "like") => close.reduce((best, candidate) => Math.max(best, candidate[of]), 0);
  return { candidates, words: most("words"), like: most("like") };
}

/** More than enough passages to have the best among them. */
function roughlyBest(
  question: string,
  segments: readonly Segment[],
  alive: readonly (readonly boolean[])[],
  meaning: { asked: Rows; weight: number; rows: readonly Rows[] } | null,
): Candidate[] {
  const { scores, most } = scoreByWords(question, segments);
  const best: Candidate[] = [];
  segments.forEach(({ data }, segment) => {
    const byWords = scores[segment] as Float32Array;
    const rows = meaning?.rows[segment];
    const byMeaning = rows && meaning ? roughLikeness(rows, meaning.asked) : null;
    const isAlive = alive[segment] ?? [];
    for (let passage = 0; passage < byWords.length; passage++) {
      const words = most === 0 ? 0 : (byWords[passage] as number) / most;
      const score = byMeaning && meaning ? words + meaning.weight * (byMeaning[passage] as number) : words;
      if (score <= (best[CLOSELY - 1]?.score ?? 0) || !isAlive[data.article[passage] as number]) continue;
      insert(best, { segment, passage, score, words, like: 0 });
    }
  });
  return best;
}

/** Keeps the list in order, and no longer than it may be. */
function insert(best: Candidate[], candidate: Candidate): void {
  let [from, to] = [0, best.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((best[middle] as Candidate).score < candidate.score) to = middle;
    else from = middle + 1;
  }
  best.splice(from, 0, candidate);
  if (best.length > CLOSELY) best.pop();
}
