/** What a decision is made on, of the best passages. */
export interface Evidence {
  /** The best passage's share of what words could score at most. */
  words: number;
  /** The greatest likeness in meaning. */
  like: number;
  /** The best coverage of the question's words, exact or near. */
  coverage: number;
  /** Of the question's words that tell something. */
  count: number;
}

interface Calibration {
  words: number;
  like: number;
  coverage: number;
  count: number;
  bias: number;
}

/**
 * Logistic regressions on the bench's questions for tuning (`npx tsx tests/bench/retrieval.ts --fit` prints them): how surely the
 * documents answer, for each of what may measure likeness.
 */
const CALIBRATIONS: Record<"static" | "encoder" | "none", Calibration> = {
  encoder: { words: 2.319, like: 7.972, coverage: 3.55, count: 0.287, bias: -6.304 },
  static: { words: 2.876, like: 3.143, coverage: 4.256, count: 0.389, bias: -5.785 },
  none: { words: 4.287, like: 0, coverage: 1.663, count: 0.495, bias: -2.696 },
};

/** How sure it is, 0 to 1, that the documents answer a question. */
export function answerable(kind: keyof typeof CALIBRATIONS, evidence: Evidence): number {
  const { words, like, coverage, count, bias } = CALIBRATIONS[kind];
  const sum =
    bias +
    words * evidence.words +
    like * evidence.like +
    coverage * evidence.coverage +
    count * Math.min(evidence.count, MOST_COUNTED);
  return 1 / (1 + Math.exp(-sum));
}

/** More words than these say no more of whether a question is a clear one. */
export const MOST_COUNTED = 8;
