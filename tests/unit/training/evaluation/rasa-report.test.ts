import { describe, expect, it } from "vitest";
import { confidenceHistogram } from "../../../../training/evaluation/confidence-histogram";
import { confusionMatrix } from "../../../../training/evaluation/confusion-matrix";
import { rasaReport } from "../../../../training/evaluation/rasa-report";

/** Four greetings, of which two are right; two thanks, of which one is; a question that nobody asked is found twice. */
const EXPECTED = ["greet", "greet", "greet", "greet", "thank", "thank"];
const PREDICTED = ["greet", "greet", "thank", "ask", "thank", "ask"];

describe("Rasa's report of a classification", () => {
  const report = rasaReport(EXPECTED, PREDICTED);

  it("scores each label that was expected, and says what it was taken for", () => {
    expect(report["greet"]).toEqual({
      precision: 1,
      recall: 0.5,
      "f1-score": 2 / 3,
      support: 4,
      confused_with: { ask: 1, thank: 1 },
    });
    expect(report["thank"]).toEqual({
      precision: 0.5,
      recall: 0.5,
      "f1-score": 0.5,
      support: 2,
      confused_with: { ask: 1 },
    });
    expect(report).not.toHaveProperty("ask");
  });

  it("averages over those labels as scikit-learn does", () => {
    expect(report["accuracy"]).toBe(0.5);
    // Three right of four predictions that are one of the two labels, and of six that should be.
    expect(report["micro avg"]).toEqual({ precision: 3 / 4, recall: 3 / 6, "f1-score": 6 / 10, support: 6 });
    expect(report["macro avg"]).toEqual({ precision: 0.75, recall: 0.5, "f1-score": (2 / 3 + 0.5) / 2, support: 6 });
    expect(report["weighted avg"]).toEqual({
      precision: (4 * 1 + 2 * 0.5) / 6,
      recall: 0.5,
      "f1-score": (4 * (2 / 3) + 2 * 0.5) / 6,
      support: 6,
    });
  });

  it("names two of those that a label was taken for, the most frequent first", () => {
    const confused = rasaReport(["a", "a", "a", "a", "a", "a"], ["b", "c", "c", "d", "d", "d"])["a"];
    expect(confused).toMatchObject({ confused_with: { d: 3, c: 2 } });
    expect(Object.keys((confused as { confused_with: object }).confused_with)).toEqual(["d", "c"]);
  });

  it("leaves a label out of the averages, where a wrong answer with it still counts", () => {
    const entities = rasaReport(
      ["no_entity", "city", "city", "no_entity"],
      ["no_entity", "city", "no_entity", "city"],
      "no_entity",
    );
    expect(entities).not.toHaveProperty("no_entity");
    expect(entities["weighted avg"]).toEqual({ precision: 0.5, recall: 0.5, "f1-score": 0.5, support: 2 });
    expect(entities["city"]).toMatchObject({ confused_with: {} });
  });

  it("reports nothing of nothing", () => {
    expect(rasaReport([], [])).toEqual({
      accuracy: 0,
      "micro avg": { precision: 0, recall: 0, "f1-score": 0, support: 0 },
      "macro avg": { precision: 0, recall: 0, "f1-score": 0, support: 0 },
      "weighted avg": { precision: 0, recall: 0, "f1-score": 0, support: 0 },
    });
  });
});

describe("a confusion matrix", () => {
  it("has a row for what was expected and a column for what was predicted", () => {
    expect(confusionMatrix(EXPECTED, PREDICTED)).toEqual({
      labels: ["ask", "greet", "thank"],
      counts: [
        [0, 0, 0],
        [1, 2, 1],
        [1, 0, 1],
      ],
    });
  });
});

describe("a histogram of confidences", () => {
  it("counts right and wrong answers in bins of 0.05, the surest in the last", () => {
    const { bins, right, wrong } = confidenceHistogram([
      { isRight: true, confidence: 1 },
      { isRight: true, confidence: 0.96 },
      { isRight: true, confidence: 0.5 },
      { isRight: false, confidence: 0.51 },
      { isRight: false, confidence: 0 },
    ]);
    expect(bins).toHaveLength(20);
    expect(bins[10]).toBe(0.5);
    expect([right[19], right[10], wrong[10], wrong[0]]).toEqual([2, 1, 1, 1]);
    expect([...right, ...wrong].reduce((sum, count) => sum + count)).toBe(5);
  });
});
