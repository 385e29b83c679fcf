import { writeFileSync } from "node:fs";
import { trainCore } from "../dialogue/core-trainer";
import { coreReport, playStories, type CoreReport } from "../evaluation/core-report";
import { testNlu, type NluReport } from "../evaluation/nlu-report";
import type { NluExample, Story } from "../formats/types";
import type { Arguments, Command } from "./command";
import { readModels } from "./models";
import type { Output } from "./output";
import { SHIPPED_PROJECT, hasErrors, openProject, openTests, printFaults } from "./project-files";

export const testCommand: Command = {
  name: "test",
  summary: "run a project's test sentences (nlu) and test stories (core)",
  usage: "test [nlu|core] [--project DIR] [--models DIR] [--nlu-from-story] [--json FILE]",
  parts: ["nlu", "core"],
  options: {
    project: { type: "string" },
    models: { type: "string" },
    "nlu-from-story": { type: "boolean" },
    json: { type: "string" },
  },
  async run(args, output) {
    const { part } = args;
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const models = args.text("models") ?? (args.text("project") === undefined ? "models" : `${folder}/models`);
    const { examples, stories, faults } = openTests(folder);
    printFaults(faults, output);
    const nlu = part === "core" ? null : await nluPart(models, examples, output);
    const core = part === "nlu" ? null : await corePart(folder, models, args, stories, output);
    if (core === "faulty") return 1;
    const file = args.text("json");
    const report = part === "core" ? core : part === "nlu" ? nlu : { nlu, core };
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    return hasErrors(faults) || (core && core.failures.length > 0) ? 1 : 0;
  },
};

async function nluPart(models: string, examples: NluExample[], output: Output): Promise<NluReport | null> {
  if (examples.length === 0) {
    output.print("no test sentences");
    return null;
  }
  const report = testNlu((await readModels(models)).interpreter, examples);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const { accuracy, macroF1 } = report.intent;
  output.print(`intents: ${percent(accuracy)} right of ${examples.length}, macro F1 ${macroF1.toFixed(3)}`);
  if (report.entities) output.print(`entities: micro F1 ${report.entities.microF1.toFixed(3)}`);
  return report;
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
  const { model, faults } = trainCore(project);
  printFaults(faults, output);
  if (hasErrors(faults)) return "faulty";
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
