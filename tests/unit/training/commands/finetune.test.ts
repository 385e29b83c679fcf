import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../../../training/cli";
import type { Output } from "../../../../training/commands/output";
import { readModels } from "../../../../training/commands/models";

const CONFIG = `
recipe: default.v1
assistant_id: cafe
pipeline:
- {name: CountVectorsFeaturizer}
- {name: LexicalSyntacticFeaturizer}
- {name: DIETClassifier}
- {name: FallbackClassifier}
policies:
- {name: TEDPolicy, epochs: 40, transformer_size: 16}
`;

const DOMAIN = `
version: "3.1"
intents: [greet, order]
entities: [dish]
responses:
  utter_hello: [{text: Hello.}]
  utter_coming: [{text: Coming.}]
`;

const DATA = `
version: "3.1"
nlu:
- intent: greet
  examples: |
${["hello", "hi there", "good morning", "hey you", "hello again"].map((text) => `    - ${text}\n`).join("")}
- intent: order
  examples: |
${["bring me [soup](dish)", "I want [bread](dish)", "one [pizza](dish) please", "give me [soup](dish)"].map((text) => `    - ${text}\n`).join("")}
stories:
- story: a meal
  steps: [{intent: greet}, {action: utter_hello}, {intent: order}, {action: utter_coming}]
`;

let folder: string;
let complained: string[] = [];
let bars: string[] = [];
const output: Output = {
  print: () => undefined,
  complain: (text) => complained.push(text),
  progress: (title) => ({ update: (_, total) => bars.push(`${title} of ${total}`), end: () => undefined }),
};
const run = (...more: string[]) => {
  complained = [];
  bars = [];
  return main(["train", "--project", folder, "--out", join(folder, "models"), "--tier", "lite", ...more], output);
};
const write = (data: string) => writeFileSync(join(folder, "data/data.yml"), data);
/** What is set by held-out examples. */
const fitted = (): unknown => {
  const read = (path: string) =>
    JSON.parse(readFileSync(join(folder, "models", path), "utf8")) as Record<string, unknown>;
  const { components } = read(`${String(read("current.json")["nlu"])}/pipeline.json`);
  return (components as Record<string, unknown>[]).map(({ scales, scope, threshold }) => ({
    scales,
    scope,
    threshold,
  }));
};
const context = { now: 0, zone: "UTC" };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sotto-finetune-"));
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "config.yml"), CONFIG);
  writeFileSync(join(folder, "domain.yml"), DOMAIN);
  write(DATA);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("sotto train --finetune", () => {
  it("says so where there is nothing to go on from", async () => {
    expect(await run("--finetune")).toBe(2);
    expect(complained.join()).toMatch(/goes on from a lite model/);
  });

  it("learns what is new in a share of the epochs, and keeps what was known and how it was calibrated", async () => {
    expect(await run()).toBe(0);
    const usual = bars.filter((bar) => bar.startsWith("lite: training")).length;
    const before = await readModels(join(folder, "models"));
    const calibration = fitted();
    expect(before.interpreter.parse("one blimey please", context).intent.name).toBe("order");

    write(DATA.replace("- hi there", "- one blimey please\n    - blimey please\n    - hi there"));
    expect(await run("--finetune", "--epoch-fraction", "0.5")).toBe(0);
    expect(bars.filter((bar) => bar.startsWith("lite: training")).length).toBeLessThan(usual);
    expect(bars.some((bar) => bar.includes("measuring"))).toBe(false);

    const { interpreter } = await readModels(join(folder, "models"));
    expect(interpreter.parse("one blimey please", context).intent.name).toBe("greet");
    expect(interpreter.parse("hello again", context).intent.name).toBe("greet");
    expect(interpreter.parse("I want bread", context).entities).toMatchObject([{ entity: "dish", value: "bread" }]);
    expect(fitted()).toEqual(calibration);
  });

  it("goes on from the network of a policy too", async () => {
    write(
      DATA.replace(
        "- story: a meal",
        "- story: twice\n  steps: [{intent: greet}, {action: utter_hello}, {intent: greet}, {action: utter_hello}]\n- story: a meal",
      ),
    );
    expect(await run("--finetune", "--epoch-fraction", "0.1")).toBe(0);
    expect(bars.filter((bar) => bar.startsWith("TEDPolicy")).every((bar) => bar.endsWith("of 4"))).toBe(true);
  });

  it("refuses other labels, and an epoch fraction that is none", async () => {
    write(
      `${DATA}`.replace(
        "- intent: greet\n  ex",
        "- intent: leave\n  examples: |\n    - bye\n    - see you\n- intent: greet\n  ex",
      ),
    );
    writeFileSync(join(folder, "domain.yml"), DOMAIN.replace("[greet, order]", "[greet, order, leave]"));
    const before = readFileSync(join(folder, "models/current.json"), "utf8");
    expect(await run("--finetune")).toBe(1);
    expect(complained.join("\n")).toMatch(/^config\.yml:1:1 config\.finetune .*Train without --finetune/m);
    expect(readFileSync(join(folder, "models/current.json"), "utf8")).toBe(before);
    expect(await run("--finetune", "--epoch-fraction", "2")).toBe(2);
  });
});
