import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "../../src/engine/json";
import { currentModelsSchema, sha256, type CurrentModels } from "../../src/engine/project/bundle";
import * as v from "valibot";
import { writeBundle, writeCurrent, type BundleContent } from "../bundle-writer";
import { trainCore } from "../dialogue/core-trainer";
import { testNlu } from "../evaluation/nlu-report";
import type { Component, NluExample, Project } from "../formats/types";
import type { EncoderFolder } from "../encoder/encoder-folder";
import { trainNlu, type Tier } from "../nlu/train-nlu";
import type { TrainedTier } from "../nlu/train-tier";
import type { Interpreter } from "../../src/engine/nlu/parse-data";
import { timeOfMaking } from "../time-of-making";
import type { Command } from "./command";
import type { Output } from "./output";
import { ProgressBars } from "./progress-bars";
import { SHIPPED_PROJECT, hasErrors, openProject, openTests, printFaults } from "./project-files";
import { trainCsv } from "./train-csv";
import { UsageError } from "./usage-error";

export const trainCommand: Command = {
  name: "train",
  summary: "train a project and write its models",
  usage:
    "train [nlu|core] [--project DIR] [--out DIR] [--seed N] [--tier lite|full|both]\n       sotto train nlu --csv FILE --target COLUMN [--out DIR] [--seed N] [--json FILE]",
  parts: ["nlu", "core"],
  options: {
    project: { type: "string" },
    out: { type: "string" },
    seed: { type: "string" },
    tier: { type: "string" },
    csv: { type: "string" },
    target: { type: "string" },
    json: { type: "string" },
  },
  async run(args, output) {
    const csv = args.text("csv");
    if (csv !== undefined && args.part === "nlu") return trainCsv(csv, args, output);
    for (const option of ["csv", "target", "json"]) {
      if (args.text(option) !== undefined) throw new UsageError(`--${option} goes with train nlu --csv FILE`);
    }
    const tiers = tiersOf(args.text("tier") ?? "both");
    const seed = args.wholeNumber("seed", 1);
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const out = args.text("out") ?? (args.text("project") === undefined ? "models" : `${folder}/models`);

    const { project } = openProject(folder, output);
    const tests = openTests(folder);
    printFaults(tests.faults, output);
    if (!project || hasErrors(tests.faults)) return 1;
    if (args.part === "nlu" && project.nlu.examples.length === 0) {
      const message = "The project has no examples to train on. Add some under `nlu:` in data/.";
      const place = { file: "data", line: 1, column: 1 };
      printFaults([{ place, code: "nlu.no-examples", message, severity: "error" }], output);
      return 1;
    }
    // Everything is trained before anything is written, and the stories first: their faults show in a second.
    const core = args.part === "nlu" ? null : coreContent(project, seed, output);
    if (core === "faulty") return 1;
    const nlu =
      args.part === "core" ? null : await nluContent({ project, examples: tests.examples, seed, tiers }, output);
    if (nlu === "faulty") return 1;

    const time = timeOfMaking();
    const before = currentModels(out);
    const current = {
      nlu: nlu ? await writeBundle(out, nlu.content, time) : before?.nlu,
      core: core ? await writeBundle(out, await core, time) : before?.core,
    };
    for (const written of [current.nlu, current.core]) if (written !== undefined) output.print(join(out, written));
    if (current.nlu === undefined || current.core === undefined) {
      output.complain(`${join(out, "current.json")} is not written: it needs both an nlu and a core model`);
      return 0;
    }
    const encoder = nlu ? nlu.encoder && (await copyEncoder(nlu.encoder, out)) : before?.encoder;
    await writeCurrent(out, { nlu: current.nlu, core: current.core, ...(encoder && { encoder }) });
    return 0;
  },
};

/** The full tier always has the lite one beside it: that answers while the encoder is fetched. */
function tiersOf(tier: string): Tier[] {
  if (tier === "lite") return ["lite"];
  if (tier === "full" || tier === "both") return ["lite", "full"];
  throw new UsageError(`--tier ${tier}: lite, full or both was expected`);
}

/**
 * Puts the encoder beside the models, and returns its path within them. Copied beside its place and then renamed, so that a folder of
 * that name is always whole.
 */
async function copyEncoder({ name, path }: EncoderFolder, out: string): Promise<string> {
  const folder = `encoder/${name}`;
  const target = join(out, folder);
  if (existsSync(target)) return folder;
  const temporary = join(out, `${name}.tmp`);
  await rm(temporary, { recursive: true, force: true });
  await cp(path, temporary, { recursive: true });
  await mkdir(join(out, "encoder"), { recursive: true });
  await rename(temporary, target);
  return folder;
}

function currentModels(out: string): CurrentModels | null {
  const file = join(out, "current.json");
  if (!existsSync(file)) return null;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), currentModelsSchema), readFileSync(file, "utf8"));
  return read.success ? read.output : null;
}

function coreContent(project: Project, seed: number, output: Output): Promise<BundleContent> | "faulty" {
  const { model, faults } = trainCore(project);
  printFaults(faults, output);
  if (hasErrors(faults)) return "faulty";
  const data = { stories: project.stories, rules: project.rules };
  return describeCore(project, seed, [
    ["domain.json", bytes(model.domain)],
    ["policies.json", bytes(model.policies)],
    ["config.yml", new TextEncoder().encode(project.config.source)],
    ["training_data.json", bytes(data)],
  ]);
}

async function describeCore(project: Project, seed: number, files: [string, Uint8Array][]): Promise<BundleContent> {
  const config = asWritten(project.config.policies);
  const sizes = { stories: project.stories.length, rules: project.rules.length };
  const dataHash = await sha256(bytes({ stories: project.stories, rules: project.rules }));
  return { kind: "core", seed, config, dataHash, scores: null, sizes, files: new Map(files) };
}

interface NluWork {
  project: Project;
  /** Of tests/: never trained with. */
  examples: NluExample[];
  seed: number;
  tiers: Tier[];
}

/** What is to be written of the trained pipeline, and the encoder that its full tier needs. */
interface NluContent {
  content: BundleContent;
  encoder: EncoderFolder | null;
}

async function nluContent({ project, examples, seed, tiers }: NluWork, output: Output): Promise<NluContent | "faulty"> {
  const { nlu, config } = project;
  const intents = new Set(nlu.examples.map(({ intent }) => intent));
  output.print(`${nlu.examples.length} examples of ${intents.size} intents, seed ${seed}`);
  const bars = new ProgressBars(output);
  const titles = { encode: "encoding", measure: "measuring (85 %)", train: "training" };
  const { trained, faults } = await trainNlu({
    nlu,
    config,
    seed,
    tiers,
    progress({ tier, stage, selector, done, total, loss }) {
      const title = `${tier}: ${titles[stage]}${selector === null ? "" : `, responses of ${selector}`}`;
      bars.update(title, done, total, stage === "encode" ? "" : `loss ${loss.toFixed(3)}`);
    },
  });
  printFaults(faults, output);
  if (!trained) return "faulty";
  const { lite, full } = trained;
  if (tiers.includes("full") && !full)
    output.print(
      `only the lite tier is trained: the encoder reads English, and config.yml says language: ${config.language}`,
    );
  const scores: Record<string, Json> = {};
  if (lite) scores["lite"] = await tierScores("lite", lite, examples, output);
  if (full) scores["full"] = await tierScores("full", full, examples, output);
  await full?.dispose();
  const content: BundleContent = {
    kind: "nlu",
    seed,
    config: asWritten(config.pipeline),
    dataHash: trained.dataHash,
    scores,
    sizes: trained.sizes,
    files: trained.files,
  };
  return { content, encoder: full?.encoder ?? null };
}

/** Says how good a tier turned out, and returns it for the metadata. */
async function tierScores(
  tier: Tier,
  { scores, selectorScores, interpreter }: TrainedTier & { interpreter: Interpreter },
  examples: NluExample[],
  output: Output,
): Promise<Json> {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  if (scores) {
    const { accuracy, macroF1, ece } = scores;
    output.print(
      `${tier}, held out in training (${scores.examples}): ${percent(accuracy)} right, macro F1 ${macroF1.toFixed(3)}, ECE ${ece.toFixed(3)}`,
    );
  }
  for (const [selector, { examples: count, accuracy }] of Object.entries(selectorScores))
    output.print(`${tier}, responses of ${selector}, held out in training (${count}): ${percent(accuracy)} right`);
  const report = examples.length > 0 ? await testNlu(interpreter, examples) : null;
  if (report) {
    const { accuracy, macroF1 } = report.intent;
    output.print(`${tier}, tests/ (${examples.length}): ${percent(accuracy)} right, macro F1 ${macroF1.toFixed(3)}`);
  }
  return {
    validation: scores && { ...scores },
    responseSelectors: Object.fromEntries(Object.entries(selectorScores).map(([name, of]) => [name, { ...of }])),
    tests: report && { examples: examples.length, accuracy: report.intent.accuracy },
  };
}

/** Components as `config.yml` has them, for the metadata. */
function asWritten(components: readonly Component[]): Json {
  return components.map(({ name, options }) => ({ name, ...options }));
}

function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`);
}
