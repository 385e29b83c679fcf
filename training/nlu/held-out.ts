import { seededRandom } from "../../src/engine/environment";
import type { NluExample } from "../formats/types";
import { stratifiedSplit } from "./sampling";

/** Share of each intent's examples that scales, thresholds and scores are measured on. */
const HELD_OUT = 0.15;

/** Divides examples in those to train with and those to measure on; of few, none are held out. */
export function holdOut(examples: NluExample[], seed: number): { kept: NluExample[]; heldOut: NluExample[] } {
  const intents = examples.map(({ intent }) => intent);
  const { kept, heldOut } = stratifiedSplit(intents, HELD_OUT, seededRandom(seed));
  const pick = (indices: number[]): NluExample[] => indices.map((index) => examples[index] as NluExample);
  return { kept: pick(kept), heldOut: pick(heldOut) };
}
