import { writeFileSync } from "node:fs";
import type { CoreModel } from "../../src/engine/dialogue/policies/load";
import { seededRandom } from "../../src/engine/environment";
import { Weights } from "../../src/engine/project/weights";
import { compileCore, coreDataHash, trainCore } from "../dialogue/core-trainer";
import { coreReport, playStories, type CoreReport } from "../evaluation/core-report";
import { testNlu, type NluReport } from "../evaluation/nlu-report";
import type { NluExample, Project, Story } from "../formats/types";
import { misspellEverySecondWord } from "../nlu/typos";
import type { Arguments, Command } from "./command";
import { readModels, readTier, tierOption } from "./models";
import { previousModels } from "./previous-models";
import type { Output } from "./output";
import { SHIPPED_PROJECT, hasErrors, openProject, openTests, printFaults } from "./project-files";
import { UsageError } from "./usage-error";

export const testCommand: Command = {
  name: "test",
  summary: "run a project's test sentences (nlu) and test stories (core)",
  usage:
    "test [nlu|core] [--project DIR] [--models DIR] [--tier lite|full] [--nlu-from-story] [--typos] [--seed N] [--json FILE]",
  parts: ["nlu", "core"],
  options: {
    project: { type: "string" },
    models: { type: "string" },
    tier: { type: "string" },
    "nlu-from-story": { type: "boolean" },
    typos: { type: "boolean" },
    seed: { type: "string" },
    json: { type: "string" },
  },
  async run(args, output) {
    const { part } = args;
    if (part === "core" && args.flag("typos")) throw new UsageError("--typos misspells sentences: test nlu has them");
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const models = args.text("models") ?? (args.text("project") === undefined ? "models" : `${folder}/models`);
    const { examples, stories, faults } = openTests(folder);
    printFaults(faults, output);
    const nlu = part === "core" ? null : await nluPart(models, args, examples, output);
    const core = part === "nlu" ? null : await corePart(folder, models, args, stories, output);
    if (core === "faulty") return 1;
    const file = args.text("json");
    const report = part === "core" ? core : part === "nlu" ? nlu : { nlu, core };
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    return hasErrors(faults) || (core && core.failures.length > 0) ? 1 : 0;
  },
};

/** With `--typos` the same once more, misspelt. */
type NluPart = NluReport & { typos?: NluReport };

async function nluPart(
  models: string,
  args: Arguments,
  examples: NluExample[],
  output: Output,
): Promise<NluPart | null> {
  if (examples.length === 0) {
    output.print("no test sentences");
    return null;
  }
  const { interpreter } = await readTier(models, tierOption(args.text("tier")));
  const report = await testNlu(interpreter, examples);
  printNlu(report, examples.length, output);
  if (!args.flag("typos")) return report;
  const seed = args.wholeNumber("seed", 1);
  const typos = await testNlu(interpreter, misspellEverySecondWord(examples, seededRandom(seed)));
  const lost = ((report.intent.accuracy - typos.intent.accuracy) * 100).toFixed(1);
  output.print(`with a typo in every second word (seed ${seed}), ${lost} points lost:`);
  printNlu(typos, examples.length, output);
  return { ...report, typos };
}

function printNlu({ intent, responseSelection, entities }: NluReport, examples: number, output: Output): void {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  output.print(`intents: ${percent(intent.accuracy)} right of ${examples}, macro F1 ${intent.macroF1.toFixed(3)}`);
  if (responseSelection) {
    const { accuracy: right, macroF1: f1, perResponse } = responseSelection;
    const count = Object.values(perResponse).reduce((sum, { support }) => sum + support, 0);
    output.print(`responses: ${percent(right)} right of ${count}, macro F1 ${f1.toFixed(3)}`);
  }
  if (entities) output.print(`entities: micro F1 ${entities.microF1.toFixed(3)}`);
}

async function corePart(
  folder: string,
  models: string,
  args: Arguments,
  stories: Story[],
  output: Output,
): Promise<CoreReport | "faulty"> {
  const { project } = openProject(folder, output);
  if (!project) return "faulty";
  const { faults } = compileCore(project);
  printFaults(faults, output);
  if (hasErrors(faults)) return "faulty";
  const model = await coreModel(project, models, args);
  const interpreter = args.flag("nlu-from-story") ? null : (await readModels(models)).interpreter;
  const report = coreReport(playStories(model, stories, interpreter, { now: Date.now(), zone: "UTC" }));
  const { stories: whole, actions, failures } = report;
  if (whole.total === 0) output.print("no test stories");
  else
    output.print(`stories: ${whole.correct} of ${whole.total} right; actions: ${actions.correct} of ${actions.total}`);
  for (const { story, line, expected, predicted } of failures) {
    const at = expected.findIndex((action, i) => action !== predicted[i]);
    output.print(`  "${story}" (line ${line}): expected ${expected[at]}, predicted ${predicted[at]}`);
  }
  return report;
}

/** What `sotto train` left where it is of this very project; otherwise trained now, for this test alone. */
async function coreModel(project: Project, folder: string, args: Arguments): Promise<CoreModel> {
  const { core } = await previousModels(folder);
  if (core === null || core.dataHash !== (await coreDataHash(project)))
    return (await trainCore(project, { seed: args.wholeNumber("seed", 1) })).model;
  const { policies, weights } = core;
  return { domain: project.domain, policies: [...policies], weights: new Weights(weights.manifest, weights.bytes) };
}
