import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../../training/cli";
import { capturedOutput } from "../../support/captured-output";

/** Two intents and an entity: trains in a second. */
const PROJECT = {
  "config.yml": `
recipe: default.v1
language: en
assistant_id: tiny
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
- name: LexicalSyntacticFeaturizer
- name: DIETClassifier
  epochs: 20
policies:
- name: RulePolicy
`,
  "domain.yml": `
version: "3.1"
intents: [greet, order]
entities: [dish]
responses:
  utter_hello: [{text: Hello.}]
  utter_order: [{text: Coming.}]
`,
  "nlu.yml": `
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - hi there
    - good morning
    - hey you
    - hello again
    - hi
- intent: order
  examples: |
    - bring me [soup](dish)
    - I want [bread](dish)
    - one [pizza](dish) please
    - give me [soup](dish) now
    - bring us [cake](dish)
    - I would like [pizza](dish)
`,
  "rules.yml": `
version: "3.1"
rules:
- rule: hello
  steps: [{intent: greet}, {action: utter_hello}]
- rule: order
  steps: [{intent: order}, {action: utter_order}]
`,
};

let folder: string;
const output = capturedOutput();
const { printed, complained } = output;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sotto-cli-"));
  cpSync("LICENSE", join(folder, "data/LICENSE"), { recursive: true });
  writeFileSync(join(folder, "config.yml"), PROJECT["config.yml"]);
  writeFileSync(join(folder, "domain.yml"), PROJECT["domain.yml"]);
  writeFileSync(join(folder, "data/nlu.yml"), PROJECT["nlu.yml"]);
  writeFileSync(join(folder, "data/rules.yml"), PROJECT["rules.yml"]);
  output.clear();
});

afterEach(() => vi.unstubAllEnvs());

describe("sotto train", () => {
  it("writes the same bytes for the same seed", async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", "1772442000");
    const command = ["train", "--project", folder, "--seed", "7", "--tier", "lite"];
    for (const out of ["one", "two"]) expect(await main([...command, "--out", join(folder, out)], output)).toBe(0);
    const files = readdirSync(join(folder, "one"), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "current.json",
        "metadata.json",
        "weights.bin",
        "domain.json",
        "policies.json",
        "config.yml",
      ]),
    );
    for (const { parentPath, name } of files) {
      const one = join(parentPath, name);
      expect(readFileSync(one.replace(join(folder, "one"), join(folder, "two"))), name).toEqual(readFileSync(one));
    }
  });

  it("lists every fault with its place, exits 1 and writes nothing", async () => {
    writeFileSync(join(folder, "data/nlu.yml"), PROJECT["nlu.yml"].replace("[soup](dish)", "[soup](dish"));
    writeFileSync(join(folder, "data/rules.yml"), PROJECT["rules.yml"].replace("utter_hello", "utter_goodbye"));
    expect(await main(["train", "--project", folder, "--out", join(folder, "models")], output)).toBe(1);
    expect(complained.join("\n")).toMatch(/^data\/nlu\.yml:\d+:\d+ nlu\.entity-brackets /m);
    expect(complained.join("\n")).toMatch(/^data\/rules\.yml:5:\d+ story\.unknown-action /m);
    expect(existsSync(join(folder, "models"))).toBe(false);
  });

  it("refuses rules that contradict each other before it trains anything", async () => {
    writeFileSync(
      join(folder, "data/rules.yml"),
      `${PROJECT["rules.yml"]}- rule: again\n  steps: [{intent: greet}, {action: utter_order}]\n`,
    );
    expect(await main(["train", "--project", folder, "--out", join(folder, "models")], output)).toBe(1);
    expect(complained.join("\n")).toMatch(/^data\/rules\.yml:\d+:\d+ story\.contradiction .*"again".*"hello"/m);
    expect(existsSync(join(folder, "models"))).toBe(false);
  });
});

describe("the command line", () => {
  it.each([
    [["fly"], /no command "fly"/],
    [["train", "--speed", "9"], /--speed/],
    [["train", "--seed", "many"], /whole number/],
    [["train", "--tier", "huge"], /lite, full or both/],
    [["bench", "nlu", "--data", "/no/such/folder", "--tier", "both"], /lite or full/],
    [["train", "--project", "/no/such/folder"], /no folder/],
    [["shell", "--project", "/no/such/folder"], /model\.missing/],
    [["bench", "nlu"], /--data/],
    [["bench", "nlu", "--data", "/no/such/folder"], /needs a train\.jsonl/],
    [["bench", "nlu", "--data", "/no/such/folder", "--shots", "0"], /nothing to train on/],
    [["test", "core", "--typos"], /test nlu/],
    [["test", "nlu", "and", "more"], /one word too many/],
    [["train", "everything"], /no "train everything"/],
    [
      [
        "test",
        "core",
        "--nlu-from-story",
        "--out",
        join(tmpdir(), "sotto-results"),
        "--json",
        "/no/such/folder/x.json",
      ],
      /ENOENT/,
    ],
    [["shell", "--now", "2026-13-45T99:99"], /no moment/],
  ])("answers %j with one line and exit 2", async (argv, message) => {
    expect(await main(argv, output)).toBe(2);
    expect(complained.join("\n")).toMatch(message);
    expect(complained.join("\n")).not.toMatch(/at .*\.ts:\d+/);
  });

  it("says what each command does", async () => {
    expect(await main(["--help"], output)).toBe(0);
    for (const name of ["train", "test", "shell", "data validate", "data convert", "data split", "bench nlu"]) {
      expect(printed.join("\n")).toContain(name);
      expect(await main([...name.split(" "), "--help"], output)).toBe(0);
    }
  });

  it("counts a fault in a test file too, and trains without it", async () => {
    mkdirSync(join(folder, "tests"));
    writeFileSync(join(folder, "tests/test_stories.yml"), "stories: [");
    for (const command of [
      ["data", "validate"],
      ["test", "core", "--nlu-from-story"],
    ])
      expect(await main([...command, "--project", folder], output), command.join(" ")).toBe(1);
    expect(await main(["train", "core", "--project", folder], output)).toBe(0);
    expect(complained.join("\n")).toMatch(/^tests\/test_stories\.yml:1:\d+ yaml\.syntax /m);
  });

  it("says when a project has nothing to test", async () => {
    expect(await main(["test", "core", "--nlu-from-story", "--project", folder], output)).toBe(0);
    expect(printed).toEqual(["no test stories"]);
  });

  it("counts the faults of a project", async () => {
    expect(await main(["data", "validate", "--project", folder], output)).toBe(0);
    expect(printed.at(-1)).toMatch(/^0 errors/);
  });
});
