import type { JsonObject } from "../../src/engine/json";
import { reportClasses } from "./classification-report";
import { confusionMatrix, confusions } from "./confusion-matrix";
import type { LabelScore } from "./nlu-report";

/** How many of the labels that one was taken for are named. */
const CONFUSED_WITH = 2;

/**
 * The report that Rasa writes of a classification: scikit-learn's `classification_report` as a dictionary, over the labels that were
 * expected, with `confused_with`. `accuracy` is over all rows. `except` is no label, though it counts as a wrong answer (`no_entity`).
 */
export function rasaReport(expected: readonly string[], predicted: readonly string[], except?: string): JsonObject {
  const { accuracy, perClass } = reportClasses([...expected], [...predicted]);
  const labels = [...new Set(expected)].filter((label) => label !== except).sort();
  const scores = labels.flatMap((label) => perClass[label] ?? []);
  const support = sum(scores.map((score) => score.support));
  const times = predicted.filter((label) => labels.includes(label)).length;
  const hits = expected.filter((label, row) => label !== except && label === predicted[row]).length;
  const micro = { precision: share(hits, times), recall: share(hits, support), f1: share(2 * hits, times + support) };
  const mistakes = confusions(confusionMatrix(expected, predicted)).filter((mistake) => mistake.predicted !== except);
  return {
    ...Object.fromEntries(
      labels.map((label, index) => {
        const confused = mistakes.filter((mistake) => mistake.expected === label).slice(0, CONFUSED_WITH);
        const confusedWith = Object.fromEntries(confused.map((mistake) => [mistake.predicted, mistake.count]));
        return [label, { ...row(scores[index] ?? { ...micro, support }), confused_with: confusedWith }];
      }),
    ),
    accuracy,
    "micro avg": row({ ...micro, support }),
    "macro avg": row({ ...average(scores, () => 1), support }),
    "weighted avg": row({ ...average(scores, (score) => score.support), support }),
  };
}

function row({ precision, recall, f1, support }: LabelScore): JsonObject {
  return { precision, recall, "f1-score": f1, support };
}

function average(scores: readonly LabelScore[], weightOf: (score: LabelScore) => number): Omit<LabelScore, "support"> {
  const total = sum(scores.map(weightOf));
  const mean = (of: "precision" | "recall" | "f1"): number =>
    share(sum(scores.map((score) => score[of] * weightOf(score))), total);
  return { precision: mean("precision"), recall: mean("recall"), f1: mean("f1") };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
