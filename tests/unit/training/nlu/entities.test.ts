import { beforeAll, describe, expect, it } from "vitest";
import type { TrainedInterpreter } from "../../../../src/engine/nlu/trained-interpreter";
import type { Entity, ParseContext } from "../../../../src/engine/nlu/parse-data";
import { trainNlu } from "../../../../training/nlu/train-nlu";
import type { AnnotatedEntity, NluData, NluExample } from "../../../../training/formats/types";
import { config, tinyProject } from "./tiny-project";

const CONTEXT: ParseContext = { now: Date.UTC(2026, 0, 5, 12), zone: "UTC" };
const CITIES = ["Oslo", "Bergen", "New York", "Rio", "Paris", "San Jose", "Rome", "Lima", "Cairo", "Kyoto"];
const COUNTS = ["two", "three", "four", "five"];

/** An example of words, and of texts with what they are. */
function annotated(
  ...parts: (string | [text: string, label: Omit<AnnotatedEntity, "start" | "end" | "value">])[]
): NluExample {
  let text = "";
  const entities: AnnotatedEntity[] = [];
  for (const part of parts) {
    const [value, label] = typeof part === "string" ? [part, null] : part;
    if (label) entities.push({ ...label, start: text.length, end: text.length + value.length, value });
    text += value;
  }
  return { intent: "book", text, entities, place: { file: "data/nlu.yml", line: 1, column: 1 } };
}

/** Trips from one city to another, in either order; seats and bags in two groups. */
function trips(): NluData {
  const from = { entity: "city", role: "from" };
  const to = { entity: "city", role: "to" };
  const seats = { entity: "count", group: "1" };
  const bags = { entity: "count", group: "2" };
  const examples = CITIES.flatMap((a, i): NluExample[] => {
    const b = CITIES[(i + 3) % CITIES.length] ?? "";
    const [m = "", n = ""] = [COUNTS[i % 4], COUNTS[(i + 1) % 4]];
    return [
      annotated("from ", [a, from], " to ", [b, to]),
      annotated("a trip to ", [b, to], " from ", [a, from], " please"),
      annotated("fly to ", [a, to]),
      annotated("I leave from ", [b, from]),
      annotated([m, seats], " seats and ", [n, bags], " bags"),
    ];
  });
  const { responses } = tinyProject();
  return {
    examples,
    synonyms: { nyc: "New York" },
    regexes: [],
    lookups: [
      {
        name: "city",
        entries: [...CITIES, "Kristiansand", "NYC"],
        place: { file: "data/nlu.yml", line: 1, column: 1 },
      },
      { name: "capital", entries: ["Oslo", "Rome"], place: { file: "data/nlu.yml", line: 1, column: 1 } },
    ],
    responses,
  };
}

describe("entities of a trained pipeline", () => {
  let interpreter: TrainedInterpreter;
  beforeAll(async () => {
    const nlu = trips();
    // A lookup table gives entities where the data annotates one of its name.
    nlu.examples.push(annotated("the capital is ", ["Oslo", { entity: "capital" }]));
    const pipeline = config(
      "WhitespaceTokenizer",
      "LexicalSyntacticFeaturizer",
      "CountVectorsFeaturizer",
      "DIETClassifier",
      "RegexEntityExtractor",
      ["DucklingEntityExtractor", { dimensions: ["number"] }],
      "EntitySynonymMapper",
    );
    const { trained } = await trainNlu({ nlu, config: pipeline, seed: 1 });
    if (!trained?.lite) throw new Error("nothing trained");
    interpreter = trained.lite.interpreter;
  }, 180_000);

  const read = (text: string): Entity[] => interpreter.parse(text, CONTEXT).entities;
  const city = (text: string): Entity[] => read(text).filter(({ entity }) => entity === "city");

  it("have the roles of their places, each once though a table knows them too", () => {
    for (const text of ["from Oslo to Bergen", "from Bergen to Oslo"]) {
      const [, first, , second] = text.split(" ");
      expect(city(text)).toMatchObject([
        { value: first, role: "from", extractor: "DIETClassifier", processors: ["RegexEntityExtractor"] },
        { value: second, role: "to" },
      ]);
    }
  });

  it("have the groups of their places", () => {
    const counts = read("two seats and three bags").filter(({ entity }) => entity === "count");
    expect(counts).toMatchObject([
      { value: "two", group: "1" },
      { value: "three", group: "2" },
    ]);
  });

  it("of different kinds stand on the same words", () => {
    const found = read("from Oslo to Rio").filter(({ start }) => start === 5);
    expect(found.map(({ entity }) => entity).toSorted()).toEqual(["capital", "city"]);
    const two = read("two seats and three bags").filter(({ start }) => start === 0);
    expect(two).toMatchObject([
      { entity: "count", value: "two" },
      { entity: "number", value: 2 },
    ]);
  });

  it("take the value of a synonym", () => {
    expect(city("fly to NYC")).toMatchObject([{ value: "New York" }]);
  });

  it("all have a confidence", () => {
    for (const { confidence_entity: confidence } of read("from Oslo to Kristiansand for two")) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });
});
