import { describe, expect, it } from "vitest";
import { ReadLog } from "../../../../training/formats/read-log";
import { parseYaml } from "../../../../training/formats/yaml-document";
import { field, toJson } from "../../../../training/formats/yaml-node";
import { briefly } from "./memory-files";

function parse(text: string, environment?: Record<string, string>) {
  const log = new ReadLog();
  const node = parseYaml(text, "f.yml", log, environment);
  return { node, json: node && toJson(node), faults: briefly(log.faults, "f.yml") };
}

describe("YAML is read as Rasa reads it", () => {
  it("keeps yes, no, on and off as texts", () => {
    expect(parse("[yes, no, on, off, true]").json).toEqual(["yes", "no", "on", "off", true]);
  });

  it("keeps how a number is written, beside its value", () => {
    expect(parse("a: 007").node).toMatchObject({ entries: [{ value: { value: 7, text: "007" } }] });
  });

  it("resolves aliases and merge keys, what stands in the map itself first", () => {
    expect(parse("a: &x {p: 1, q: 2}\nb: *x\nc: {<<: *x, q: 3}").json).toEqual({
      a: { p: 1, q: 2 },
      b: { p: 1, q: 2 },
      c: { q: 3, p: 1 },
    });
  });

  it("decodes \\u escapes in files of ASCII only", () => {
    expect(parse("a: caf\\u00e9").json).toEqual({ a: "café" });
    expect(parse("a: caf\\u00e9 é").json).toEqual({ a: "caf\\u00e9 é" });
    expect(parse('a: "\\\\u00e9"').json).toEqual({ a: "\\u00e9" });
  });

  it("knows the place of every line of a block", () => {
    const { node } = parse("a:\n  b: |\n    - one\n\n    - two\n");
    const block = node?.kind === "map" ? field(node, "a") : undefined;
    const text = block?.kind === "map" ? field(block, "b") : undefined;
    expect(text?.kind === "scalar" && text.lines).toEqual([
      { text: "- one", place: { file: "f.yml", line: 3, column: 5 } },
      { text: "", place: { file: "f.yml", line: 4, column: 1 } },
      { text: "- two", place: { file: "f.yml", line: 5, column: 5 } },
    ]);
  });
});

describe("faults are given with their places", () => {
  it("a syntax error", () => {
    const { node, faults } = parse("a: 1\nb: [1, 2\nc: 3\n");
    expect(node).toBeNull();
    expect(faults[0]).toMatch(/^yaml\.syntax at [34]:/);
  });

  it("a key given twice, of which the first is kept", () => {
    const { json, faults } = parse("a: 1\nb:\n  c: 1\n  c: 2\n");
    expect(faults).toEqual(["yaml.duplicate-key at 4:3"]);
    expect(json).toEqual({ a: 1, b: { c: 1 } });
  });

  it("an environment variable that isn't set; quoted texts are left alone", () => {
    const { json, faults } = parse('a: ${HOST}:${PORT}\nb: "${PORT}"\nc: ${HOST}', { HOST: "h" });
    expect(json).toEqual({ a: "h:${PORT}", b: "${PORT}", c: "h" });
    expect(faults).toEqual(["yaml.environment at 1:4"]);
  });

  it("a key that is __proto__ changes nothing but its map", () => {
    const { json } = parse("__proto__: {polluted: true}");
    expect(Object.keys(json ?? {})).toEqual(["__proto__"]);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("what isn't YAML", () => {
  it("is one fault, not one for each thing behind it", () => {
    const { faults } = parse("a: one: two\nb: [1]\nc:\n- d: e\n");
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain("yaml.syntax");
  });
});

describe("hostile files end in a fault, and soon", () => {
  const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let i = 1; i < 12; i++)
    bomb.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(", ")}]`,
    );
  const cases: [string, string, string][] = [
    ["aliases that multiply", bomb.join("\n"), "yaml.alias"],
    ["an alias inside what it stands for", "a: &a [1, *a]", "yaml.alias"],
    ["nesting without end", "[".repeat(50_000), "yaml.syntax"],
  ];
  it.each(cases)("%s", (_, text, code) => {
    expect(parse(text).faults.join()).toContain(code);
  });

  it("a map of a hundred thousand keys is read in a few seconds", () => {
    const text = Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join("\n");
    expect(Object.keys(parse(text).json ?? {})).toHaveLength(100_000);
  });
});
