import { HashIndex } from "../../src/engine/nlu/hash-index";
import type { ComponentSettings } from "../../src/engine/nlu/pipeline-settings";
import type { Weights } from "../../src/engine/project/weights";
import type { Matrix, Parameters } from "./parameters";

/** An earlier training to go on from, instead of from nothing. */
export interface WarmStart {
  weights: Weights;
  /** Share of the epochs that a training from nothing takes. */
  epochShare: number;
}

/** What is known already is not to be unlearnt by the first steps: they are smaller by this. */
export const WARM_RATE = 0.3;

/** Of the usual number, as many as a warm start takes. */
export function epochsOf(usual: number, from: WarmStart | null): number {
  return from === null ? usual : Math.max(1, Math.round(usual * from.epochShare));
}

/** A table whose rows belong to hashed features. */
export interface HashedTable {
  name: string;
  /** The feature of each row, in ascending order. */
  hashes: Int32Array;
  /** The name of the same of the earlier training. */
  earlier: string;
}

/**
 * Puts what an earlier training learnt in the place of fresh numbers, wherever the shapes agree; of a table, the rows of the features that
 * both know.
 */
export function takeOver(parameters: Parameters, weights: Weights, table: HashedTable | null = null): void {
  for (const [name, matrix] of parameters) {
    if (!weights.has(name)) continue;
    if (name === table?.name) takeOverRows(matrix, weights, table);
    else {
      const values = weights.numbers(name);
      if (values.length === matrix.values.length) matrix.values.set(values);
    }
  }
}

function takeOverRows({ values, shape }: Matrix, weights: Weights, { name, hashes, earlier }: HashedTable): void {
  const size = shape[1];
  const known = weights.quantised(name);
  if (known.shape[1] !== size) return;
  const index = new HashIndex(weights.integers(earlier));
  const numbers = weights.numbers(name);
  hashes.forEach((hash, row) => {
    const from = index.row(hash);
    if (from >= 0) values.set(numbers.subarray(from * size, (from + 1) * size), row * size);
  });
}

/**
 * Why a pipeline can't go on from an earlier one, in a sentence, or null where it can: it must have the same components, and tell the same
 * intents, entities and responses apart.
 */
export function whyNotWarm(earlier: readonly ComponentSettings[], now: readonly ComponentSettings[]): string | null {
  for (const component of now) {
    const before = earlier.filter(({ name }) => name === component.name);
    if (before.length === 0) return `the earlier model has no ${component.name}`;
    if (component.name !== "DIETClassifier" && component.name !== "ResponseSelector") continue;
    if (!before.some((other) => JSON.stringify(learnt(other)) === JSON.stringify(learnt(component))))
      return `${component.name} has other labels or features than in the earlier model`;
  }
  return null;
}

/** What a component's weights are of. */
function learnt(component: ComponentSettings): unknown {
  if (component.name === "DIETClassifier") return [component.intents, component.labels, component.features];
  if (component.name !== "ResponseSelector") return null;
  return [component.retrievalIntent, component.responses.map(({ key }) => key), component.features];
}

/** Takes over what was fitted on held-out examples: the earlier model has seen them all, so that none is left to fit on. */
export function takeOverCalibration(components: ComponentSettings[], earlier: readonly ComponentSettings[]): void {
  for (const component of components) {
    for (const before of earlier) {
      if (component.name === "DIETClassifier" && before.name === "DIETClassifier") {
        component.scales = before.scales;
        component.scope = before.scope;
      } else if (component.name === "FallbackClassifier" && before.name === "FallbackClassifier") {
        component.threshold = before.threshold;
        component.scopeThreshold = before.scopeThreshold;
      } else if (
        component.name === "ResponseSelector" &&
        before.name === "ResponseSelector" &&
        component.retrievalIntent === before.retrievalIntent
      ) {
        component.scales = before.scales;
      }
    }
  }
}
