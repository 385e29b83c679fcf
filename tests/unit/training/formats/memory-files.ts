import type { Environment } from "../../../../training/formats/environment-variables";
import type { FileSource } from "../../../../training/formats/file-source";
import { readProject } from "../../../../training/formats/project-reader";
import type { Fault, Project, ReadResult } from "../../../../training/formats/types";

/** A project in memory. */
export function memoryFiles(files: Record<string, string>, environment: Environment = {}): FileSource {
  return {
    list: () => Object.entries(files).map(([path, text]) => ({ path, size: text.length })),
    read: (path) => files[path] ?? "",
    environment,
  };
}

export function readFiles(files: Record<string, string>, environment?: Environment): ReadResult {
  return readProject("test project", memoryFiles(files, environment));
}

/** Reads a project that must be without errors. */
export function soundProject(files: Record<string, string>): Project {
  const { project, faults } = readFiles(files);
  if (!project) throw new Error(`unexpected faults: ${JSON.stringify(faults.filter((f) => f.severity === "error"))}`);
  return project;
}

/** `code at line:column`, with the file when it isn't `file`. */
export function briefly(faults: readonly Fault[], file: string): string[] {
  return faults.map(({ code, place }) => {
    const at = `${place.line}:${place.column}`;
    return place.file === file ? `${code} at ${at}` : `${code} at ${place.file}:${at}`;
  });
}
