import { FullInterpreter } from "../../src/engine/nlu/full-interpreter";
import type { Interpreter } from "../../src/engine/nlu/parse-data";
import type { ComponentSettings } from "../../src/engine/nlu/pipeline-settings";
import { createComponent, TrainedInterpreter } from "../../src/engine/nlu/trained-interpreter";
import { sha256 } from "../../src/engine/project/bundle";
import { Weights } from "../../src/engine/project/weights";
import { EncoderFault } from "../encoder/encoder-fault";
import { shippedEncoder, type EncoderFolder } from "../encoder/encoder-folder";
import { NodeEncoder } from "../encoder/node-encoder";
import type { Config, Fault, NluData } from "../formats/types";
import { compilePipeline } from "./pipeline-compiler";
import { spellingSettings } from "./spelling-vocabulary";
import { startTensorflow } from "./tensorflow";
import { EncodedTokenVectors, NO_VECTORS, staticTokenVectors } from "./token-vectors";
import {
  trainTier,
  type PreviousPipeline,
  type TierOptions,
  type TrainedTier,
  type TrainingProgress,
} from "./train-tier";
import { trainingDataJson } from "./training-data-json";
import { whyNotWarm } from "./warm-start";

export type Tier = "lite" | "full";

export interface TrainNluOptions {
  nlu: NluData;
  config: Config;
  seed: number;
  /** `full` needs the encoder that ships with Sotto. */
  tiers?: readonly Tier[];
  /** Earlier trainings to go on from (`--finetune`). */
  previous?: Partial<Record<Tier, PreviousPipeline>>;
  progress?: (progress: TrainingProgress & { tier: Tier }) => void;
}

/** A trained pipeline, with all that its bundle holds. */
export interface TrainedNlu {
  lite: (TrainedTier & { interpreter: TrainedInterpreter }) | null;
  full: (TrainedTier & { interpreter: Interpreter; encoder: EncoderFolder; dispose(): Promise<void> }) | null;
  files: Map<string, Uint8Array>;
  dataHash: string;
  sizes: Record<string, number>;
}

/**
 * Nothing is trained where the pipeline has errors; `faults` holds those, or its warnings. Throws an EncoderFault where the encoder is
 * damaged, or missing and the full tier asked for.
 */
export async function trainNlu(options: TrainNluOptions): Promise<{ trained: TrainedNlu | null; faults: Fault[] }> {
  const { nlu, config, seed, tiers = ["lite"], previous = {}, progress = () => undefined } = options;
  const { components, faults } = compilePipeline(config, nlu);
  for (const { components: earlier } of Object.values(previous)) {
    const why = whyNotWarm(earlier, components);
    if (why === null) continue;
    const message = `${why}: it can't be gone on from. Train without --finetune`;
    faults.push({
      place: { file: "config.yml", line: 1, column: 1 },
      code: "config.finetune",
      message,
      severity: "error",
    });
    break;
  }
  if (faults.some(({ severity }) => severity === "error")) return { trained: null, faults };
  await startTensorflow();
  const encoder = isEnglish(config) ? await shippedEncoder() : null;
  if (tiers.includes("full") && isEnglish(config) && !encoder) throw missingEncoder();
  /** Training fills settings in, so each tier has its own. */
  const tierOptions = (tier: Tier): Omit<TierOptions, "vectors"> => {
    const pipeline = compilePipeline(config, nlu);
    const spelling = correctsSpelling(config, pipeline.components)
      ? [spellingSettings(nlu, encoder?.vocabulary ?? [])]
      : [];
    return {
      nlu,
      pipeline,
      spelling,
      seed,
      previous: previous[tier] ?? null,
      progress: (of) => progress({ tier, ...of }),
    };
  };
  const lite = tiers.includes("lite")
    ? await trainTier({
        ...tierOptions("lite"),
        vectors: encoder
          ? staticTokenVectors(
              encoder,
              nlu.examples.map(({ text }) => text),
            )
          : NO_VECTORS,
      })
    : null;
  const full = tiers.includes("full") && encoder ? await trainFull(encoder, tierOptions("full")) : null;
  const trained = assemble(options, lite, full, await hashOf(options, encoder));
  return { trained, faults };
}

/** What `trainNlu` would give as the data hash: a model that has it needs no training. */
export async function nluDataHash(options: TrainNluOptions): Promise<string> {
  return hashOf(options, isEnglish(options.config) ? await shippedEncoder() : null);
}

/** Raised when training gives something else from the same data. */
const VERSION = 1;

/** SHA-256 of all that is learnt from and how, wherever it stands in the files. */
function hashOf(
  { nlu, config, seed, tiers = ["lite"], previous }: TrainNluOptions,
  encoder: EncoderFolder | null,
): Promise<string> {
  const { language, pipeline } = config;
  const all = { VERSION, nlu, language, pipeline, seed, tiers, encoder: encoder?.name, finetuned: previous && true };
  return sha256(json(all, (key, value: unknown) => (key === "place" ? undefined : value)));
}

async function trainFull(encoder: EncoderFolder, options: Omit<TierOptions, "vectors">): Promise<TrainedNlu["full"]> {
  const model = await NodeEncoder.open(encoder.path);
  const spelling = options.spelling.map((settings) => createComponent(settings, NO_WEIGHTS));
  const vectors = new EncodedTokenVectors(encoder, model, spelling, (done, total) =>
    options.progress({ stage: "encode", selector: null, done, total, loss: 0 }),
  );
  const tier = await trainTier({ ...options, vectors });
  const interpreter = new FullInterpreter(pipelineOf(tier), encoder.vocabulary, model);
  return { ...tier, interpreter, encoder, dispose: () => model.dispose() };
}

function missingEncoder(): EncoderFault {
  const advice = "run sotto encoder prepare, or train with --tier lite";
  const message = `models/encoder has no encoder, expected one for the full tier: ${advice}`;
  return new EncoderFault("encoder.file-missing", "models/encoder", message);
}

const NO_WEIGHTS = new Weights([], new Uint8Array(0));

/** What is known of words is known of English ones. */
function isEnglish({ language }: Config): boolean {
  return /^en\b/i.test(language);
}

/** In other languages every word that the examples don't hold would look misspelt. */
function correctsSpelling(config: Config, components: ComponentSettings[]): boolean {
  const learns = components.some((component) => component.name === "DIETClassifier" && component.intents.length > 0);
  return learns && isEnglish(config);
}

function pipelineOf({ components, manifest, bytes }: TrainedTier): TrainedInterpreter {
  return new TrainedInterpreter({ components }, new Weights(manifest, bytes));
}

function assemble(
  { nlu, config }: TrainNluOptions,
  lite: TrainedTier | null,
  full: TrainedNlu["full"],
  dataHash: string,
): TrainedNlu {
  const files = new Map<string, Uint8Array>([
    ["config.yml", new TextEncoder().encode(config.source)],
    ["training_data.json", json(trainingDataJson(nlu))],
    ...(lite ? tierFiles("", lite) : []),
    ...(full ? tierFiles("full/", full) : []),
  ]);
  return {
    lite: lite && { ...lite, interpreter: pipelineOf(lite) },
    full,
    files,
    dataHash,
    sizes: {
      examples: nlu.examples.length,
      intents: new Set(nlu.examples.map(({ intent }) => intent)).size,
      ...(lite && { weightBytes: lite.bytes.length }),
      ...(full && { fullWeightBytes: full.bytes.length }),
    },
  };
}

function tierFiles(folder: string, { components, manifest, bytes }: TrainedTier): [string, Uint8Array][] {
  return [
    [`${folder}pipeline.json`, json({ components })],
    [`${folder}weights.json`, json(manifest)],
    [`${folder}weights.bin`, bytes],
  ];
}

function json(value: unknown, replacer?: (key: string, value: unknown) => unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, replacer)}\n`);
}
