import { readFileSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { seededRandom } from "../../src/engine/environment";
import { loadBundle, sha256 } from "../../src/engine/project/bundle";
import { writeBundle } from "../bundle-writer";
import { reportClasses, type ClassificationReport } from "../evaluation/classification-report";
import { readCsv, type CsvTable } from "../formats/csv-reader";
import { classRows } from "../formats/csv-target";
import { ReadLog } from "../formats/read-log";
import { CSV_MODEL_FILES, CsvModel, trainCsvModel } from "../nlu/random-forest-model";
import { shuffled } from "../nlu/sampling";
import { timeOfMaking } from "../time-of-making";
import type { Arguments } from "./command";
import type { Output } from "./output";
import { printFaults } from "./project-files";
import { UsageError } from "./usage-error";

/** Share of the rows that the forest is tested on. */
const TEST_SHARE = 0.2;
const SEED = 42;

/**
 * `train nlu --csv FILE --target COLUMN`: a random forest on four fifths of the rows, its accuracy on the others, its files written
 * to the folder of `--out`, and read again.
 */
export async function trainCsv(file: string, args: Arguments, output: Output): Promise<number> {
  const target = args.text("target");
  if (target === undefined) throw new UsageError("--target COLUMN is missing: the column that is to be predicted");
  if (args.text("project") !== undefined)
    throw new UsageError("--csv trains on a file, --project on a project: choose one");
  const seed = args.wholeNumber("seed", SEED);
  if (statSync(file).isDirectory()) throw new UsageError(`${file} is a folder: --csv wants a file`);
  const source = readFileSync(file);
  const log = new ReadLog();
  const table = readCsv(source.toString("utf8"), file, log);
  const rows = table && classRows(table, target, log);
  printFaults(log.sorted(), output);
  if (!table || !rows) return 1;

  const order = shuffled(rows.length, seededRandom(seed)).map((index) => rows[index] as CsvTable["rows"][number]);
  const testSize = Math.ceil(rows.length * TEST_SHARE);
  const [test, train] = [order.slice(0, testSize), order.slice(testSize)];
  output.print(`${train.length} rows to train on, ${test.length} to test, seed ${seed}`);
  const { model, files, trees, nodes } = trainCsvModel(table, train, target, seed);
  const column = table.columns.indexOf(target);
  const predicted = model.predict(table, test);
  const report = reportClasses(
    test.map(({ values }) => values[column] ?? ""),
    predicted,
  );
  output.print(`Accuracy: ${report.accuracy.toFixed(4)}\n\n${formatReport(report)}\n`);

  const out = args.text("out") ?? join(dirname(file), "models");
  const folder = await writeBundle(
    out,
    {
      kind: "csv",
      seed,
      config: [{ name: "RandomForestClassifier", n_estimators: trees, target }],
      dataHash: await sha256(source),
      scores: { accuracy: report.accuracy },
      sizes: { trainRows: train.length, testRows: test.length, trees, nodes },
      files,
    },
    timeOfMaking(),
  );
  output.print(`Saved: ${join(out, folder)}`);
  const loaded = CsvModel.load(await loadBundle((path) => readFile(join(out, path)), folder, CSV_MODEL_FILES));
  const again = loaded.predict(table, test);
  const same = again.filter((label, row) => label === predicted[row]).length;
  output.print(`Loaded again: it predicts the same for ${same} of the ${test.length} rows`);
  const json = args.text("json");
  if (json !== undefined) {
    const result = { seed, train: train.length, test: test.length, ...report, model: join(out, folder) };
    writeFileSync(json, `${JSON.stringify(result)}\n`);
  }
  return same === test.length ? 0 : 1;
}

/** As scikit-learn's classification_report: a row for each class. */
function formatReport({ perClass }: ClassificationReport): string {
  const width = Math.max(5, ...Object.keys(perClass).map(({ length }) => length));
  const header = `${"".padEnd(width)}  precision  recall  f1-score  support`;
  const lines = Object.entries(perClass).map(([label, { precision, recall, f1, support }]) =>
    [
      label.padEnd(width),
      precision.toFixed(2).padStart(9),
      recall.toFixed(2).padStart(6),
      f1.toFixed(2).padStart(8),
      String(support).padStart(7),
    ].join("  "),
  );
  return [header, ...lines].join("\n");
}
