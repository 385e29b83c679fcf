import { compileCore } from "../dialogue/core-trainer";
import { coreReport, hasWarnings, playStories, type CoreReport } from "../evaluation/core-report";
import { storyFiles } from "../evaluation/story-files";
import type { Story } from "../formats/types";
import type { Arguments } from "./command";
import { coreModel } from "./core-model";
import { readModels } from "./models";
import type { Output } from "./output";
import { hasErrors, openProject, printFaults } from "./project-files";
import { writeReports } from "./report-writer";

/** Plays the test stories of a project, and reports on them. `models` is the folder that `sotto train` wrote to. */
export async function testCore(
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
  const model = await coreModel(project, models, args.wholeNumber("seed", 1));
  const interpreter = args.flag("nlu-from-story") ? null : (await readModels(models)).interpreter;
  const results = playStories(model, stories, interpreter, { now: Date.now(), zone: "UTC" });
  const report = coreReport(results);
  if (results.length === 0) {
    output.print("no test stories");
    return report;
  }
  const { stories: whole, actions, failures } = report;
  const warnings = results.filter(hasWarnings).length;
  output.print(
    `stories: ${whole.correct} of ${whole.total} right; actions: ${actions.correct} of ${actions.total}` +
      (warnings > 0 ? `; ${warnings} stories with warnings` : ""),
  );
  for (const { story, line, expected, predicted } of failures) {
    const at = expected.findIndex((action, i) => action !== predicted[i]);
    output.print(`  "${story}" (line ${line}): expected ${expected[at]}, predicted ${predicted[at]}`);
  }
  writeReports(args.text("out") ?? "results", storyFiles(results), output);
  return report;
}
