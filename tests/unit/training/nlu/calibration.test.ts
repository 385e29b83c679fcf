import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import {
  chooseScopeThreshold,
  chooseThreshold,
  fitScales,
  type ExpertPrediction,
  type Prediction,
} from "../../../../training/nlu/calibration";

/** Of one expert that always says the same of two intents; the first is right in a share of the cases. */
function alike(logits: number[], right: number, wrong: number): ExpertPrediction[] {
  const experts = [Float32Array.from(logits)];
  return [
    ...Array<ExpertPrediction>(right).fill({ experts, right: 0 }),
    ...Array<ExpertPrediction>(wrong).fill({ experts, right: 1 }),
  ];
}

describe("fitScales", () => {
  const confidence = (scale: number, logit: number) => 1 / (1 + Math.exp(-scale * logit));

  it.each([
    ["overconfident", Math.log(99), 70],
    ["too modest", 0.5, 90],
  ])("brings the confidence of a classifier that is %s to its accuracy", (_, logit, right) => {
    const scales = fitScales(alike([logit, 0], right, 100 - right));
    expect(scales).toHaveLength(1);
    expect(confidence(scales[0] ?? 0, logit)).toBeCloseTo(right / 100, 2);
  });

  it("leaves logits alone that are right as they are", () => {
    expect(fitScales(alike([Math.log(4), 0], 80, 20))[0]).toBeCloseTo(1, 1);
  });

  it("gives an expert that knows nothing little to say beside one that does, whichever comes first", () => {
    const random = seededRandom(1);
    const predictions = Array.from({ length: 300 }, (): ExpertPrediction => {
      const right = Math.floor(random() * 3);
      const said = random() < 0.9 ? right : (right + 1) % 3;
      const knowing = Float32Array.from({ length: 3 }, (_, intent) => (intent === said ? 2 : 0));
      const guessing = Float32Array.from({ length: 3 }, () => random() * 6 - 3);
      return { experts: [guessing, knowing], right };
    });
    const [useless = 0, useful = 0] = fitScales(predictions);
    expect(useful).toBeGreaterThan(1);
    expect(useless).toBeLessThan(useful / 10);
    const turned = predictions.map(({ experts, right }) => ({ experts: experts.toReversed(), right }));
    const [first = 0, second = 0] = fitScales(turned);
    expect(first).toBeCloseTo(useful, 1);
    expect(second).toBeLessThan(first / 10);
  });

  it("leaves a few examples alone", () => {
    expect(fitScales(alike([5, 0], 10, 19))).toEqual([1]);
    expect(fitScales(alike([5, 0], 10, 20))).not.toEqual([1]);
    const two = alike([5, 0], 1, 1).map(({ experts, right }) => ({ experts: [...experts, ...experts], right }));
    expect(fitScales(two)).toEqual([1, 1]);
    expect(fitScales([])).toEqual([1]);
  });
});

describe("chooseThreshold", () => {
  /** Answers that are right in a share of the cases, all given with the same confidence. */
  function predictions(right: number, wrong: number, confidence: number): Prediction[] {
    const ranking = [
      { name: "yes", confidence },
      { name: "no", confidence: 1 - confidence },
    ];
    return [
      ...Array<Prediction>(right).fill({ ranking, right: "yes" }),
      ...Array<Prediction>(wrong).fill({ ranking, right: "no" }),
    ];
  }

  it("is Rasa's where there are few examples", () => {
    expect(chooseThreshold(predictions(5, 5, 0.2))).toBe(0.3);
  });

  it("asks back where answers are wrong too often for their cost", () => {
    const doubtful = predictions(10, 30, 0.45);
    const sure = predictions(60, 2, 0.9);
    expect(chooseThreshold([...doubtful, ...sure])).toBeGreaterThan(0.45);
    expect(chooseThreshold([...predictions(40, 2, 0.45), ...sure])).toBeLessThanOrEqual(0.45);
  });
});

describe("chooseScopeThreshold", () => {
  it("is exceeded by no more than 2 % of the messages in scope, in any order", () => {
    const scores = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) / 100);
    const threshold = chooseScopeThreshold(scores);
    expect(scores.filter((score) => score > threshold)).toHaveLength(2);
    expect(chooseScopeThreshold(scores.toReversed())).toBe(threshold);
  });

  it("declines nothing where all are alike, or too few", () => {
    const none = (scores: number[]) => scores.filter((score) => score > chooseScopeThreshold(scores));
    expect(none(Array<number>(40).fill(0.5))).toEqual([]);
    expect(chooseScopeThreshold(Array.from({ length: 29 }, (_, i) => i / 29))).toBe(1);
    expect(chooseScopeThreshold([])).toBe(1);
  });
});
