import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../src/engine/json";
import { currentModelsSchema, sha256, type CurrentModels } from "../../src/engine/project/bundle";
import * as v from "valibot";
import { writeBundle, writeCurrent, type BundleContent } from "../bundle-writer";
import { trainCore } from "../dialogue/core-trainer";
import { testNlu } from "../evaluation/nlu-report";
import type { Component, NluExample, Project } from "../formats/types";
import { trainNlu } from "../nlu/train-nlu";
import type { Command } from "./command";
import type { Output, Progress } from "./output";
import { SHIPPED_PROJECT, hasErrors, openProject, openTests, printFaults } from "./project-files";
import { UsageError } from "./usage-error";

export const trainCommand: Command = {
  name: "train",
  summary: "train a project and write its models",
  usage: "train [nlu|core] [--project DIR] [--out DIR] [--seed N] [--tier lite]",
  parts: ["nlu", "core"],
  options: {
    project: { type: "string" },
    out: { type: "string" },
    seed: { type: "string" },
    tier: { type: "string" },
  },
  async run(args, output) {
    if ((args.text("tier") ?? "lite") !== "lite") throw new UsageError("this version has one tier: lite");
    const seed = args.wholeNumber("seed", 1);
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const out = args.text("out") ?? (args.text("project") === undefined ? "models" : `${folder}/models`);

    const { project } = openProject(folder, output);
    const tests = openTests(folder);
    printFaults(tests.faults, output);
    if (!project || hasErrors(tests.faults)) return 1;
    // Everything is trained before anything is written, and the stories first: their faults show in a second.
    const core = args.part === "nlu" ? null : coreContent(project, seed, output);
    if (core === "faulty") return 1;
    const nlu = args.part === "core" ? null : await nluContent(project, tests.examples, seed, output);
    if (nlu === "faulty") return 1;

    const time = timeOfTraining();
    const before = currentModels(out);
    const current = {
      nlu: nlu ? await writeBundle(out, nlu, time) : before?.nlu,
      core: core ? await writeBundle(out, await core, time) : before?.core,
    };
    for (const written of [current.nlu, current.core]) if (written !== undefined) output.print(join(out, written));
    if (current.nlu === undefined || current.core === undefined) {
      output.complain(`${join(out, "current.json")} is not written: it needs both an nlu and a core model`);
      return 0;
    }
    await writeCurrent(out, { nlu: current.nlu, core: current.core });
    return 0;
  },
};

/** Now, or what SOURCE_DATE_EPOCH says (reproducible-builds.org): with it the same seed gives the same bytes in every file. */
function timeOfTraining(): Date {
  const epoch = process.env["SOURCE_DATE_EPOCH"];
  return epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
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

async function nluContent(
  project: Project,
  examples: NluExample[],
  seed: number,
  output: Output,
): Promise<BundleContent | "faulty"> {
  const { nlu, config } = project;
  const intents = new Set(nlu.examples.map(({ intent }) => intent));
  output.print(`${nlu.examples.length} examples of ${intents.size} intents, seed ${seed}`);
  const bars = new Map<string, Progress>();
  const titles = { measure: "measuring (85 %)", train: "training" };
  const { trained, faults } = await trainNlu({
    nlu,
    config,
    seed,
    progress({ stage, done, total, loss }) {
      const bar = bars.get(stage) ?? output.progress(titles[stage]);
      bars.set(stage, bar);
      bar.update(done, total, `loss ${loss.toFixed(3)}`);
      if (done === total) bar.end();
    },
  });
  printFaults(faults, output);
  if (!trained) return "faulty";

  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const { scores } = trained;
  if (scores) {
    const { accuracy, macroF1, ece } = scores;
    output.print(
      `held out in training (${scores.examples}): ${percent(accuracy)} right, macro F1 ${macroF1.toFixed(3)}, ECE ${ece.toFixed(3)}`,
    );
  }
  const report = examples.length > 0 ? testNlu(trained.interpreter, examples) : null;
  if (report)
    output.print(
      `tests/ (${examples.length}): ${percent(report.intent.accuracy)} right, macro F1 ${report.intent.macroF1.toFixed(3)}`,
    );
  return {
    kind: "nlu",
    seed,
    config: asWritten(config.pipeline),
    dataHash: trained.dataHash,
    scores: {
      validation: scores && { ...scores },
      tests: report && { examples: examples.length, accuracy: report.intent.accuracy },
    },
    sizes: trained.sizes,
    files: trained.files,
  };
}

/** Components as `config.yml` has them, for the metadata. */
function asWritten(components: readonly Component[]): Json {
  return components.map(({ name, options }) => ({ name, ...options }));
}

function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`);
}
