import { LiteClassifier } from "../../src/engine/nlu/lite-classifier";
import { familiarity } from "../../src/engine/nlu/scope";
import type { Component, Message } from "../../src/engine/nlu/message";
import type { ClassifierSettings, ComponentSettings } from "../../src/engine/nlu/pipeline-settings";
import { DEFAULT_SELECTOR } from "../../src/engine/nlu/response-selection";
import { weightsPrefix } from "../../src/engine/nlu/response-selector";
import { createComponent, TrainedInterpreter } from "../../src/engine/nlu/trained-interpreter";
import { readablePart, tokenize } from "../../src/engine/nlu/tokenizer";
import { Weights, type WeightsManifest } from "../../src/engine/project/weights";
import { testNlu } from "../evaluation/nlu-report";
import type { NluData, NluExample } from "../formats/types";
import { chooseScopeThreshold, chooseThreshold, fitScales, type Prediction } from "./calibration";
import { TRAINING_CONTEXT } from "./examples";
import { fitExamples } from "./fit-examples";
import { holdOut } from "./held-out";
import { joinWeights, type WeightsPart } from "./join-weights";
import type { CompiledPipeline } from "./pipeline-compiler";
import { fitForest } from "./random-forest-classifier";
import { trainSelector, type SelectorScores } from "./response-selector-trainer";
import type { TokenVectors } from "./token-vectors";
import { takeOverCalibration, type WarmStart } from "./warm-start";

export interface TrainingProgress {
  /** `encode`: the texts, for the full tier; `measure`: on a part of the examples, to measure on the others; `train`: on all. */
  stage: "encode" | "measure" | "train";
  /** The ResponseSelector in training; null: the classifier. */
  selector: string | null;
  /** Epochs, or texts. */
  done: number;
  total: number;
  loss: number;
}

/** A pipeline as one tier runs it. */
export interface TrainedTier {
  components: ComponentSettings[];
  manifest: WeightsManifest;
  bytes: Uint8Array;
  /** Of the model trained on a part of the examples, on the others; null where there are too few to hold any out. */
  scores: HeldOutScores | null;
  selectorScores: Record<string, SelectorScores>;
}

export interface HeldOutScores {
  examples: number;
  accuracy: number;
  macroF1: number;
  entityMicroF1: number | null;
  ece: number;
}

export interface TierOptions {
  nlu: NluData;
  pipeline: CompiledPipeline;
  /** What stands first in the pipeline: the SpellingCorrector, where there is one. */
  spelling: ComponentSettings[];
  vectors: TokenVectors;
  seed: number;
  /** An earlier training of the same pipeline, to go on from. */
  previous: PreviousPipeline | null;
  progress: (progress: TrainingProgress) => void;
}

export interface PreviousPipeline {
  components: ComponentSettings[];
  weights: Weights;
  epochShare: number;
}

/** Trains what a compiled pipeline leaves to be learnt, and fills in its settings. */
export async function trainTier(options: TierOptions): Promise<TrainedTier> {
  const { nlu, pipeline, spelling, vectors, seed, previous, progress } = options;
  const { components: compiled, forest, selectors } = pipeline;
  const words = [...spelling.map((settings) => createComponent(settings, NO_WEIGHTS)), ...vectors.components];
  // The selectors change nothing that the others see, and get their weights apart.
  const others = compiled.filter(({ name }) => name !== "ResponseSelector");
  const position = others.findIndex(({ name }) => name === "DIETClassifier");
  const classifier = others[position] as ClassifierSettings | undefined;
  const from = (prefix: string): WarmStart | null =>
    previous && { weights: previous.weights.under(prefix), epochShare: previous.epochShare };
  const context = { lookups: nlu.lookups, vectors, seed };

  let scores: HeldOutScores | null = null;
  const parts: WeightsPart[] = [...vectors.weights];
  if (classifier || forest) {
    const before = [
      ...words,
      ...others
        .slice(0, Math.max(position, 0))
        .filter(({ name }) => name !== "RandomForestClassifier")
        .map((settings) => createComponent(settings, NO_WEIGHTS)),
    ];
    const fit = async (examples: NluExample[], stage: TrainingProgress["stage"]): Promise<WeightsPart[]> => {
      const onEpoch = (done: number, total: number, loss: number): void =>
        progress({ stage, selector: null, done, total, loss });
      return [
        ...(classifier
          ? [
              {
                prefix: "",
                ...(await fitExamples(examples, classifier, { ...context, before, from: from("") }, onEpoch)),
              },
            ]
          : []),
        ...(forest ? [fitForest(forest, examples, seed)] : []),
      ];
    };
    const { kept, heldOut } = holdOut(nlu.examples, seed);
    if (previous) takeOverCalibration(compiled, previous.components);
    else if (heldOut.length > 0) {
      const fitted = await fit(kept, "measure");
      await vectors.prepare(heldOut.map(({ text }) => text));
      scores = await calibrate(others, words, fitted, heldOut, pipeline);
    }
    parts.push(...(await fit(nlu.examples, "train")));
  }
  const selectorScores: Record<string, SelectorScores> = {};
  for (const selector of selectors) {
    const name = selector.settings.retrievalIntent ?? DEFAULT_SELECTOR;
    const its = { ...context, before: words, from: from(weightsPrefix(selector.settings.retrievalIntent)) };
    const trained = await trainSelector(selector, its, (stage, done, total, loss) =>
      progress({ stage, selector: name, done, total, loss }),
    );
    parts.push(trained.weights);
    if (trained.scores) selectorScores[name] = trained.scores;
  }
  const components = [...spelling, ...vectors.settings, ...compiled];
  return { components, ...joinWeights(parts), scores, selectorScores };
}

const NO_WEIGHTS = new Weights([], new Uint8Array(0));

/** Sets the scales, what is out of scope, and the fallback's thresholds where they are left to us, and measures with them. */
async function calibrate(
  settings: ComponentSettings[],
  words: Component[],
  fitted: WeightsPart[],
  examples: NluExample[],
  { choosesThreshold }: CompiledPipeline,
): Promise<HeldOutScores> {
  const { manifest, bytes } = joinWeights(fitted);
  const weights = new Weights(manifest, bytes);
  for (const [index, component] of settings.entries()) {
    const before = (): Component[] => [
      ...words,
      ...settings.slice(0, index).map((earlier) => createComponent(earlier, weights)),
    ];
    if (component.name === "DIETClassifier" && component.intents.length > 0)
      calibrateClassifier(component, weights, before(), examples);
    if (component.name === "FallbackClassifier") {
      // The last intent classifier before it has the say.
      const messages = read(before(), examples);
      const predictions = messages.map(({ ranking }, i): Prediction => ({ ranking, right: examples[i]?.intent ?? "" }));
      if (choosesThreshold) component.threshold = chooseThreshold(predictions);
      const scopes = messages.flatMap(({ outOfScope }) => (outOfScope === undefined ? [] : [outOfScope]));
      component.scopeThreshold = chooseScopeThreshold(scopes);
    }
  }
  const pipeline = new TrainedInterpreter({ components: settings }, weights, words);
  const { intent, entities } = await testNlu(pipeline, examples);
  return {
    examples: examples.length,
    accuracy: round(intent.accuracy),
    macroF1: round(intent.macroF1),
    entityMicroF1: entities && round(entities.microF1),
    ece: round(intent.ece),
  };
}

function calibrateClassifier(
  settings: ClassifierSettings,
  weights: Weights,
  before: Component[],
  examples: NluExample[],
): void {
  const classifier = new LiteClassifier(settings, weights);
  const predictions = read(before, examples).map((message, i) => ({
    experts: classifier.experts(message),
    right: settings.intents.indexOf(examples[i]?.intent ?? ""),
  }));
  settings.scales = fitScales(predictions);
  const energies = predictions.map(({ experts }) => familiarity(classifier.together(experts)));
  const mean = energies.reduce((sum, energy) => sum + energy, 0) / energies.length;
  const variance = energies.reduce((sum, energy) => sum + (energy - mean) ** 2, 0) / energies.length;
  settings.scope = variance > 0 ? { mean: round(mean), deviation: round(Math.sqrt(variance)) } : null;
}

/** What components make of the examples. */
function read(components: Component[], examples: NluExample[]): Message[] {
  return examples.map(({ text }) => {
    const message: Message = { text: readablePart(text), tokens: tokenize(text), entities: [], ranking: [] };
    for (const component of components) component.process(message, TRAINING_CONTEXT);
    return message;
  });
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
