import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diskFiles } from "../../../../training/formats/disk-files";
import { readProject, readTests } from "../../../../training/formats/project-reader";
import { formatFault } from "../../../../training/formats/read-log";
import { briefly, memoryFiles, readFiles, soundProject } from "./memory-files";

const NLU = "nlu:\n- intent: greet\n  examples: |\n    - hi\n    - hello\n";
const DOMAIN = "intents: [greet]\nresponses: {utter_greet: [{text: Hi}]}\n";
const RULE = "rules:\n- rule: r\n  steps: [{intent: greet}, {action: utter_greet}]\n";
const STORY = "stories:\n- story: s\n  steps: [{intent: greet}, {action: utter_greet}]\n";

describe("which file is what", () => {
  it("is decided by its keys: one file may hold all, and data/ is read with its folders", () => {
    const project = soundProject({
      "domain.yaml": DOMAIN,
      "data/deep/all.yml": NLU + RULE + STORY,
      "README.md": "# Hello",
    });
    expect(project.nlu.examples).toHaveLength(2);
    expect(project.rules).toHaveLength(1);
    expect(project.stories).toHaveLength(1);
  });

  it("tests are read by readTests and never trained on", () => {
    const files = {
      "domain.yml": DOMAIN,
      "data/nlu.yml": NLU,
      "test_more.yml": STORY,
      "tests/nlu.yml": "nlu:\n- intent: greet\n  examples: |\n    - good day\n",
      "test_stories/stories.yml": STORY,
    };
    const project = soundProject(files);
    expect(project.nlu.examples.map(({ text }) => text)).toEqual(["hi", "hello"]);
    expect(project.stories).toEqual([]);
    const tests = readTests("test project", memoryFiles(files));
    expect(tests.examples.map(({ text }) => text)).toEqual(["good day"]);
    expect(tests.stories.map(({ place }) => place.file)).toEqual(["test_more.yml", "test_stories/stories.yml"]);
    expect(tests.faults).toEqual([]);
  });

  it("all of data/ is learnt from, whatever its files are called", () => {
    const files = { "domain.yml": DOMAIN, "data/nlu/test_drive.yml": NLU };
    expect(soundProject(files).nlu.examples).toHaveLength(2);
    expect(readTests("test project", memoryFiles(files)).examples).toEqual([]);
  });

  it("a file that holds something else is warned of once", () => {
    const { faults } = readFiles({ "domain.yml": DOMAIN, "data/flows.yml": 'flows: {}\nmore: 1\nversion: "3.1"\n' });
    expect(briefly(faults, "data/flows.yml")).toContain("file.unknown-key at 1:1");
    expect(faults.filter(({ place }) => place.file === "data/flows.yml")).toHaveLength(1);
  });

  it("a folder on disk is read without hidden files", () => {
    const root = mkdtempSync(join(tmpdir(), "sotto-"));
    try {
      mkdirSync(join(root, "data", "nlu"), { recursive: true });
      mkdirSync(join(root, ".git"));
      writeFileSync(join(root, "domain.yml"), DOMAIN);
      writeFileSync(join(root, "data", "nlu", "greet.yml"), NLU);
      writeFileSync(join(root, ".git", "config.yml"), "x");
      expect(
        diskFiles(root)
          .list()
          .map(({ path }) => path)
          .toSorted(),
      ).toEqual(["data/nlu/greet.yml", "domain.yml"]);
      expect(readProject(root, diskFiles(root)).project?.nlu.examples[0]?.place.file).toBe("data/nlu/greet.yml");
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe("imports", () => {
  const CONFIG = "assistant_id: a\nimporters:\n- name: MultiProjectImporter\nimports:\n- projects/greeting\n";
  const FILES = {
    "config.yml": CONFIG,
    "domain.yml": "intents: [bye]\nresponses: {utter_bye: [{text: Bye}]}\n",
    "data/bye.yml":
      "nlu:\n- intent: bye\n  examples: |\n    - bye\n    - see you\nrules:\n- rule: b\n  steps: [{intent: bye}, {action: utter_bye}]\n",
    // It imports what stands beside it, and its importer: a circle.
    "projects/greeting/config.yml": "imports: [../common/rules.yml, ..]\n",
    "projects/greeting/domain.yml": DOMAIN,
    "projects/greeting/data/nlu.yml": NLU,
    "projects/greeting/data/test_greet.yml": STORY,
    "projects/greeting/endpoints.yml": "action_endpoint: {url: http://localhost:1}\n",
    "projects/common/rules.yml": RULE,
  };

  it("add other projects' domains, data and their own imports", () => {
    const { project, faults } = readFiles(FILES);
    expect(faults).toEqual([]);
    expect(Object.keys(project?.domain.responses ?? {}).toSorted()).toEqual(["utter_bye", "utter_greet"]);
    expect(project?.nlu.examples.map(({ text }) => text)).toEqual(["bye", "see you", "hi", "hello"]);
    expect(project?.rules.map(({ name }) => name)).toEqual(["b", "r"]);
    expect(project?.actionEndpoint).toBeNull();
  });

  it.each(["projects/missing", "../elsewhere", "/etc"])("%s isn't in the project: an error at its line", (path) => {
    const { faults } = readFiles({ ...FILES, "config.yml": CONFIG.replace("projects/greeting", path) });
    expect(briefly(faults, "config.yml")).toContain("config.import at 5:3");
  });

  it("an importer of the project's own is named, and isn't run", () => {
    const config = CONFIG.replace("MultiProjectImporter", "my_importers.GitImporter");
    const { project, faults } = readFiles({ ...FILES, "config.yml": config });
    expect(project).not.toBeNull();
    expect(briefly(faults, "config.yml")).toEqual(["config.importer at 3:3"]);
  });
});

describe("the version of a file", () => {
  it.each([
    ['"3.1"', 2, []],
    ["3.1", 2, []],
    ['"2.0"', 2, ["file.version at 1:10"]],
    ['"4.0"', 0, ["file.version at 1:10"]],
    ["latest", 2, ["file.version at 1:10"]],
  ])("%s: %d examples are read", (version, count, expected) => {
    const { project, faults } = readFiles({ "domain.yml": DOMAIN, "data/nlu.yml": `version: ${version}\n${NLU}` });
    expect(project?.nlu.examples).toHaveLength(count);
    const inNlu = faults.filter(({ place }) => place.file === "data/nlu.yml");
    expect(briefly(inNlu, "data/nlu.yml")).toEqual(expected);
  });
});

describe("faults", () => {
  it("of all files are found in one run, in the order of files and lines", () => {
    const { project, faults } = readFiles({
      "domain.yml": "intents: [greet]\nresponses: {utter_greet: [{txt: Hi}]}\n",
      "config.yml": "assistant_id: a\npipeline: [{epochs: 1}]",
      "data/nlu.yml": "nlu:\n- intent: greet\n  examples: |\n    - [hi](\n    - hello\n",
      "data/stories.yml": STORY.replace("utter_greet", "utter_great"),
    });
    expect(project).toBeNull();
    expect(faults.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "config.component",
      "nlu.entity-brackets",
      "story.unknown-action",
      "domain.response",
    ]);
  });

  it("in the syntax of one file leave the others' faults, and invent none", () => {
    const { project, faults } = readFiles({
      "domain.yml": "intents: [greet\nresponses: {}\n",
      "data/nlu.yml": NLU + "- intent: bad\n  examples: |\n    - [x\n",
      "data/rules.yml": RULE,
    });
    expect(project).toBeNull();
    expect(new Set(faults.map(({ code }) => code))).toEqual(
      new Set(["yaml.syntax", "nlu.entity-brackets", "config.assistant-id"]),
    );
  });

  it("of names that a skipped file declares are not invented", () => {
    const { faults } = readFiles({ "domain.yml": `version: "9.0"\n${DOMAIN}`, "data/rules.yml": RULE });
    expect(faults.map(({ code }) => code)).toEqual(["config.assistant-id", "file.version"]);
  });

  it("a project without a domain, a huge file and a binary one are refused by name", () => {
    expect(readFiles({}).faults.map(({ code }) => code)).toContain("file.missing");
    const binary = readFiles({ "domain.yml": DOMAIN, "data/a.yml": "a\0b" });
    expect(binary.faults.map(({ code }) => code)).toContain("file.unreadable");
    const huge = { ...memoryFiles({}), list: () => [{ path: "domain.yml", size: 30_000_000 }] };
    expect(readProject("p", huge).faults.map(({ code }) => code)).toContain("file.too-large");
  });

  it("are one line each, which an editor can jump to", () => {
    const place = { file: "data/nlu.yml", line: 4, column: 7 };
    expect(formatFault({ place, code: "nlu.regex", message: "First.\n  Second.", severity: "error" })).toBe(
      "data/nlu.yml:4:7 nlu.regex First. Second.",
    );
  });
});
