import { seededRandom } from "../../src/engine/environment";
import { crossValidate, type Spread } from "../evaluation/cross-validation";
import { nluFiles } from "../evaluation/nlu-files";
import { nluReport, parseExamples, testNlu, type NluReport } from "../evaluation/nlu-report";
import type { NluExample } from "../formats/types";
import { misspellEverySecondWord } from "../nlu/typos";
import type { Arguments } from "./command";
import { readTier, tierOption } from "./models";
import type { Output } from "./output";
import { ProgressBars } from "./progress-bars";
import { openProject, printFaults } from "./project-files";
import { writeReports } from "./report-writer";
import { UsageError } from "./usage-error";

/** With `--typos` the same once more, misspelt. */
type NluTest = NluReport & { typos?: NluReport };

/** Understands the test sentences of a project, and reports on them. `models` is the folder that `sotto train` wrote to. */
export async function testSentences(
  models: string,
  args: Arguments,
  examples: NluExample[],
  output: Output,
): Promise<NluTest | null> {
  if (examples.length === 0) {
    output.print("no test sentences");
    return null;
  }
  const { interpreter } = await readTier(models, tierOption(args.text("tier")));
  const parsed = await parseExamples(interpreter, examples);
  const report = nluReport(parsed);
  printNlu(report, examples.length, output);
  writeReports(args.text("out") ?? "results", nluFiles(parsed), output);
  if (!args.flag("typos")) return report;
  const seed = args.wholeNumber("seed", 1);
  const typos = await testNlu(interpreter, misspellEverySecondWord(examples, seededRandom(seed)));
  const lost = ((report.intent.accuracy - typos.intent.accuracy) * 100).toFixed(1);
  output.print(`with a typo in every second word (seed ${seed}), ${lost} points lost:`);
  printNlu(typos, examples.length, output);
  return { ...report, typos };
}

/** The examples that a project trains on, each tested with a model that hasn't seen it. */
export async function testCrossValidated(
  folder: string,
  args: Arguments,
  output: Output,
): Promise<(NluReport & { crossValidation: { folds: number; train: Spread; test: Spread } }) | "faulty"> {
  const { project } = openProject(folder, output);
  if (!project) return "faulty";
  const { nlu, config } = project;
  const folds = args.wholeNumber("folds", 5);
  if (folds < 2 || folds > nlu.examples.length)
    throw new UsageError(`--folds ${folds}: expected 2 to ${nlu.examples.length}, as many as there are examples`);
  const bars = new ProgressBars(output);
  const result = await crossValidate({
    nlu,
    config,
    folds,
    tier: tierOption(args.text("tier")),
    seed: args.wholeNumber("seed", 1),
    progress: (fold, stage, done, total) => bars.update(`fold ${fold} of ${folds}: ${stage}`, done, total, ""),
  });
  if (Array.isArray(result)) {
    printFaults(result, output);
    return "faulty";
  }
  const { parsed, train, test } = result;
  const report = nluReport(parsed);
  const inWords = ({ mean, deviation }: Spread): string =>
    `${(mean * 100).toFixed(1)} % (± ${(deviation * 100).toFixed(1)})`;
  output.print(
    `${folds} folds; intents right, of those trained on: ${inWords(train)}; of those held out: ${inWords(test)}`,
  );
  printNlu(report, parsed.length, output);
  writeReports(args.text("out") ?? "results", nluFiles(parsed), output);
  return { ...report, crossValidation: { folds, train, test } };
}

function printNlu({ intent, responseSelection, entities }: NluReport, examples: number, output: Output): void {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  output.print(
    `intents: ${percent(intent.accuracy)} right of ${examples}, macro F1 ${intent.macroF1.toFixed(3)}, ECE ${intent.ece.toFixed(3)}`,
  );
  if (responseSelection) {
    const { accuracy: right, macroF1: f1, perResponse } = responseSelection;
    const count = Object.values(perResponse).reduce((sum, { support }) => sum + support, 0);
    output.print(`responses: ${percent(right)} right of ${count}, macro F1 ${f1.toFixed(3)}`);
  }
  if (entities) output.print(`entities: micro F1 ${entities.microF1.toFixed(3)}`);
}
