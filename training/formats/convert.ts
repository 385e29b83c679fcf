import { parseDocument } from "yaml";
import type { ResponseVariation } from "../../src/engine/project/domain";
import { responsesJson } from "../../src/engine/project/domain-json";
import { readConfig } from "./config-reader";
import { readContent } from "./content-file";
import type { ProjectContent } from "./content-file";
import { DomainBuilder } from "./domain-builder";
import { migrateSlots } from "./domain-migration";
import { writeDomain } from "./domain-writer";
import type { FaultCode } from "./fault-codes";
import type { FileSource, ListedFile } from "./file-source";
import { NluBuilder } from "./nlu-builder";
import { nluItems } from "./nlu-writer";
import { migratePolicies } from "./policy-migration";
import { ReadLog } from "./read-log";
import { filesFor, lookupFilesOf, parseFile, purposeOf } from "./source-files";
import { ruleItem, storyItem, writeStories } from "./story-writer";
import type { Component, Fault, Place, Rule } from "./types";
import { writeYaml } from "./yaml-writer";

export interface Conversion {
  /** The whole project in today's format, by path; null where a file can't be read. */
  files: Map<string, string> | null;
  faults: Fault[];
}

/** `${NAME}` stays what it is, and apart from the same in quotes, which stands for no variable. */
const PLACEHOLDERS = new Proxy<Record<string, string>>({}, { get: (_, name) => `\uE000${String(name)}\uE001` });

/** What a file that is older than Rasa 3 is warned of. */
const OLDER: readonly FaultCode[] = [
  "markdown.older",
  "domain.older",
  "domain.migrated",
  "domain.form-without-slots",
  "story.older",
  "nlu.lookup-file",
  "nlu.json",
];

/**
 * A project of Rasa 1 or 2 in the format of Rasa 3. Files that are in it already stay as they are, to the letter; the others are written
 * anew, without their comments.
 */
export function convertProject(files: FileSource): Conversion {
  const log = new ReadLog();
  const converter = new Converter(files, log);
  const converted = converter.convert();
  const faults = log.sorted();
  if (faults.some(({ severity }) => severity === "error")) return { files: null, faults };
  for (const [path, text] of converted) converted.set(path, text.replace(/\uE000(\w+)\uE001/g, "${$1}"));
  return { files: converted, faults };
}

type SourceFile = ListedFile & ProjectContent;

class Converter {
  private readonly converted = new Map<string, string>();
  private readonly domain: DomainBuilder;

  private readonly files: FileSource;

  constructor(
    files: FileSource,
    private readonly log: ReadLog,
  ) {
    this.files = { ...files, environment: PLACEHOLDERS };
    this.domain = new DomainBuilder(log);
  }

  convert(): Map<string, string> {
    const sources = [...this.read("domain"), ...this.read("data"), ...this.read("test")];
    const slots = migrateSlots(this.domain, this.log);
    const fallbackRules = this.convertConfig();
    for (const { path } of filesFor(this.files, "endpoints")) this.converted.set(path, this.files.read(path));

    const older = new Set(sources.filter(({ path }) => this.isOlder(path)));
    // Domains are merged as a whole, wherever their parts stand.
    const domainSources = sources.filter(
      (source) => purposeOf(source.path) === "domain" || this.declaresDomain(source),
    );
    const isMerged = domainSources.some((source) => older.has(source));
    if (isMerged) domainSources.forEach((source) => older.add(source));
    for (const source of sources) {
      if (!older.has(source)) this.keep(source);
      else this.rewrite(source);
    }
    if (isMerged) {
      const domain = this.domain.build(slots, new Set());
      const responses = responsesIn(this.domain, ({ file }) => purposeOf(file) === "domain");
      const text = writeDomain({ ...domain, responses });
      this.converted.set("domain.yml", text);
    }
    const rules = [...this.domain.triggerRules(), ...fallbackRules];
    if (rules.length > 0) this.converted.set(this.free("data/policy_rules.yml"), writeStories([], rules));
    return this.converted;
  }

  private read(purpose: "domain" | "data" | "test"): SourceFile[] {
    return filesFor(this.files, purpose).flatMap((file) => {
      const root = parseFile(file, this.files, this.log);
      if (root === null || root === "unreadable") return [];
      const domain = purpose === "test" ? new DomainBuilder(this.log) : this.domain;
      const nlu = new NluBuilder(this.log);
      const source: SourceFile = {
        ...file,
        domain,
        nlu,
        lookupFiles: lookupFilesOf(this.files),
        stories: [],
        rules: [],
      };
      if (readContent(root, source, this.log)) return source;
      // Newer than what is read here.
      this.converted.set(file.path, this.files.read(file.path));
      return [];
    });
  }

  private isOlder(path: string): boolean {
    return this.log.faults.some(({ code, place }) => place.file === path && OLDER.some((older) => older === code));
  }

  /** Whether a file holds more of the domain than responses, which stay where they are. */
  private declaresDomain({ path, domain }: SourceFile): boolean {
    const { responses: _, ...sections } = domain.declared;
    return Object.values(sections).some((section) => [...section.values()].some(({ place }) => place.file === path));
  }

  private keep({ path }: ListedFile): void {
    const text = this.files.read(path);
    const version = this.log.faults.find(({ code, place }) => code === "file.version" && place.file === path);
    this.converted.set(path, version ? withVersion(text, version.place) : text);
  }

  private rewrite(source: SourceFile): void {
    const { path, domain, nlu, stories, rules } = source;
    const responses = purposeOf(path) === "domain" ? {} : responsesIn(domain, ({ file }) => file === path);
    const sections = {
      nlu: nluItems(nlu.build({})),
      stories: stories.map(storyItem),
      rules: rules.map(ruleItem),
      responses: responsesJson(responses),
    };
    const hasContent = Object.values(sections).some((section) => Object.keys(section).length > 0);
    if (hasContent) this.converted.set(this.yamlPath(path), writeYaml(sections));
  }

  /** `data/nlu.md` is `data/nlu.yml` now; what else a domain's file held moves to the data. */
  private yamlPath(path: string): string {
    if (purposeOf(path) === "domain") return this.free(`data/${path.replaceAll("/", "_").replace(/\.\w+$/, "")}.yml`);
    if (!/\.(md|json)$/.test(path)) return path;
    const yaml = path.replace(/\.(md|json)$/, ".yml");
    // `data/e2e_tests.md` holds tests by its name, which YAML begins with `test_`.
    const isTest = purposeOf(path) === "test" && purposeOf(yaml) !== "test";
    return this.free(isTest ? yaml.replace(/([^/]*)_tests\.yml$/, "test_$1.yml") : yaml);
  }

  /** A path that no file has. */
  private free(path: string): string {
    const taken = new Set([...this.files.list().map((file) => file.path), ...this.converted.keys()]);
    let free = path;
    for (let number = 2; taken.has(free); number++) free = path.replace(/\.yml$/, `_${number}.yml`);
    return free;
  }

  /** Replaces the policies, and the pipeline where it names a template or declines messages now; the rules that these were. */
  private convertConfig(): Rule[] {
    const [file] = filesFor(this.files, "config");
    if (!file) return [];
    const source = this.files.read(file.path);
    const root = parseFile(file, this.files, this.log);
    if (root === "unreadable") return [];
    const place = { file: file.path, line: 1, column: 1 };
    const written = readConfig(root, place, source, this.log);
    const { config, rules } = migratePolicies(written, this.log);
    const isTemplate = this.log.faults.some(({ code }) => code === "config.pipeline-template");
    const document = parseDocument(source);
    if (isTemplate || config.pipeline !== written.pipeline)
      document.set("pipeline", config.pipeline.map(componentItem));
    if (config !== written) document.set("policies", config.policies.map(componentItem));
    const isChanged = isTemplate || config !== written;
    this.converted.set(file.path, isChanged ? document.toString({ lineWidth: 0 }) : source);
    return rules;
  }
}

function responsesIn(domain: DomainBuilder, isIn: (place: Place) => boolean): Record<string, ResponseVariation[]> {
  const here = [...domain.declared.responses].filter(([, { place }]) => isIn(place));
  return Object.fromEntries(here.map(([name, { value }]) => [name, value]));
}

function componentItem({ name, options }: Component): object {
  return { name, ...options };
}

/** The text with today's version where it gives an older one. */
function withVersion(text: string, { line, column }: Place): string {
  const lines = text.split("\n");
  const written = lines[line - 1] ?? "";
  const [old = ""] = /^("[^"]*"|'[^']*'|[^\s#,}]+)/.exec(written.slice(column - 1)) ?? [];
  lines[line - 1] = `${written.slice(0, column - 1)}"3.1"${written.slice(column - 1 + old.length)}`;
  return lines.join("\n");
}
