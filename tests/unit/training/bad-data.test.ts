import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { main } from "../../../training/cli";
import { capturedOutput } from "../../support/captured-output";

const CONFIG = `
recipe: default.v1
language: en
assistant_id: tiny
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
- name: DIETClassifier
- name: RandomForestClassifier
  n_estimators: 5
- name: FallbackClassifier
policies:
- name: RulePolicy
`;

let folder: string;
const output = capturedOutput();
const { printed, complained } = output;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sotto-data-"));
  output.clear();
});

/** Trains the intents with their examples; the exit code. */
function train(intents: Record<string, string[]>): Promise<number> {
  const items = Object.entries(intents).map(
    ([intent, examples]) => `- intent: ${intent}\n  examples: |\n${examples.map((text) => `    - ${text}\n`).join("")}`,
  );
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "config.yml"), CONFIG);
  writeFileSync(
    join(folder, "domain.yml"),
    `version: "3.1"\nintents: [${Object.keys(intents).join(", ")}]\nentities: [city, trip]\nresponses:\n  utter_hi: [{text: Hi.}]\n`,
  );
  writeFileSync(
    join(folder, "data/nlu.yml"),
    `version: "3.1"\nnlu:${items.length > 0 ? `\n${items.join("")}` : " []"}`,
  );
  return main(["train", "nlu", "--project", folder], output);
}

/** The pipeline and scores of what was trained: no number in them may be missing. */
function written(): string {
  const [model = ""] = readdirSync(join(folder, "models/nlu"));
  return ["pipeline.json", "metadata.json"]
    .map((file) => readFileSync(join(folder, "models/nlu", model, file), "utf8"))
    .join();
}

describe("sotto train nlu, on data that is", () => {
  it("one example for an intent: trained, with a warning at the intent", async () => {
    expect(await train({ greet: ["hello"], bye: ["bye", "see you", "so long"] })).toBe(0);
    expect(complained.join("\n")).toMatch(/^domain\.yml:2:\d+ nlu\.few-examples .*`greet`/m);
    expect(written()).not.toMatch(/NaN|"scales":\[[^\]]*null/);
  });

  it("one intent only: trained", async () => {
    expect(await train({ greet: ["hello", "hi", "hey"] })).toBe(0);
    expect(written()).not.toMatch(/NaN|"scales":\[[^\]]*null/);
  });

  it("none: refused", async () => {
    expect(await train({})).toBe(1);
    expect(complained.join("\n")).toMatch(/^data:1:1 nlu\.no-examples /m);
    expect(readdirSync(folder)).not.toContain("models");
  });

  it("of a thousand intents: trained", async () => {
    const intents = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`intent${i}`, [`word${i} please`]]));
    expect(await train(intents)).toBe(0);
    expect(printed.join("\n")).toContain("1000 examples of 1000 intents");
    expect(written()).not.toMatch(/NaN|"scales":\[[^\]]*null/);
  });

  it("of entities that cross: refused at each bracket", async () => {
    expect(await train({ fly: ["from [Oslo [to](city) Rio](trip)", "home"], bye: ["[Os[lo](city)", "bye"] })).toBe(1);
    const faults = complained.filter((line) => line.includes(" nlu.entity-brackets "));
    expect(faults.map((line) => line.split(" ")[0])).toEqual([
      "data/nlu.yml:5:12",
      "data/nlu.yml:5:32",
      "data/nlu.yml:9:7",
    ]);
  });

  it("an empty text: skipped with a warning, and an entity without words refused", async () => {
    expect(await train({ greet: ["", "hello", "[](city)"], bye: ["bye", "so long"] })).toBe(1);
    expect(complained.join("\n")).toMatch(/^data\/nlu\.yml:5:5 nlu\.example-empty /m);
    expect(complained.join("\n")).toMatch(/^data\/nlu\.yml:7:7 nlu\.entity-brackets /m);
  });
});

describe("sotto bench nlu, on data that is", () => {
  const GOOD = [
    { text: "hello", intent: "greet" },
    { text: "fly to Oslo", intent: "fly", entities: [{ start: 7, end: 11, entity: "city", value: "Oslo" }] },
  ];

  function bench(...rows: object[]): Promise<number> {
    const lines = (some: object[]): string => some.map((row) => JSON.stringify(row)).join("\n");
    writeFileSync(join(folder, "train.jsonl"), lines([...GOOD, ...rows]));
    writeFileSync(join(folder, "test.jsonl"), lines(GOOD));
    return main(["bench", "nlu", "--data", folder], output);
  }

  it.each([
    ["an empty text", { text: " ", intent: "greet" }, /train\.jsonl:3:1 bench\.text /],
    ["no text at all", { intent: "greet" }, /train\.jsonl:3:1 bench\.row /],
    [
      "an entity outside its text",
      { text: "Rio", intent: "fly", entities: [{ start: 0, end: 9, entity: "city", value: "Rio" }] },
      /train\.jsonl:3:1 bench\.entity "city" from 0 to 9 .* 3 characters/,
    ],
    [
      "an entity that ends before it begins",
      { text: "Rio", intent: "fly", entities: [{ start: 2, end: 1, entity: "city", value: "i" }] },
      /train\.jsonl:3:1 bench\.entity /,
    ],
  ])("%s: refused with the place", async (_, row, message) => {
    expect(await bench(row)).toBe(2);
    expect(complained.join("\n")).toMatch(message);
  });

  it("entities that cross: trained", async () => {
    const entities = [
      { start: 4, end: 13, entity: "trip", value: "from Oslo" },
      { start: 9, end: 20, entity: "city", value: "Oslo to Rio" },
    ];
    expect(await bench({ text: "fly from Oslo to Rio", intent: "fly", entities })).toBe(0);
    expect(printed.join("\n")).toContain('"accuracy"');
    expect(printed.join("\n")).not.toMatch(/NaN|"accuracy": null/);
  });
});
