import type { Environment } from "./environment-variables";
import type { FileSource, ListedFile } from "./file-source";
import { parseMarkdown } from "./markdown-file";
import type { LookupFiles } from "./nlu-reader";
import type { ReadLog } from "./read-log";
import { parseYaml } from "./yaml-document";
import type { YamlNode } from "./yaml-node";

/** Larger files are refused, in bytes. */
const MAX_FILE_SIZE = 20_000_000;

/** What a file is for, by its path; null for one that isn't read. */
export type FilePurpose = "domain" | "data" | "test" | "config" | "endpoints" | "credentials" | null;

export function purposeOf(path: string): FilePurpose {
  if (!/\.(ya?ml|md|json)$/.test(path)) return null;
  if (/^(tests|test_stories)\//.test(path) || path.endsWith("_tests.md")) return "test";
  // All of data/ is learnt from, as in Rasa: a data/nlu/test_drive.yml is no test.
  if (path.startsWith("data/")) return "data";
  if (/(^|\/)test_[^/]*$/.test(path)) return "test";
  if (/^domain(\.ya?ml$|\/)/.test(path)) return "domain";
  if (/^config\.ya?ml$/.test(path)) return "config";
  const [, named] = /^(endpoints|credentials)\.ya?ml$/.exec(path) ?? [];
  return named === "endpoints" || named === "credentials" ? named : null;
}

/** The files of some purposes, in the order of their paths. */
export function filesFor(files: FileSource, ...purposes: FilePurpose[]): ListedFile[] {
  return files
    .list()
    .filter(({ path }) => purposes.includes(purposeOf(path)))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** What a file holds; null for one that is empty or for people. */
export function parseFile({ path, size }: ListedFile, files: FileSource, log: ReadLog): YamlNode | null | "unreadable" {
  const place = { file: path, line: 1, column: 1 };
  if (size > MAX_FILE_SIZE && path.endsWith(".json")) return null;
  if (size > MAX_FILE_SIZE) {
    log.error(place, "file.too-large", `This file has ${size} bytes; at most ${MAX_FILE_SIZE} are read. Split it.`);
    return "unreadable";
  }
  let text: string;
  try {
    text = files.read(path);
  } catch (error) {
    log.error(place, "file.unreadable", `This file can't be read: ${String(error)}. Check its permissions.`);
    return "unreadable";
  }
  if (text.includes("\0")) {
    log.error(place, "file.unreadable", "This file isn't text in UTF-8. Save it as UTF-8.");
    return "unreadable";
  }
  const faultsBefore = log.faults.length;
  const root = parseText(text, path, log, files.environment);
  return root ?? (log.faults.length > faultsBefore ? "unreadable" : null);
}

/** YAML, or the Markdown and JSON before it; null for what is something else. */
export function parseText(text: string, path: string, log: ReadLog, environment?: Environment): YamlNode | null {
  if (path.endsWith(".json") && !text.includes('"rasa_nlu_data"')) return null;
  return path.endsWith(".md") ? parseMarkdown(text, path, log) : parseYaml(text, path, log, environment);
}

/** Finds the files of lookup tables: by their path in the project, or from the file that names them. */
export function lookupFilesOf(files: FileSource): LookupFiles {
  let sizes: Map<string, number> | undefined;
  return (path, from) => {
    sizes ??= new Map(files.list().map((file) => [file.path, file.size]));
    const candidates = [pathIn("config.yml", path), pathIn(from, path)];
    const found = candidates.find((file) => file !== null && (sizes?.get(file) ?? Infinity) <= MAX_FILE_SIZE);
    return typeof found === "string" ? files.read(found) : null;
  };
}

/** Where a path leads that a file names: from its own folder; null where that is outside the project. */
export function pathIn(file: string, path: string): string | null {
  const parts: string[] = [];
  for (const part of `${file}/../${path}`.split("/")) {
    if (part === ".." && parts.pop() === undefined) return null;
    if (part !== ".." && part !== "." && part !== "") parts.push(part);
  }
  return path.startsWith("/") ? null : parts.join("/");
}
