import type { Intent } from "../../src/engine/nlu/parse-data";

/** What each expert of a classifier says of a held-out example, one logit an intent, and which intent is right. */
export interface ExpertPrediction {
  experts: Float32Array[];
  right: number;
}

/** A held-out example: every intent with its confidence, best first, and which was right. */
export interface Prediction {
  ranking: Intent[];
  right: string;
}

/** With fewer held-out examples than this, what is fitted would fit their chance rather than the network. */
const FEWEST_EXAMPLES = 30;
const LOWEST = Math.log(0.05);
const HIGHEST = Math.log(10);
const ROUNDS = 6;

/**
 * What each expert's logits are to be multiplied by so that held-out examples are likeliest, to three digits: temperature scaling (Guo et
 * al. 2017) with one temperature for each member of a product of experts (Hinton 1999). The loss is convex, so searching one scale
 * after another finds its bottom. 1 for each where there are too few examples.
 */
export function fitScales(predictions: ExpertPrediction[]): number[] {
  const experts = predictions[0]?.experts.length ?? 1;
  const scales = new Array<number>(experts).fill(1);
  if (predictions.length < FEWEST_EXAMPLES) return scales;
  for (let round = 0; round < (experts === 1 ? 1 : ROUNDS); round++) {
    for (let expert = 0; expert < experts; expert++) {
      const loss = (logarithm: number): number =>
        negativeLogLikelihood(
          predictions,
          scales.map((scale, other) => (other === expert ? Math.exp(logarithm) : scale)),
        );
      scales[expert] = Math.exp(lowestPoint(loss, LOWEST, HIGHEST));
    }
  }
  return scales.map((scale) => Number(scale.toPrecision(3)));
}

/** Golden-section search of a function with one low. */
function lowestPoint(loss: (at: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let a = high - ratio * (high - low);
  let b = low + ratio * (high - low);
  let lossA = loss(a);
  let lossB = loss(b);
  while (high - low > 1e-2) {
    if (lossA < lossB) {
      [high, b, lossB] = [b, a, lossA];
      lossA = loss((a = high - ratio * (high - low)));
    } else {
      [low, a, lossA] = [a, b, lossB];
      lossB = loss((b = low + ratio * (high - low)));
    }
  }
  return (low + high) / 2;
}

function negativeLogLikelihood(predictions: ExpertPrediction[], scales: number[]): number {
  let loss = 0;
  for (const { experts, right } of predictions) {
    const logits = scaledSum(experts, scales);
    loss += logSumExp(logits) - (logits[right] ?? 0);
  }
  return loss;
}

function scaledSum(experts: Float32Array[], scales: number[]): Float64Array {
  const sum = new Float64Array(experts[0]?.length ?? 0);
  experts.forEach((logits, expert) => {
    const scale = scales[expert] as number;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + scale * (logits[i] as number);
  });
  return sum;
}

function logSumExp(logits: Float64Array): number {
  let max = -Infinity;
  for (const logit of logits) if (logit > max) max = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - max);
  return max + Math.log(sum);
}

/** A wrong answer costs the user as much as being asked back this many times without need. */
const COST_OF_WRONG_ANSWER = 3;

/** The fallback threshold, in steps of 0.05, with the least cost on held-out examples; Rasa's 0.3 where there are too few. */
export function chooseThreshold(predictions: Prediction[]): number {
  const standard = 0.3;
  if (predictions.length < FEWEST_EXAMPLES) return standard;
  const cost = (threshold: number): number =>
    predictions.reduce((sum, { ranking, right }) => {
      const isRight = ranking[0]?.name === right;
      if ((ranking[0]?.confidence ?? 0) < threshold) return sum + (isRight ? 1 : 0);
      return sum + (isRight ? 0 : COST_OF_WRONG_ANSWER);
    }, 0);
  const thresholds = Array.from({ length: 11 }, (_, step) => Number((0.1 + step * 0.05).toFixed(2)));
  return thresholds.reduce((best, threshold) => (cost(threshold) < cost(best) ? threshold : best), standard);
}

/** Share of messages in scope that may be declined as out of it: what a designer pays for the others that are. */
const MOST_DECLINED = 0.02;

/** The out-of-scope score that no more than MOST_DECLINED of the held-out examples exceed; 1, so that none is declined, where there are too few. */
export function chooseScopeThreshold(scores: number[]): number {
  if (scores.length < FEWEST_EXAMPLES) return 1;
  const sorted = scores.toSorted((a, b) => b - a);
  return Number((sorted[Math.floor(scores.length * MOST_DECLINED)] ?? 1).toFixed(4));
}
