import { existsSync, statSync } from "node:fs";
import { diskFiles } from "../formats/disk-files";
import { formatFault } from "../formats/read-log";
import { readProject, readTests, type ProjectTests } from "../formats/project-reader";
import type { Fault, Project } from "../formats/types";
import type { Output } from "./output";
import { UsageError } from "./usage-error";

/** The assistant that ships. */
export const SHIPPED_PROJECT = "training/assistant";

/** Reads a project from disk and prints its faults; null when errors make it unusable. */
export function openProject(folder: string, output: Output): { project: Project | null; faults: Fault[] } {
  assertFolder(folder);
  const { project, faults } = readProject(folder, diskFiles(folder));
  printFaults(faults, output);
  return { project, faults };
}

export function openTests(folder: string): ProjectTests {
  assertFolder(folder);
  return readTests(folder, diskFiles(folder));
}

export function printFaults(faults: readonly Fault[], output: Output): void {
  for (const fault of faults) output.complain(formatFault(fault));
}

export function hasErrors(faults: readonly Fault[]): boolean {
  return faults.some(({ severity }) => severity === "error");
}

export function assertFolder(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`there is no folder ${folder}`);
}
