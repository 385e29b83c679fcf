/** How often each label was taken for each other. */
export interface ConfusionMatrix {
  /** All that were expected or predicted, in alphabetical order. */
  labels: string[];
  /** [labels, labels]: rows are what was expected, columns what was predicted. */
  counts: number[][];
}

/** Counts rows of what was expected and what was predicted instead. */
export function confusionMatrix(expected: readonly string[], predicted: readonly string[]): ConfusionMatrix {
  const labels = [...new Set([...expected, ...predicted])].sort();
  const indices = new Map(labels.map((label, index) => [label, index]));
  const counts = labels.map(() => labels.map(() => 0));
  expected.forEach((label, row) => {
    const line = counts[indices.get(label) ?? 0];
    const column = indices.get(predicted[row] ?? "") ?? 0;
    if (line) line[column] = (line[column] ?? 0) + 1;
  });
  return { labels, counts };
}

/** A pair of labels that were confused, and how often. */
export interface Confusion {
  expected: string;
  predicted: string;
  count: number;
}

/** What was taken for something else, the most frequent first. */
export function confusions({ labels, counts }: ConfusionMatrix): Confusion[] {
  return labels
    .flatMap((expected, row) =>
      labels.map((predicted, column) => ({ expected, predicted, count: counts[row]?.[column] ?? 0 })),
    )
    .filter(({ expected, predicted, count }) => count > 0 && expected !== predicted)
    .sort((a, b) => b.count - a.count);
}
