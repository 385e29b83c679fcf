import type { Intent } from "../../src/engine/nlu/parse-data";

/** A held-out example: every intent with its confidence at temperature 1, best first, and which was right. */
export interface Prediction {
  ranking: Intent[];
  right: string;
}

/** With fewer held-out examples than this, a temperature would fit their chance rather than the network. */
const FEWEST_EXAMPLES = 30;
const LOWEST = 0.1;
const HIGHEST = 10;

/**
 * The temperature at which held-out examples are likeliest (Guo et al. 2017), to three digits. Their likelihood has one peak in the
 * logarithm of the temperature, so a golden-section search finds it.
 */
export function fitTemperature(predictions: Prediction[]): number {
  if (predictions.length < FEWEST_EXAMPLES) return 1;
  const loss = (logTemperature: number): number => negativeLogLikelihood(predictions, Math.exp(logTemperature));
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(LOWEST);
  let high = Math.log(HIGHEST);
  while (high - low > 1e-4) {
    const a = high - ratio * (high - low);
    const b = low + ratio * (high - low);
    if (loss(a) < loss(b)) high = b;
    else low = a;
  }
  return Number(Math.exp((low + high) / 2).toPrecision(3));
}

/** At another temperature, from the confidences at temperature 1: their logarithms are the logits, but for a constant. */
export function atTemperature(ranking: Intent[], temperature: number): Intent[] {
  const best = ranking[0]?.confidence ?? 1;
  const weights = ranking.map(({ confidence }) => Math.pow(Math.max(confidence, 1e-30) / best, 1 / temperature));
  const sum = weights.reduce((a, b) => a + b, 0);
  return ranking.map(({ name }, index) => ({ name, confidence: (weights[index] ?? 0) / sum }));
}

function negativeLogLikelihood(predictions: Prediction[], temperature: number): number {
  let sum = 0;
  for (const { ranking, right } of predictions) {
    const confidence = atTemperature(ranking, temperature).find(({ name }) => name === right)?.confidence ?? 0;
    sum -= Math.log(Math.max(confidence, 1e-30));
  }
  return sum;
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
