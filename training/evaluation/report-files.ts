import type { Json } from "../../src/engine/json";
import type { ConfidenceHistogram } from "./confidence-histogram";
import type { ConfusionMatrix } from "./confusion-matrix";
import { confusionMatrixSvg } from "./plots/confusion-matrix-svg";
import { histogramSvg } from "./plots/histogram-svg";

/** Reports as they go to a folder: the text of each file, by its name. */
export type ReportFiles = Map<string, string>;

export function addJson(files: ReportFiles, name: string, content: Json): void {
  files.set(`${name}.json`, `${JSON.stringify(content, null, 2)}\n`);
}

/** `<name>_confusion_matrix`, as figures and as a picture. */
export function addConfusionMatrix(files: ReportFiles, name: string, title: string, matrix: ConfusionMatrix): void {
  addJson(files, `${name}_confusion_matrix`, { labels: matrix.labels, counts: matrix.counts });
  files.set(`${name}_confusion_matrix.svg`, confusionMatrixSvg(title, matrix));
}

/** `<name>_histogram`, as figures and as a picture. */
export function addHistogram(files: ReportFiles, name: string, title: string, histogram: ConfidenceHistogram): void {
  const { bins, right, wrong } = histogram;
  addJson(files, `${name}_histogram`, { bins, right, wrong });
  files.set(`${name}_histogram.svg`, histogramSvg(title, histogram));
}
