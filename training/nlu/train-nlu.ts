import { seededRandom } from "../../src/engine/environment";
import { Featurizer } from "../../src/engine/nlu/featurizer";
import type { Message } from "../../src/engine/nlu/message";
import type { ClassifierSettings, ComponentSettings } from "../../src/engine/nlu/pipeline-settings";
import { createComponent, TrainedInterpreter } from "../../src/engine/nlu/trained-interpreter";
import { readablePart, tokenize } from "../../src/engine/nlu/tokenizer";
import { sha256 } from "../../src/engine/project/bundle";
import { Weights, type WeightsManifest } from "../../src/engine/project/weights";
import { testNlu } from "../evaluation/nlu-report";
import type { Config, Fault, NluData, NluExample } from "../formats/types";
import { atTemperature, chooseThreshold, fitTemperature, type Prediction } from "./calibration";
import { substituteEntities } from "./augmentation";
import { hashExamples, TRAINING_CONTEXT } from "./examples";
import { fitLite, type FittedLite } from "./fit-lite";
import { compilePipeline } from "./pipeline-compiler";
import { stratifiedSplit } from "./sampling";
import { startTensorflow } from "./tensorflow";
import { misspell } from "./typos";
import { trainingDataJson } from "./training-data-json";

export interface TrainNluOptions {
  nlu: NluData;
  config: Config;
  seed: number;
  progress?: (progress: TrainingProgress) => void;
}

export interface TrainingProgress {
  /** `measure`: on a part of the examples, to measure on the others; `train`: on all. */
  stage: "measure" | "train";
  /** Epochs. */
  done: number;
  total: number;
  loss: number;
}

/** A trained pipeline, with all that its bundle holds. */
export interface TrainedNlu {
  interpreter: TrainedInterpreter;
  files: Map<string, Uint8Array>;
  dataHash: string;
  /** Of the model trained on a part of the examples, on the others; null where there are too few to hold any out. */
  scores: HeldOutScores | null;
  sizes: Record<string, number>;
}

export interface HeldOutScores {
  examples: number;
  accuracy: number;
  macroF1: number;
  entityMicroF1: number | null;
  ece: number;
}

/** Share of each intent's examples that the temperature and the scores are measured on. */
const HELD_OUT = 0.15;

/** Share of the longer words that are misspelt in a second copy of each example. */
const MISSPELT_WORDS = 0.2;

/** Nothing is trained where the pipeline has errors; `faults` holds those, or its warnings. */
export async function trainNlu(options: TrainNluOptions): Promise<{ trained: TrainedNlu | null; faults: Fault[] }> {
  const { nlu, config, seed, progress = () => undefined } = options;
  const { components, choosesThreshold, faults } = compilePipeline(config, nlu);
  if (faults.some(({ severity }) => severity === "error")) return { trained: null, faults };
  await startTensorflow();

  const position = components.findIndex(({ name }) => name === "DIETClassifier");
  const classifier = components[position] as ClassifierSettings | undefined;
  let scores: HeldOutScores | null = null;
  let fitted: FittedLite | null = null;
  if (classifier) {
    const before = components.slice(0, position).map((settings) => createComponent(settings, NO_WEIGHTS));
    const featurizer = new Featurizer(classifier.features);
    const fit = (examples: NluExample[], stage: TrainingProgress["stage"]): FittedLite => {
      const all = [...examples, ...substituteEntities(examples, nlu.lookups, seededRandom(seed))];
      const hash = (some: NluExample[]) => hashExamples(some, before, featurizer, classifier.labels);
      const misspelt = hash(misspell(all, MISSPELT_WORDS, seededRandom(seed)));
      return fitLite(hash(all), misspelt, classifier, seed, (done, total, loss) =>
        progress({ stage, done, total, loss }),
      );
    };
    const intents = nlu.examples.map(({ intent }) => intent);
    const { kept, heldOut } = stratifiedSplit(intents, HELD_OUT, seededRandom(seed));
    if (heldOut.length > 0) {
      const measured = fit(pick(nlu.examples, kept), "measure");
      scores = calibrate(components, measured, pick(nlu.examples, heldOut), choosesThreshold);
    }
    fitted = fit(nlu.examples, "train");
  }
  const { manifest, bytes } = fitted ?? { manifest: [], bytes: new Uint8Array(0) };
  const trained = await assemble(options, components, manifest, bytes);
  return { trained: { ...trained, scores }, faults };
}

const NO_WEIGHTS = new Weights([], new Uint8Array(0));

/** Sets the temperature, and the fallback threshold where it is left to us, and measures with them. */
function calibrate(
  components: ComponentSettings[],
  fitted: FittedLite,
  examples: NluExample[],
  choosesThreshold: boolean,
): HeldOutScores {
  const weights = new Weights(fitted.manifest, fitted.bytes);
  const predictions = predict(components, weights, examples);
  const temperature = fitTemperature(predictions);
  for (const component of components) {
    if (component.name === "DIETClassifier") component.temperature = temperature;
    if (component.name === "FallbackClassifier" && choosesThreshold) {
      component.threshold = chooseThreshold(
        predictions.map(({ ranking, right }) => ({ ranking: atTemperature(ranking, temperature), right })),
      );
    }
  }
  const { intent, entities } = testNlu(new TrainedInterpreter({ components }, weights), examples);
  return {
    examples: examples.length,
    accuracy: round(intent.accuracy),
    macroF1: round(intent.macroF1),
    entityMicroF1: entities && round(entities.microF1),
    ece: round(intent.ece),
  };
}

/** Every intent's confidence, as the classifier says it. */
function predict(settings: ComponentSettings[], weights: Weights, examples: NluExample[]): Prediction[] {
  const last = settings.findIndex(({ name }) => name === "DIETClassifier");
  const components = settings.slice(0, last + 1).map((component) => createComponent(component, weights));
  return examples.map(({ text, intent }) => {
    const message: Message = { text: readablePart(text), tokens: tokenize(text), entities: [], ranking: [] };
    for (const component of components) component.process(message, TRAINING_CONTEXT);
    return { ranking: message.ranking, right: intent };
  });
}

async function assemble(
  { nlu, config }: TrainNluOptions,
  components: ComponentSettings[],
  manifest: WeightsManifest,
  bytes: Uint8Array,
) {
  const json = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value)}\n`);
  const data = json(trainingDataJson(nlu));
  const files = new Map<string, Uint8Array>([
    ["config.yml", new TextEncoder().encode(config.source)],
    ["training_data.json", data],
    ["pipeline.json", json({ components })],
    ["weights.json", json(manifest)],
    ["weights.bin", bytes],
  ]);
  const rows = (name: string): number => manifest.find((entry) => entry.name === name)?.shape[0] ?? 0;
  return {
    interpreter: new TrainedInterpreter({ components }, new Weights(manifest, bytes)),
    files,
    dataHash: await sha256(data),
    sizes: {
      examples: nlu.examples.length,
      intents: new Set(nlu.examples.map(({ intent }) => intent)).size,
      sentenceFeatures: rows("sentence.rows"),
      tokenFeatures: rows("token.rows"),
      weightBytes: bytes.length,
    },
  };
}

function pick<T>(items: T[], indices: number[]): T[] {
  return indices.map((index) => items[index] as T);
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
