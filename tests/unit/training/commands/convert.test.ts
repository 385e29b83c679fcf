import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { main } from "../../../../training/cli";
import { capturedOutput } from "../../../support/captured-output";
import { diskFiles } from "../../../../training/formats/disk-files";
import { readProject, readTests } from "../../../../training/formats/project-reader";

let folder: string;
let out: string;
const output = capturedOutput();
const { complained } = output;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sotto-convert-"));
  out = join(folder, "out");
  output.clear();
});

function project(files: Record<string, string>): string {
  const root = join(folder, "project");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const convert = (root: string, ...more: string[]) =>
  main(["data", "convert", "--project", root, "--out", out, ...more], output);
const written = (path: string): string => readFileSync(join(out, path), "utf8");

const OLD = {
  "domain.yml": `intents:
- greet
- book
- ask_name: {triggers: utter_name}
- faq
entities: [city]
slots:
  city: {type: text}
  seats: {type: unfeaturized, auto_fill: false}
forms:
  trip_form:
    city: [{type: from_entity, entity: city}]
    seats: [{type: from_text}]
templates:
  utter_hi: [Hi]
  utter_name:
  - text: "I'm \${NAME}"
  - text: \${NAME} I am
actions: [action_go]
`,
  "config.yml": `# ours
assistant_id: old
language: en
pipeline: supervised_embeddings
policies:
- name: MemoizationPolicy
- {name: FallbackPolicy, nlu_threshold: 0.4}
- name: FormPolicy
`,
  "data/nlu.md":
    "## intent:greet\n- hi\n- hello\n## intent:book\n- to [Oslo](city)\n- to [the capital](city:Oslo)\n## intent:faq/hours\n- when?\n- what time?\n",
  "data/core/stories.md":
    '## book\n* greet\n  - utter_hi\n* book{"city": "Oslo"}\n  - trip_form\n  - form{"name": "trip_form"}\n  - form{"name": null}\n  - action_go\n',
  "data/responses.md": "## hours\n* faq/hours\n  - We open at nine.\n",
  "data/more.json": JSON.stringify({
    rasa_nlu_data: { common_examples: [{ text: "hey", intent: "greet", entities: [] }], entity_synonyms: [] },
  }),
  "data/lookup.md": "## lookup:city\nlookups/city.txt\n",
  "data/lookups/city.txt": "Oslo\nRome\n",
  "data/new.yml": '# as it was\nversion: "2.0"\nrules:\n- rule: faq\n  steps: [{intent: faq}, {action: utter_faq}]\n',
  "data/README.md": "# Ours\n",
  "tests/conversation_tests.md": "## hi\n* greet: good day\n  - utter_hi\n",
  "endpoints.yml": "action_endpoint: {url: http://localhost:5055/webhook}\n",
  "actions.py": "pass",
};

describe("sotto data convert", () => {
  it("writes a project that reads as the same, with nothing left to migrate", async () => {
    const root = project(OLD);
    expect(await convert(root)).toBe(0);
    const environment = { NAME: "Sotto" };
    const before = readProject(root, { ...diskFiles(root), environment });
    const after = readProject(out, { ...diskFiles(out), environment });
    const older = after.faults.filter(({ code }) =>
      /older|migrated|replaced|version|template|json|lookup-file/.test(code),
    );
    expect(older).toEqual([]);
    const same = (of: unknown): unknown =>
      JSON.parse(JSON.stringify(of, (key, value: unknown) => (["place", "source"].includes(key) ? undefined : value)));
    const sorted = (of: typeof after) => {
      const { project: read } = of;
      return read && { ...read, rules: read.rules.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
    };
    expect(after.project).not.toBeNull();
    expect(same(sorted(after))).toEqual(same(sorted(before)));
    expect(same(readTests(out, diskFiles(out)).stories)).toEqual(same(readTests(root, diskFiles(root)).stories));
  });

  it("keeps what is in today's format to the letter, placeholders too, and leaves out what isn't read", async () => {
    expect(await convert(project(OLD))).toBe(0);
    expect(written("data/new.yml")).toBe(OLD["data/new.yml"].replace('"2.0"', '"3.1"'));
    expect(written("endpoints.yml")).toBe(OLD["endpoints.yml"]);
    expect(written("domain.yml")).toContain('- text: "I\'m ${NAME}"\n    - text: ${NAME} I am\n');
    expect(written("config.yml")).toMatch(/^# ours\nassistant_id: old\n/);
    expect(written("tests/conversation_tests.yml")).toContain("user: good day");
    for (const path of ["data/nlu.md", "data/README.md", "actions.py"]) expect(existsSync(join(out, path))).toBe(false);
  });

  it("copies a project of today, comments and all", async () => {
    const files = { "domain.yml": '# mine\nversion: "3.1"\nintents: [greet]\n', "data/a/nlu.yml": "nlu: [] # none\n" };
    expect(await convert(project(files))).toBe(0);
    for (const [path, text] of Object.entries(files)) expect(written(path)).toBe(text);
  });

  it("names a file anew where one of its name is there", async () => {
    const files = { ...OLD, "data/nlu.yml": "nlu: []\n" };
    expect(await convert(project(files))).toBe(0);
    expect(written("data/nlu.yml")).toBe("nlu: []\n");
    expect(written("data/nlu_2.yml")).toContain("[Oslo](city)");
  });

  it("overwrites nothing unasked", async () => {
    const root = project(OLD);
    mkdirSync(out);
    writeFileSync(join(out, "domain.yml"), "mine");
    expect(await convert(root)).toBe(2);
    expect(complained.join("\n")).toContain("--force");
    expect(written("domain.yml")).toBe("mine");
    expect(await convert(root, "--force")).toBe(0);
    expect(written("domain.yml")).not.toBe("mine");
  });

  it("writes nothing where a file can't be read, and says which", async () => {
    expect(await convert(project({ ...OLD, "data/bad.yml": "stories: [" }))).toBe(1);
    expect(complained.join("\n")).toMatch(/^data\/bad\.yml:1:\d+ yaml\.syntax /m);
    expect(existsSync(out)).toBe(false);
  });
});

describe("sotto data split", () => {
  const examples = (intent: string, count: number): string =>
    `- intent: ${intent}\n  examples: |\n${Array.from({ length: count }, (_, i) => `    - ${intent} ${i}\n`).join("")}`;
  const stories = Array.from(
    { length: 10 },
    (_, i) => `- story: s${i} # number ${i}\n  steps: [{intent: greet}, {action: utter_hi}]\n`,
  );
  const FILES = {
    "domain.yml": "intents: [greet, bye, once]\nresponses: {utter_hi: [{text: Hi}]}\n",
    "data/nlu.yml": `nlu:\n${examples("greet", 20)}${examples("bye", 10)}${examples("once", 1)}- synonym: Oslo\n  examples: |\n    - oslo city\n`,
    "data/deep/stories.yml": `version: "3.1"\nstories:\n${stories.join("")}rules:\n- rule: r\n  steps: [{intent: bye}, {action: utter_hi}]\n`,
    "data/more.md": "## m1\n* greet\n  - utter_hi\n## m2\n* bye\n  - utter_hi\n",
  };
  const split = (...more: string[]) =>
    main(["data", "split", ...more, "--project", project(FILES), "--out", out], output);
  const read = (path: string) =>
    readProject(out, {
      ...diskFiles(out),
      list: () => [
        { path: "domain.yml", size: 1 },
        { path: "data/x.yml", size: 1 },
      ],
      read: (of) => (of === "domain.yml" ? FILES["domain.yml"] : written(path)),
    }).project;

  it("nlu divides each intent alike, by seed, and loses nothing", async () => {
    expect(await split("nlu", "--seed", "5")).toBe(0);
    const training = read("training_data.yml")?.nlu;
    const test = read("test_data.yml")?.nlu;
    const counts = (nlu: typeof test) =>
      ["greet", "bye", "once"].map((name) => nlu?.examples.filter(({ intent }) => intent === name).length);
    expect([counts(training), counts(test)]).toEqual([
      [16, 8, 1],
      [4, 2, 0],
    ]);
    expect(new Set([...(training?.examples ?? []), ...(test?.examples ?? [])].map(({ text }) => text)).size).toBe(31);
    expect(test?.synonyms).toEqual(training?.synonyms);
    const first = written("test_data.yml");
    expect(await split("nlu", "--seed", "5", "--force")).toBe(0);
    expect(written("test_data.yml")).toBe(first);
    expect(await split("nlu", "--seed", "6", "--force", "--training-fraction", "0.5")).toBe(0);
    expect(counts(read("test_data.yml")?.nlu)).toEqual([10, 5, 0]);
  });

  it("stories divides each file, and leaves its rules and comments with the training", async () => {
    expect(await split("stories", "--training-fraction", "0.7")).toBe(0);
    const training = read("deep/train_stories.yml");
    const test = read("deep/test_stories.yml");
    expect([training?.stories.length, training?.rules.length]).toEqual([7, 1]);
    expect([test?.stories.length, test?.rules.length]).toEqual([3, 0]);
    expect(written("deep/train_stories.yml")).toMatch(/s\d # number \d/);
    expect([read("train_more.yml")?.stories.length, read("test_more.yml")?.stories.length]).toEqual([1, 1]);
  });

  it.each([[["split"]], [["split", "nlu", "--training-fraction", "1.5"]], [["split", "rules"]], [["convert"]]])(
    "%j is wrong usage",
    async (argv) => {
      expect(await main(["data", ...argv], output)).toBe(2);
    },
  );
});
