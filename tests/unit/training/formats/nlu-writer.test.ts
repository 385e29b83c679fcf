import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NluBuilder } from "../../../../training/formats/nlu-builder";
import { writeNlu } from "../../../../training/formats/nlu-writer";
import { readNluFile } from "../../../../training/formats/project-reader";
import { ReadLog } from "../../../../training/formats/read-log";
import type { NluData, NluExample } from "../../../../training/formats/types";

const PLACE = { file: "f.yml", line: 1, column: 1 };

function withoutPlaces(nlu: NluData): unknown {
  const strip = <T extends { place: unknown }>({ place: _, ...rest }: T) => rest;
  return {
    ...nlu,
    examples: nlu.examples.map(strip),
    regexes: nlu.regexes.map(strip),
    lookups: nlu.lookups.map(strip),
  };
}

const noBrackets = (text: string): boolean => !/[[\]]/.test(text);
const line = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc.string({ unit: "binary", minLength: 1 }),
    fc.constantFrom("- a", "-", "#", "yes", "|", "a: b", "1", "\\u0041", '"', "é", "null", "~"),
  )
  .map((text) => text.trim())
  .filter((text) => text !== "" && noBrackets(text));
const name = fc.stringMatching(/^[a-z_]{1,6}$/);
const example = fc
  .record({
    intentName: fc.tuple(name, fc.option(name)),
    before: fc.constantFrom("", "go to ", "- "),
    span: line,
    annotation: fc.option(fc.record({ entity: name, value: fc.option(line) })),
    metadata: fc.option(fc.record({ source: line })),
  })
  .map(({ intentName: [intent, key], before, span, annotation, metadata }): NluExample => {
    const text = before + span;
    return {
      intent,
      ...(key !== null && { intentResponseKey: `${intent}/${key}` }),
      text,
      entities: annotation
        ? [{ entity: annotation.entity, start: before.length, end: text.length, value: annotation.value ?? span }]
        : [],
      ...(metadata && { metadata }),
      place: PLACE,
    };
  });

const response = fc.record(
  {
    text: fc.oneof(fc.string(), line),
    image: line,
    buttons: fc.array(fc.record({ title: line, payload: fc.constant("/greet") }), { minLength: 1, maxLength: 2 }),
    condition: fc.array(fc.record({ name, value: fc.oneof(line, fc.boolean(), fc.integer()) }), { maxLength: 2 }),
  },
  { requiredKeys: ["text", "condition"] },
);

const nluData = fc
  .record({
    examples: fc.array(example),
    synonyms: fc.array(fc.tuple(line, line)),
    patterns: fc.array(
      fc.tuple(name, fc.array(fc.constantFrom("\\d+", "\\bx\\b", "a|b", "\\u0041"), { minLength: 1 })),
    ),
    lookups: fc.array(fc.tuple(name, fc.array(line, { minLength: 1 }))),
    responses: fc.dictionary(
      fc.tuple(name, name).map((parts) => parts.join("/")),
      fc.array(response, { minLength: 1, maxLength: 2 }),
      { noNullPrototype: true, maxKeys: 2 },
    ),
  })
  .map(({ examples, synonyms, patterns, lookups, responses }) => {
    const builder = new NluBuilder(new ReadLog());
    examples.forEach((item) => builder.addExample(item));
    synonyms.forEach(([variant, value]) => builder.addSynonym(variant, value, PLACE));
    patterns.forEach(([key, list]) => builder.addPatterns(key, [...list], PLACE));
    lookups.forEach(([key, list]) => builder.addEntries(key, [...list], PLACE));
    return builder.build(responses);
  });

describe("NLU data that is written and read", () => {
  it("is the same again, whatever it holds", () => {
    fc.assert(
      fc.property(nluData, (nlu) => {
        const { nlu: again, faults } = readNluFile(writeNlu(nlu), "f.yml");
        expect(faults.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(withoutPlaces(again)).toEqual(withoutPlaces(nlu));
      }),
      { numRuns: 300 },
    );
  });

  it("looks as a designer would write it", () => {
    const text = `version: "3.1"
nlu:
  - intent: go
    examples: |
      - go to [Oslo](city)
      - to [the capital]{"entity":"city","value":"Oslo"}
  - lookup: city
    examples: |
      - Oslo
`;
    expect(writeNlu(readNluFile(text, "f.yml").nlu)).toBe(text);
  });
});
