import type { LabelScore } from "./nlu-report";

/** How well classes were told apart; shares are in [0, 1]. */
export interface ClassificationReport {
  accuracy: number;
  /** Every class that was expected or predicted, in alphabetical order. */
  perClass: Record<string, LabelScore>;
}

/** Compares predictions with what was expected of the same rows. */
export function reportClasses(expected: string[], predicted: string[]): ClassificationReport {
  const right = countLabels(expected.filter((label, row) => label === predicted[row]));
  const supports = countLabels(expected);
  const found = countLabels(predicted);
  const labels = [...new Set([...expected, ...predicted])].sort();
  const scores = labels.map((label): [string, LabelScore] => {
    const hits = right.get(label) ?? 0;
    const support = supports.get(label) ?? 0;
    const times = found.get(label) ?? 0;
    const f1 = share(2 * hits, support + times);
    return [label, { precision: share(hits, times), recall: share(hits, support), f1, support }];
  });
  const hits = [...right.values()].reduce((sum, count) => sum + count, 0);
  return { accuracy: share(hits, expected.length), perClass: Object.fromEntries(scores) };
}

function countLabels(labels: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
