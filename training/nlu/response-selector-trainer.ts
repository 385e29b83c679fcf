import type { Component, Message } from "../../src/engine/nlu/message";
import type { ResponseSelectorSettings } from "../../src/engine/nlu/pipeline-settings";
import { classifierSettings, ResponseSelector, weightsPrefix } from "../../src/engine/nlu/response-selector";
import { readablePart, tokenize } from "../../src/engine/nlu/tokenizer";
import { Weights } from "../../src/engine/project/weights";
import type { NluExample } from "../formats/types";
import { fitScales } from "./calibration";
import { TRAINING_CONTEXT } from "./examples";
import { fitExamples, type FitContext } from "./fit-examples";
import { holdOut } from "./held-out";
import { joinWeights, type WeightsPart } from "./join-weights";
import type { CompiledSelector } from "./response-selector-compiler";

export interface TrainedSelector {
  weights: WeightsPart;
  /** On held-out examples, each with its retrieval intent known; null where there are too few to hold any out. */
  scores: SelectorScores | null;
}

export interface SelectorScores {
  examples: number;
  accuracy: number;
}

/** Called after each epoch of a stage. */
export type SelectorProgress = (stage: "measure" | "train", done: number, total: number, loss: number) => void;

/**
 * Trains a selector on a part of its examples to measure it on the others and set its scales, and then on all. In the context `before`
 * stands only what changes the words that it sees.
 */
export async function trainSelector(
  { settings, examples, texts }: CompiledSelector,
  context: FitContext,
  progress: SelectorProgress,
): Promise<TrainedSelector> {
  const fit = async (some: NluExample[], stage: "measure" | "train"): Promise<WeightsPart> => {
    const learnt = [...some, ...texts];
    const fitted = await fitExamples(learnt, classifierSettings(settings), context, (done, total, loss) =>
      progress(stage, done, total, loss),
    );
    return { prefix: weightsPrefix(settings.retrievalIntent), ...fitted };
  };
  if (context.from) return { weights: await fit(examples, "train"), scores: null };
  const { kept, heldOut } = holdOut(examples, context.seed);
  let scores: SelectorScores | null = null;
  if (heldOut.length > 0) {
    const fitted = await fit(kept, "measure");
    await context.vectors.prepare(heldOut.map(({ text }) => text));
    scores = measure(settings, fitted, context.before, heldOut);
  }
  return { weights: await fit(examples, "train"), scores };
}

/** Sets the scales, and measures with them. */
function measure(
  settings: ResponseSelectorSettings,
  fitted: WeightsPart,
  before: Component[],
  examples: NluExample[],
): SelectorScores {
  const { manifest, bytes } = joinWeights([fitted]);
  const weights = new Weights(manifest, bytes);
  const read = examples.map(({ text, intent: key }) => {
    const message: Message = { text: readablePart(text), tokens: tokenize(text), entities: [], ranking: [] };
    for (const component of before) component.process(message, TRAINING_CONTEXT);
    return { message, key };
  });
  const keys = settings.responses.map(({ key }) => key);
  const unscaled = new ResponseSelector(settings, weights);
  settings.scales = fitScales(
    read.map(({ message, key }) => ({ experts: unscaled.experts(message), right: keys.indexOf(key) })),
  );
  const selector = new ResponseSelector(settings, weights);
  const right = read.filter(({ message, key }) => selector.rank(message)[0]?.name === key).length;
  return { examples: examples.length, accuracy: Number((right / examples.length).toFixed(4)) };
}
