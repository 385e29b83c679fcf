import { writeFileSync } from "node:fs";
import { coreReport, playStories } from "../evaluation/core-report";
import { testNlu } from "../evaluation/nlu-report";
import { trainCore } from "../dialogue/core-trainer";
import type { Arguments, Command } from "./command";
import { readModels } from "./models";
import type { Output } from "./output";
import { SHIPPED_PROJECT, openProject, openTests, printFaults } from "./project-files";
import { UsageError } from "./usage-error";

export const testCommand: Command = {
  name: "test",
  summary: "run a project's test sentences (nlu) and test stories (core)",
  usage: "test [nlu|core] [--project DIR] [--models DIR] [--nlu-from-story] [--json FILE]",
  options: {
    project: { type: "string" },
    models: { type: "string" },
    "nlu-from-story": { type: "boolean" },
    json: { type: "string" },
  },
  async run(args, output) {
    const [part = "all"] = args.positionals;
    if (!["nlu", "core", "all"].includes(part)) throw new UsageError(`there is nothing called "${part}" to test`);
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const models = args.text("models") ?? (args.text("project") === undefined ? "models" : `${folder}/models`);
    const tests = openTests(folder);
    printFaults(tests.faults, output);
    const hasSentences = tests.examples.length > 0 || part === "nlu";
    const nlu = part === "core" || !hasSentences ? null : await nluPart(models, tests.examples, output);
    const core = part === "nlu" ? null : await corePart(folder, models, args, tests.stories, output);
    const file = args.text("json");
    if (file !== undefined)
      writeFileSync(
        file,
        `${JSON.stringify(part === "core" ? core : part === "nlu" ? nlu : { nlu, core }, null, 2)}\n`,
      );
    return core && core.failures.length > 0 ? 1 : 0;
  },
};

async function nluPart(models: string, examples: ReturnType<typeof openTests>["examples"], output: Output) {
  const report = testNlu((await readModels(models)).interpreter, examples);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  output.print(
    `intents: ${percent(report.intent.accuracy)} right of ${examples.length}, macro F1 ${report.intent.macroF1.toFixed(3)}`,
  );
  if (report.entities) output.print(`entities: micro F1 ${report.entities.microF1.toFixed(3)}`);
  return report;
}

async function corePart(
  folder: string,
  models: string,
  args: Arguments,
  stories: ReturnType<typeof openTests>["stories"],
  output: Output,
) {
  const { project } = openProject(folder, output);
  if (!project) throw new UsageError(`${folder} has errors`);
  const { model } = trainCore(project);
  const interpreter = args.flag("nlu-from-story") ? null : (await readModels(models)).interpreter;
  const report = coreReport(playStories(model, stories, interpreter, { now: Date.now(), zone: "UTC" }));
  output.print(
    `stories: ${report.stories.correct} of ${report.stories.total} right; actions: ${report.actions.correct} of ${report.actions.total}`,
  );
  for (const { story, line, expected, predicted } of report.failures) {
    const at = expected.findIndex((action, i) => action !== predicted[i]);
    output.print(`  "${story}" (line ${line}): expected ${expected[at]}, predicted ${predicted[at]}`);
  }
  return report;
}
