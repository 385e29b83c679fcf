import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { main } from "../../../../training/cli";
import { capturedOutput } from "../../../support/captured-output";

const PROJECT = {
  "config.yml":
    "assistant_id: x\nlanguage: en\npipeline: [{name: WhitespaceTokenizer}, {name: KeywordIntentClassifier}]\npolicies: [{name: RulePolicy}]\n",
  "domain.yml":
    'version: "3.1"\nintents: [greet, thank]\nresponses: {utter_greet: [{text: Hello.}], utter_welcome: [{text: Welcome.}]}\n',
  "data/nlu.yml":
    'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n    - hi\n- intent: thank\n  examples: |\n    - thanks\n    - thank you\n',
  "data/rules.yml":
    'version: "3.1"\nrules:\n- rule: greet\n  steps: [{intent: greet}, {action: utter_greet}]\n- rule: thank\n  steps: [{intent: thank}, {action: utter_welcome}]\n',
  "tests/test_stories.yml":
    "stories:\n- story: right\n  steps: [{intent: greet}, {action: utter_greet}]\n- story: wrong\n  steps: [{intent: thank}, {action: utter_greet}]\n",
};
const CONVERSATIONS = [
  {
    sender_id: "anna",
    events: [
      { event: "action", name: "utter_greet", timestamp: 1 },
      { event: "pause", timestamp: 5 },
    ],
  },
  { sender_id: "ben", events: [{ event: "pause", timestamp: 2 }] },
];

let folder: string;
const output = capturedOutput();
const { printed, complained } = output;
const at = (path: string): string => join(folder, path);
const read = (path: string): string => readFileSync(at(path), "utf8");

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sotto-reports-"));
  for (const [path, text] of Object.entries(PROJECT)) write(path, text);
  write("talks.json", JSON.stringify(CONVERSATIONS));
  write("markers.yml", "greeted: {action: utter_greet}\n");
  output.clear();
});

describe("sotto test", () => {
  it("writes Rasa's reports beside the contract's JSON, and exits 1 where a story fails", async () => {
    const command = [
      "test",
      "core",
      "--project",
      folder,
      "--nlu-from-story",
      "--out",
      at("out"),
      "--json",
      at("x.json"),
    ];
    expect(await main(command, output)).toBe(1);
    expect(readdirSync(at("out")).sort()).toEqual([
      "failed_test_stories.yml",
      "stories_with_warnings.yml",
      "story_confusion_matrix.json",
      "story_confusion_matrix.svg",
      "story_report.json",
    ]);
    expect(read("out/failed_test_stories.yml")).toContain("utter_greet # predicted: utter_welcome");
    expect(JSON.parse(read("x.json"))).toEqual({
      stories: { total: 2, correct: 1 },
      actions: { total: 4, correct: 2 },
      failures: [
        {
          story: "wrong",
          line: 4,
          expected: ["utter_greet", "action_listen"],
          predicted: ["utter_welcome", "action_default_fallback"],
        },
      ],
    });
  });

  it("tests the examples themselves, in folds", async () => {
    const command = ["test", "nlu", "--cross-validation", "--folds", "2", "--project", folder, "--out", at("out")];
    expect(await main([...command, "--json", at("x.json")], output)).toBe(0);
    expect(JSON.parse(read("x.json"))).toMatchObject({
      crossValidation: { folds: 2, train: { mean: 1, deviation: 0 } },
    });
    const report = JSON.parse(read("out/intent_report.json")) as Record<string, { support: number }>;
    expect([report["greet"]?.support, report["thank"]?.support]).toEqual([2, 2]);
  });
});

describe("sotto visualize", () => {
  it("writes an SVG", async () => {
    expect(await main(["visualize", "--project", folder, "--out", at("graph.svg")], output)).toBe(0);
    expect(read("graph.svg")).toMatch(/^<svg .*\n<title id="title">0 stories, 2 rules<\/title>/);
  });
});

describe("sotto evaluate markers", () => {
  const command = (...more: string[]): string[] => [
    ...["evaluate", "markers", ...more, "--config", at("markers.yml"), "--conversations", at("talks.json")],
    ...["--out", at("marks.csv")],
  ];

  it("writes what it found, and figures", async () => {
    expect(await main(command("all", "--stats-file-prefix", at("stats"), "--project", folder), output)).toBe(0);
    expect(read("marks.csv").split("\n")[1]).toBe("anna,0,greeted,0,0");
    expect(read("stats-overall.csv")).toContain(
      "all,nan,greeted,percentage_of_sessions_where_marker_applies_at_least_once,50",
    );
    expect(read("stats-per-session.csv")).toContain("ben,0,greeted,count(number of preceding user turns),0");
  });

  it("looks at the first, or at some by a seed, and writes no figures where none are wanted", async () => {
    expect(await main(command("first_n", "--count", "1", "--no-stats"), output)).toBe(0);
    expect(printed.at(-1)).toBe(`1 conversations, 1 sessions: ${at("marks.csv")}`);
    expect(await main([...command("sample_n", "--count", "9", "--no-stats"), "--out", at("two.csv")], output)).toBe(0);
    expect(printed.at(-1)).toMatch(/^2 conversations/);
  });

  it("writes over nothing", async () => {
    write("marks.csv", "mine");
    expect(await main(command("all", "--no-stats"), output)).toBe(2);
    expect(read("marks.csv")).toBe("mine");
  });

  it("looks for nothing where a marker can't be read, or isn't of the project", async () => {
    write("markers.yml", "greeted: {action: utter_great}\n");
    expect(await main(command("all", "--no-stats", "--project", folder), output)).toBe(1);
    expect(complained.at(-1)).toMatch(/markers\.yml:1:19 marker\.unknown-name .*Did you mean `utter_greet`/);
    expect(readdirSync(folder)).not.toContain("marks.csv");
  });
});

describe("sotto export", () => {
  const command = (...more: string[]): string[] => [
    ...["export", "--conversations", at("talks.json"), "--out", at("events.jsonl"), ...more],
  ];

  it("writes one event a line, of the conversations and the time that are wanted", async () => {
    expect(await main(command("--conversation-ids", "anna", "--minimum-timestamp", "2"), output)).toBe(0);
    expect(read("events.jsonl")).toBe('{"event":"pause","timestamp":5,"sender_id":"anna"}\n');
    expect(await main(command("--maximum-timestamp", "5"), output)).toBe(0);
    expect(read("events.jsonl").trim().split("\n")).toHaveLength(2);
  });

  it("says which conversations aren't there, and which lines can't be read", async () => {
    expect(await main(command("--conversation-ids", "anna,carl"), output)).toBe(1);
    expect(complained).toEqual(["there are no conversations called carl"]);
    write("talks.json", `${JSON.stringify(CONVERSATIONS[0])}\nnot JSON\n`);
    expect(await main(command(), output)).toBe(1);
    expect(complained.at(-1)).toMatch(/talks\.json:2:1 conversation\.syntax/);
    expect(read("events.jsonl").trim().split("\n")).toHaveLength(2);
  });
});

describe("wrong usage", () => {
  it.each([
    [["test", "core", "--cross-validation"], /test nlu/],
    [["test", "nlu", "--cross-validation", "--folds", "1", "--project", "."], /--folds 1: expected 2 to 4/],
    [["visualize", "--max-history", "0"], /1 or more/],
    [["evaluate", "markers", "--out", "x"], /all, first_n or sample_n/],
    [["evaluate", "markers", "first_n", "--out", "x"], /--count/],
    [["evaluate", "markers", "all"], /--out FILE is missing/],
    [["evaluate", "markers", "all", "--out", "x", "--config", "/no/such/file"], /ENOENT/],
    [["export", "--out", "x"], /--conversations FILE is missing/],
    [["export", "--out", "x", "--conversations", "/no/such/file"], /ENOENT/],
    [["export", "--out", "x", "--minimum-timestamp", "noon"], /seconds/],
    [["export", "--out", "x", "--minimum-timestamp", "2", "--maximum-timestamp", "1"], /smaller/],
  ])("%j is answered with one line and exit 2", async (argv, message) => {
    expect(
      await main(
        argv.map((word) => (word === "." ? folder : word)),
        output,
      ),
    ).toBe(2);
    expect(complained.join("\n")).toMatch(message);
  });
});
