import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReportFiles } from "../evaluation/report-files";
import type { Output } from "./output";

/** Writes reports to a folder, in place of an earlier test's. */
export function writeReports(folder: string, files: ReportFiles, output: Output): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  output.print(`${files.size} reports in ${folder}`);
}
