import type { JsonObject } from "../../src/engine/json";
import { readConfig } from "./config-reader";
import { readContent } from "./content-file";
import type { ProjectContent } from "./content-file";
import { DomainBuilder } from "./domain-builder";
import { migrateSlots } from "./domain-migration";
import type { Environment } from "./environment-variables";
import type { FileSource, ListedFile } from "./file-source";
import { parseMarkdown } from "./markdown-file";
import { NluBuilder } from "./nlu-builder";
import { migratePolicies } from "./policy-migration";
import { ReadLog } from "./read-log";
import type { Config, Fault, NluData, NluExample, ReadResult, Rule, Story } from "./types";
import { validate } from "./validate";
import { parseYaml } from "./yaml-document";
import { Fields } from "./yaml-fields";
import { toJson } from "./yaml-node";
import type { YamlNode } from "./yaml-node";

/** Larger files are refused, in bytes. */
const MAX_FILE_SIZE = 20_000_000;

/** Reads a project and checks all of it. `root` names its folder in messages. */
export function readProject(root: string, files: FileSource): ReadResult {
  const log = new ReadLog();
  const content = emptyContent(log);
  const listed = sortedFiles(files).filter(({ path }) => !isTestFile(path));
  const domainFiles = listed.filter(({ path }) => /^domain(\.ya?ml$|\/)/.test(path));
  const dataFiles = listed.filter(({ path }) => path.startsWith("data/"));
  if (domainFiles.length === 0) {
    log.error(
      { file: "domain.yml", line: 1, column: 1 },
      "file.missing",
      `There is no domain.yml and no folder domain/ in ${root}. Add one, or name another folder.`,
    );
  }
  let isComplete = domainFiles.length > 0;
  for (const file of [...domainFiles, ...dataFiles]) {
    const parsed = parseFile(file, files, log, domainFiles.includes(file) ? files.environment : undefined);
    if (parsed === "unreadable") isComplete = false;
    else if (parsed && !readContent(parsed, content, log)) isComplete = false;
  }
  const { config, rules: fallbackRules } = migratePolicies(readConfigFile(listed, files, log), log);
  const endpoints = readEndpoints(listed, files, log);
  const nlu = content.nlu.build(content.domain.retrievalResponses());
  const retrievalIntents = new Set(
    nlu.examples.flatMap(({ intent, intentResponseKey }) => (intentResponseKey === undefined ? [] : [intent])),
  );
  const domain = content.domain.build(migrateSlots(content.domain, log), retrievalIntents);
  const rules = [...content.rules, ...content.domain.triggerRules(), ...fallbackRules];
  const project = { domain, config, nlu, stories: content.stories, rules, endpoints };
  // Half a project would be full of names that its unreadable half declares.
  if (isComplete) validate(project, content.domain, log);
  const faults = log.sorted();
  return { project: faults.some(({ severity }) => severity === "error") ? null : project, faults };
}

/** What `sotto test` runs: test stories and NLU examples, which are never trained on. */
export interface ProjectTests {
  examples: NluExample[];
  stories: Story[];
  faults: Fault[];
}

/** Reads the files under `tests/` and `test_stories/`, and those named `test_*`. `root` as for `readProject`. */
export function readTests(root: string, files: FileSource): ProjectTests {
  const log = new ReadLog();
  const content = emptyContent(log);
  const listed = sortedFiles(files).filter(({ path }) => isTestFile(path));
  if (listed.length === 0) {
    log.warning(
      { file: "tests", line: 1, column: 1 },
      "file.missing",
      `There are no test files in ${root}. Add tests/test_stories.yml or tests/test_nlu.yml.`,
    );
  }
  for (const file of listed) {
    const parsed = parseFile(file, files, log);
    if (parsed && parsed !== "unreadable") readContent(parsed, content, log);
  }
  return { examples: content.nlu.build({}).examples, stories: content.stories, faults: log.sorted() };
}

/** Reads the NLU data of one text, with the responses of retrieval intents. */
export function readNluFile(text: string, file: string): { nlu: NluData; faults: Fault[] } {
  const { content, log } = readText(text, file);
  return { nlu: content.nlu.build(content.domain.retrievalResponses()), faults: log.sorted() };
}

/** Reads the stories and rules of one text. */
export function readStoryFile(text: string, file: string): { stories: Story[]; rules: Rule[]; faults: Fault[] } {
  const { content, log } = readText(text, file);
  return { stories: content.stories, rules: content.rules, faults: log.sorted() };
}

function readText(text: string, file: string): { content: ProjectContent; log: ReadLog } {
  const log = new ReadLog();
  const content = emptyContent(log);
  const root = parseText(text, file, log);
  if (root) readContent(root, content, log);
  return { content, log };
}

function emptyContent(log: ReadLog): ProjectContent {
  return { domain: new DomainBuilder(log), nlu: new NluBuilder(log), stories: [], rules: [] };
}

function sortedFiles(files: FileSource): ListedFile[] {
  return files
    .list()
    .filter(({ path }) => /\.(ya?ml|md)$/.test(path))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function isTestFile(path: string): boolean {
  return /^(tests|test_stories)\//.test(path) || /(^|\/)test_[^/]*$|_tests\.md$/.test(path);
}

function parseFile(
  { path, size }: ListedFile,
  files: FileSource,
  log: ReadLog,
  environment?: Environment,
): YamlNode | null | "unreadable" {
  const place = { file: path, line: 1, column: 1 };
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
  const root = parseText(text, path, log, environment);
  return root ?? (log.faults.length > faultsBefore ? "unreadable" : null);
}

/** YAML, or the Markdown before it; null for Markdown that is for people. */
function parseText(text: string, path: string, log: ReadLog, environment?: Environment): YamlNode | null {
  return path.endsWith(".md") ? parseMarkdown(text, path, log) : parseYaml(text, path, log, environment);
}

function readConfigFile(listed: ListedFile[], files: FileSource, log: ReadLog): Config {
  const file = listed.find(({ path }) => /^config\.ya?ml$/.test(path));
  const place = { file: file?.path ?? "config.yml", line: 1, column: 1 };
  const parsed = file ? parseFile(file, files, log, files.environment) : null;
  if (parsed === "unreadable" || !file) return readConfig(null, place, "", log);
  return readConfig(parsed, place, files.read(file.path), log);
}

function readEndpoints(listed: ListedFile[], files: FileSource, log: ReadLog): JsonObject {
  const file = listed.find(({ path }) => /^endpoints\.ya?ml$/.test(path));
  const parsed = file ? parseFile(file, files, log, files.environment) : null;
  if (!parsed || parsed === "unreadable") return {};
  const map = new Fields("config", log).map(parsed, "endpoints.yml");
  return Object.fromEntries((map?.entries ?? []).map(({ key, value }) => [key, toJson(value)]));
}
