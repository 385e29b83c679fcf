/** An answer, and how sure it was. */
export interface Answer {
  isRight: boolean;
  /** In [0, 1]. */
  confidence: number;
}

/** How sure the right answers were, and how sure the wrong ones. */
export interface ConfidenceHistogram {
  /** The lower edges of bins of equal width; the last one ends at 1. */
  bins: number[];
  right: number[];
  wrong: number[];
}

const BINS = 20;

export function confidenceHistogram(answers: readonly Answer[]): ConfidenceHistogram {
  const bins = Array.from({ length: BINS }, (_, bin) => bin / BINS);
  const count = (isRight: boolean): number[] => {
    const counts = bins.map(() => 0);
    for (const answer of answers) {
      if (answer.isRight !== isRight) continue;
      const bin = Math.max(0, Math.min(BINS - 1, Math.floor(answer.confidence * BINS)));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  };
  return { bins, right: count(true), wrong: count(false) };
}
