import { readConfig } from "./config-reader";
import { readContent } from "./content-file";
import type { ProjectContent } from "./content-file";
import { DomainBuilder } from "./domain-builder";
import { migrateSlots } from "./domain-migration";
import { readConnections } from "./connector-reader";
import { readActionEndpoint } from "./endpoint-reader";
import type { FileSource } from "./file-source";
import { NluBuilder } from "./nlu-builder";
import type { LookupFiles } from "./nlu-reader";
import { migratePolicies } from "./policy-migration";
import { importedFiles } from "./project-imports";
import { ReadLog } from "./read-log";
import { filesFor, lookupFilesOf, parseFile, parseText } from "./source-files";
import type { Config, Fault, NluData, NluExample, Project, ReadResult, Rule, Story } from "./types";
import { validate } from "./validate";
import { Fields } from "./yaml-fields";
import { toJson, type YamlMap } from "./yaml-node";

/** Reads a project and checks all of it. `root` names its folder in messages. */
export function readProject(root: string, files: FileSource): ReadResult {
  const log = new ReadLog();
  const content = emptyContent(log, lookupFilesOf(files));
  const domainFiles = filesFor(files, "domain");
  const imported = importedFiles(files, log);
  if (domainFiles.length === 0 && imported.length === 0) {
    log.error(
      { file: "domain.yml", line: 1, column: 1 },
      "file.missing",
      `There is no domain.yml and no folder domain/ in ${root}. Add one, or name another folder.`,
    );
  }
  let isComplete = domainFiles.length > 0 || imported.length > 0;
  for (const file of [...domainFiles, ...filesFor(files, "data"), ...imported]) {
    const parsed = parseFile(file, files, log);
    if (parsed === "unreadable") isComplete = false;
    else if (parsed && !readContent(parsed, content, log)) isComplete = false;
  }
  const { config, rules: fallbackRules } = migratePolicies(readConfigFile(files, log), log);
  const endpoints = readEndpoints(files, log);
  const nlu = content.nlu.build(content.domain.retrievalResponses());
  const retrievalIntents = new Set(
    nlu.examples.flatMap(({ intent, intentResponseKey }) => (intentResponseKey === undefined ? [] : [intent])),
  );
  const domain = content.domain.build(migrateSlots(content.domain, log), retrievalIntents);
  const rules = [...content.rules, ...content.domain.triggerRules(), ...fallbackRules];
  const project = { domain, config, nlu, stories: content.stories, rules, ...endpoints };
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
  const content = emptyContent(log, lookupFilesOf(files));
  const listed = filesFor(files, "test");
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
  const content = emptyContent(log, () => null);
  const root = parseText(text, file, log);
  if (root) readContent(root, content, log);
  return { content, log };
}

function emptyContent(log: ReadLog, lookupFiles: LookupFiles): ProjectContent {
  return { domain: new DomainBuilder(log), nlu: new NluBuilder(log), lookupFiles, stories: [], rules: [] };
}

function readConfigFile(files: FileSource, log: ReadLog): Config {
  const [file] = filesFor(files, "config");
  const place = { file: file?.path ?? "config.yml", line: 1, column: 1 };
  const parsed = file ? parseFile(file, files, log) : null;
  if (parsed === "unreadable" || !file) return readConfig(null, place, "", log);
  return readConfig(parsed, place, files.read(file.path), log);
}

function readEndpoints(files: FileSource, log: ReadLog): Pick<Project, "endpoints" | "actionEndpoint" | "connections"> {
  const map = readMap(files, "endpoints", log);
  const connections = readConnections(map, readMap(files, "credentials", log), log);
  if (!map) return { endpoints: {}, actionEndpoint: null, connections };
  return {
    endpoints: Object.fromEntries(map.entries.map(({ key, value }) => [key, toJson(value)])),
    actionEndpoint: readActionEndpoint(map, log),
    connections,
  };
}

function readMap(files: FileSource, purpose: "endpoints" | "credentials", log: ReadLog): YamlMap | null {
  const [file] = filesFor(files, purpose);
  const parsed = file ? parseFile(file, files, log) : null;
  return parsed && parsed !== "unreadable" ? new Fields("config", log).map(parsed, `${purpose}.yml`) : null;
}
