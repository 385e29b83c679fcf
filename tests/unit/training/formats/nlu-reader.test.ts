import { describe, expect, it } from "vitest";
import { readNluFile } from "../../../../training/formats/project-reader";
import { briefly } from "./memory-files";

function read(text: string) {
  const { nlu, faults } = readNluFile(text, "nlu.yml");
  return { nlu, faults: briefly(faults, "nlu.yml") };
}

describe("examples of an intent", () => {
  it("are read from a block, each with its place", () => {
    const { nlu, faults } = read("nlu:\n- intent: greet\n  examples: |\n    - hi there\n    -   hello [Ann](name)\n");
    expect(faults).toEqual([]);
    expect(nlu.examples).toEqual([
      { intent: "greet", text: "hi there", entities: [], place: { file: "nlu.yml", line: 4, column: 7 } },
      {
        intent: "greet",
        text: "hello Ann",
        entities: [{ entity: "name", start: 6, end: 9, value: "Ann" }],
        place: { file: "nlu.yml", line: 5, column: 9 },
      },
    ]);
  });

  it("are read from a list of texts, with metadata, dashes and plain scalars", () => {
    const { nlu, faults } = read(`
nlu:
- intent: greet
  metadata: {priority: low}
  examples:
  - text: |
      - good morning
    metadata: {source: web}
  - text: good evening
  - 7
  - yes
`);
    expect(faults).toEqual([]);
    expect(nlu.examples.map(({ text, metadata }) => [text, metadata])).toEqual([
      ["good morning", { source: "web" }],
      ["good evening", { priority: "low" }],
      ["7", { priority: "low" }],
      ["yes", { priority: "low" }],
    ]);
    expect(nlu.examples[0]?.place).toEqual({ file: "nlu.yml", line: 7, column: 9 });
  });

  it("of a retrieval intent keep the intent and the response key", () => {
    const { nlu } = read("nlu:\n- intent: faq/ask_hours\n  examples: |\n    - when are you open\n");
    expect(nlu.examples[0]).toMatchObject({ intent: "faq", intentResponseKey: "faq/ask_hours" });
  });

  it("that lack the dash are skipped with a warning, and the others are kept", () => {
    const { nlu, faults } = read("nlu:\n- intent: greet\n  examples: |\n    - hi\n    hello\n    -\n    - hey\n");
    expect(nlu.examples.map(({ text }) => text)).toEqual(["hi", "hey"]);
    expect(faults).toEqual(["nlu.example-dash at 5:5", "nlu.example-empty at 6:5"]);
  });

  it("with unbalanced brackets are reported at the bracket", () => {
    const { faults } = read("nlu:\n- intent: go\n  examples: |\n    - go to [Oslo(city)\n");
    expect(faults).toEqual(["nlu.entity-brackets at 4:13"]);
  });
});

describe("synonyms, regexes and lookups", () => {
  it("come from synonym blocks and from annotated values", () => {
    const { nlu } = read(`
nlu:
- intent: go
  examples: |
    - go to [The Big Apple](city:New York)
- synonym: Oslo
  examples: |
    - Oslo City
`);
    expect(nlu.synonyms).toEqual({
      "the big apple": "New York",
      "new york": "New York",
      "oslo city": "Oslo",
      oslo: "Oslo",
    });
  });

  it("that contradict each other are reported", () => {
    const { nlu, faults } = read(
      "nlu:\n- synonym: A\n  examples: |\n    - thing\n- synonym: B\n  examples: |\n    - Thing\n",
    );
    expect(faults).toEqual(["nlu.synonym-conflict at 7:7"]);
    expect(nlu.synonyms["thing"]).toBe("B");
  });

  it("of one name in two places are joined", () => {
    const { nlu } = read(`
nlu:
- regex: code
  examples: |
    - \\b[A-Z]{2}\\d+\\b
- lookup: city
  examples: |
    - Oslo
- lookup: city
  examples: |
    - Bergen
- regex: code
  examples: |
    - (?P<year>\\d{4})
`);
    expect(nlu.regexes).toMatchObject([{ name: "code", patterns: ["\\b[A-Z]{2}\\d+\\b", "(?P<year>\\d{4})"] }]);
    expect(nlu.lookups).toMatchObject([{ name: "city", entries: ["Oslo", "Bergen"] }]);
  });

  it("a bad pattern is an error at its line, and a lookup file a warning", () => {
    const { nlu, faults } = read(
      "nlu:\n- regex: code\n  examples: |\n    - \\d+\n    - (unclosed\n- lookup: city\n  examples: data/cities.txt\n",
    );
    expect(faults).toEqual(["nlu.regex at 5:7", "nlu.lookup-file at 7:13"]);
    expect(nlu.regexes[0]?.patterns).toEqual(["\\d+"]);
  });
});

describe("what has the wrong shape is reported and skipped", () => {
  const cases: [string, string, string[]][] = [
    ["nlu is no list", "nlu: 3\n", ["nlu.shape at 1:6"]],
    ["an item without a kind", "nlu:\n- intnt: greet\n  examples: |\n    - hi\n", ["nlu.shape at 2:3"]],
    ["an intent without a name", "nlu:\n- intent:\n  examples: |\n    - hi\n", ["nlu.shape at 2:10"]],
    ["examples that are a map", "nlu:\n- intent: a\n  examples: {a: 1}\n", ["nlu.shape at 3:13"]],
    ["no examples", "nlu:\n- intent: a\n", ["nlu.no-examples at 2:3"]],
    ["an unknown key", "nlu:\n- intent: a\n  exampels: 1\n  examples: |\n    - hi\n", ["nlu.unknown-key at 3:3"]],
  ];
  it.each(cases)("%s", (_, text, expected) => {
    expect(read(text).faults).toEqual(expected);
  });
});
