import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../../training/cli";
import { readTier } from "../../../training/commands/models";
import { capturedOutput } from "../../support/captured-output";
import { shippedEncoder } from "../../../training/encoder/encoder-folder";
import type { BenchReport } from "../../../training/evaluation/nlu-bench";

const CONFIG = `
recipe: default.v1
language: en
assistant_id: tiny
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
- name: DIETClassifier
policies:
- name: RulePolicy
`;

const DOMAIN = `
version: "3.1"
intents: [greet, order]
responses:
  utter_hello: [{text: Hello.}]
`;

const DATA = `
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - hi there
- intent: order
  examples: |
    - bring me soup
    - I want bread
rules:
- rule: hello
  steps: [{intent: greet}, {action: utter_hello}]
`;

const TEST = `
version: "3.1"
nlu:
- intent: order
  examples: |
    - I want soup
`;

const encoder = await shippedEncoder();
if (!encoder) console.warn("models/encoder is empty: the full tier is not tested.");

let folder: string;
const output = capturedOutput();
const { printed, complained } = output;

const run = (...argv: string[]) => main(argv, output);
const current = (out: string) => JSON.parse(readFileSync(join(folder, out, "current.json"), "utf8")) as unknown;
const bundle = (out: string) => {
  const [name = ""] = readdirSync(join(folder, out, "nlu"));
  return readdirSync(join(folder, out, "nlu", name)).filter((file) => /pipeline|weights|full/.test(file));
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sotto-tiers-"));
  for (const sub of ["data", "tests", "bench"]) mkdirSync(join(folder, sub));
  writeFileSync(join(folder, "config.yml"), CONFIG);
  writeFileSync(join(folder, "domain.yml"), DOMAIN);
  writeFileSync(join(folder, "data/nlu.yml"), DATA);
  writeFileSync(join(folder, "tests/test_nlu.yml"), TEST);
  const rows = (texts: string[], intent: string) => texts.map((text) => JSON.stringify({ text, intent })).join("\n");
  const [greet, order] = [rows(["hello", "hi there"], "greet"), rows(["bring me soup", "I want bread"], "order")];
  writeFileSync(join(folder, "bench/train.jsonl"), `${greet}\n${order}\n`);
  writeFileSync(join(folder, "bench/test.jsonl"), `${rows(["hello there"], "greet")}\n`);
});

beforeEach(() => {
  output.clear();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("sotto train --tier", () => {
  it("lite: writes and measures that one alone, and no encoder", async () => {
    expect(await run("train", "--project", folder, "--out", join(folder, "lite"), "--tier", "lite")).toBe(0);
    expect(bundle("lite")).toEqual(["pipeline.json", "weights.bin", "weights.json"]);
    expect(current("lite")).not.toHaveProperty("encoder");
    expect(existsSync(join(folder, "lite/encoder"))).toBe(false);
    expect(printed.join("\n")).toMatch(/^lite, tests\/ \(1\): 100\.0 % right/m);
    expect(printed.join("\n")).not.toContain("full");
    expect(await run("test", "nlu", "--project", folder, "--models", join(folder, "lite"), "--tier", "full")).toBe(2);
    expect(complained.join("\n")).toMatch(/names no encoder; run sotto train --tier both/);
  });
});

describe.skipIf(!encoder)("sotto train --tier both", () => {
  it("writes and measures both, with the encoder beside them; test reads either; a damaged encoder is refused by name", async () => {
    const out = join(folder, "both");
    expect(await run("train", "--project", folder, "--out", out, "--tier", "both")).toBe(0);
    expect(bundle("both")).toEqual(["full", "pipeline.json", "weights.bin", "weights.json"]);
    expect(current("both")).toMatchObject({ encoder: `encoder/${encoder?.name}` });
    for (const tier of ["lite", "full"]) {
      expect(printed.join("\n")).toMatch(new RegExp(`^${tier}, tests/ \\(1\\): 100\\.0 % right`, "m"));
      expect(
        await run(
          "test",
          "nlu",
          "--project",
          folder,
          "--out",
          join(folder, "results"),
          "--models",
          out,
          "--tier",
          tier,
        ),
        tier,
      ).toBe(0);
    }
    const file = join(out, `encoder/${encoder?.name}/onnx/model_quantized.onnx`);
    const bytes = readFileSync(file);
    const middle = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    writeFileSync(file, bytes);
    expect(
      await run(
        "test",
        "nlu",
        "--project",
        folder,
        "--out",
        join(folder, "results"),
        "--models",
        out,
        "--tier",
        "full",
      ),
    ).toBe(2);
    expect(complained.join("\n")).toMatch(/model\.damaged encoder\/.+\/onnx\/model_quantized\.onnx/);
    await expect(readTier(out, "full")).rejects.toThrow(/model_quantized\.onnx/);
    // The lite tier needs none.
    expect(
      await run(
        "test",
        "nlu",
        "--project",
        folder,
        "--out",
        join(folder, "results"),
        "--models",
        out,
        "--tier",
        "lite",
      ),
    ).toBe(0);
  });
});

describe.skipIf(!encoder)("sotto bench nlu --tier full", () => {
  it("trains and measures that tier, its encoder counted among its bytes", async () => {
    const file = join(folder, "bench.json");
    expect(await run("bench", "nlu", "--data", join(folder, "bench"), "--tier", "full", "--json", file)).toBe(0);
    const report = JSON.parse(readFileSync(file, "utf8")) as BenchReport;
    expect(report).toMatchObject({
      tier: "full",
      seed: 1,
      train: { examples: 4 },
      intent: { accuracy: 1 },
      entities: null,
      oos: null,
    });
    expect(report.model.bytes).toBeGreaterThan(10_000_000);
    expect(report.model.gzipBytes).toBeLessThan(report.model.bytes);
    expect(report.latencyMs.p50).toBeGreaterThan(0);
    expect(report.latencyMs.p95).toBeGreaterThanOrEqual(report.latencyMs.p50);
  });
});
