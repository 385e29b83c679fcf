import * as v from "valibot";
import { RandomForest } from "../../src/engine/nlu/random-forest";
import type { Bundle } from "../../src/engine/project/bundle";
import { Weights, weightsManifestSchema } from "../../src/engine/project/weights";
import type { CsvRow, CsvTable } from "../formats/csv-reader";
import { writeWeights } from "./quantise";
import { FOREST_DEFAULTS, growForest, storeForest } from "./random-forest";
import { codeColumn, columnSchema, encodeColumn } from "./random-forest-columns";

const modelSchema = v.object({
  target: v.string(),
  /** In alphabetical order. */
  classes: v.array(v.string()),
  /** In the order of the file's, without the target. */
  columns: v.array(columnSchema),
});

type ModelSettings = v.InferOutput<typeof modelSchema>;

/** What a bundle of this kind must hold. */
export const CSV_MODEL_FILES = ["model.json", "weights.json", "weights.bin"];

/** A forest trained on the rows of a table: tells a row's value in one column from those in the others. */
export class CsvModel {
  private readonly forest: RandomForest;

  constructor(
    private readonly settings: ModelSettings,
    weights: Weights,
  ) {
    this.forest = RandomForest.load(weights, settings.classes.length);
  }

  /** Throws a BundleFault where a file isn't what a model is made of. */
  static load(bundle: Bundle): CsvModel {
    const weights = new Weights(bundle.parse("weights.json", weightsManifestSchema), bundle.bytes("weights.bin"));
    return new CsvModel(bundle.parse("model.json", modelSchema), weights);
  }

  /** The class that most trees vote for, of each row; `table` needs the columns that the model was trained with, in any order. */
  predict(table: CsvTable, rows: CsvRow[]): string[] {
    const columns = this.settings.columns.flatMap((coding) =>
      encodeColumn(coding, valuesOf(rows, table.columns.indexOf(coding.name))),
    );
    const values = new Float32Array(columns.length);
    return rows.map((_, row) => {
      columns.forEach((column, index) => (values[index] = column[row] as number));
      const votes = this.forest.votes(values);
      return this.settings.classes[votes.indexOf(Math.max(...votes))] ?? "";
    });
  }
}

/** A trained model with the files that it is loaded from. The same rows and seed give the same bytes. */
export interface TrainedCsvModel {
  model: CsvModel;
  files: Map<string, Uint8Array>;
  trees: number;
  nodes: number;
}

/** Trains on some rows of a table, at least one. */
export function trainCsvModel(table: CsvTable, rows: CsvRow[], target: string, seed: number): TrainedCsvModel {
  const labels = valuesOf(rows, table.columns.indexOf(target));
  const names = [...new Set(labels)].sort();
  const classes = Int32Array.from(labels, (label) => names.indexOf(label));
  const codings = table.columns.flatMap((name, index) =>
    name === target ? [] : [codeColumn(name, valuesOf(rows, index), classes)],
  );
  const columns = codings.flatMap((coding) => encodeColumn(coding, valuesOf(rows, table.columns.indexOf(coding.name))));
  const forest = growForest({ columns, classes, classCount: names.length }, { ...FOREST_DEFAULTS, seed });
  const { manifest, bytes } = writeWeights(storeForest(forest));
  const settings: ModelSettings = { target, classes: names, columns: codings };
  const files = new Map([
    ["model.json", json(settings)],
    ["weights.json", json(manifest)],
    ["weights.bin", bytes],
  ]);
  const model = new CsvModel(settings, new Weights(manifest, bytes));
  return { model, files, trees: forest.roots.length, nodes: forest.columns.length };
}

function valuesOf(rows: CsvRow[], column: number): string[] {
  return rows.map(({ values }) => values[column] ?? "");
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`);
}
