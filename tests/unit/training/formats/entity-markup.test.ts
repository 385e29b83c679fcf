import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkup, writeMarkup } from "../../../../training/formats/entity-markup";
import type { AnnotatedEntity } from "../../../../training/formats/types";

describe("an annotation is taken out of the text", () => {
  it("with its type", () => {
    expect(parseMarkup("fly to [Oslo](city) today")).toEqual({
      text: "fly to Oslo today",
      entities: [{ entity: "city", start: 7, end: 11, value: "Oslo" }],
      faults: [],
    });
  });

  it("with a value behind the colon", () => {
    expect(parseMarkup("[the capital](city:Oslo)").entities).toEqual([
      { entity: "city", start: 0, end: 11, value: "Oslo" },
    ]);
  });

  it("with role, group and value as JSON, numbers read as texts", () => {
    const { text, entities } = parseMarkup('[two]{"entity": "count", "role": "guests", "group": 1, "value": 2} of us');
    expect(text).toBe("two of us");
    expect(entities).toEqual([{ entity: "count", start: 0, end: 3, value: "2", role: "guests", group: "1" }]);
  });

  it("with several entities on one span", () => {
    const { entities } = parseMarkup('visit [Rome][{"entity": "city"}, {"entity": "capital", "value": "ROM"}]');
    expect(entities).toEqual([
      { entity: "city", start: 6, end: 10, value: "Rome" },
      { entity: "capital", start: 6, end: 10, value: "ROM" },
    ]);
  });

  it("with braces and brackets inside a JSON value", () => {
    expect(parseMarkup('[x]{"entity": "e", "value": "a } ] \\" b"} y').entities[0]?.value).toBe('a } ] " b');
  });

  it("counting UTF-16 code units after an emoji", () => {
    const { text, entities } = parseMarkup("🎉 to [Zürich](city)");
    expect(text.slice(entities[0]?.start, entities[0]?.end)).toBe("Zürich");
    expect(entities[0]?.start).toBe(6);
  });
});

describe("brackets that are wrong are reported where they stand, and kept as text", () => {
  const cases: [string, string, number, "error" | "warning"][] = [
    ["go to [Oslo", "nlu.entity-brackets", 6, "warning"],
    ["go to Oslo](city)", "nlu.entity-brackets", 10, "error"],
    ["go to [Oslo](city", "nlu.entity-brackets", 12, "error"],
    ['go to [Oslo]{"entity": "city"', "nlu.entity-brackets", 12, "error"],
    ["go to [](city)", "nlu.entity-brackets", 6, "error"],
    ["go to [Oslo]()", "nlu.entity-annotation", 12, "error"],
    ["go to [Oslo]{entity: city}", "nlu.entity-annotation", 12, "error"],
    ['go to [Oslo]{"role": "to"}', "nlu.entity-annotation", 12, "error"],
    ["go to [Oslo] now", "nlu.entity-brackets", 6, "warning"],
  ];
  it.each(cases)("%s", (marked, code, offset, severity) => {
    const { text, entities, faults } = parseMarkup(marked);
    expect(faults).toMatchObject([{ code, offset, severity }]);
    expect(entities).toEqual([]);
    expect(text).toBe(marked);
  });

  it("and the annotations around them are read all the same", () => {
    const { entities, faults } = parseMarkup("from [here or [Oslo](city) to [Rome](city)");
    expect(faults).toHaveLength(1);
    expect(entities.map(({ value }) => value)).toEqual(["Oslo", "Rome"]);
  });
});

const name = fc.stringMatching(/^[a-z_]{1,8}$/);
const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/[[\]]/.test(text));
const entity = fc.record(
  { entity: fc.oneof(name, word), value: fc.string(), role: name, group: name },
  { requiredKeys: ["entity"] },
);

/** Plain words and annotated ones, side by side. */
const annotated = fc
  .array(fc.record({ before: word, span: word, entities: fc.array(entity, { minLength: 1, maxLength: 3 }) }))
  .map((pieces) => {
    let text = "";
    const entities: AnnotatedEntity[] = [];
    for (const piece of pieces) {
      const start = text.length + piece.before.length;
      text += piece.before + piece.span;
      for (const properties of piece.entities) {
        entities.push({ value: piece.span, ...properties, start, end: text.length });
      }
    }
    return { text, entities };
  });

describe("for any text", () => {
  it("writing the annotations and reading them gives the same again", () => {
    fc.assert(
      fc.property(annotated, ({ text, entities }) => {
        expect(parseMarkup(writeMarkup(text, entities))).toEqual({ text, entities, faults: [] });
      }),
    );
  });

  it("reading ends, and every entity lies in the text", () => {
    const brackets = fc.string({ unit: fc.constantFrom("[", "]", "(", ")", "{", "}", ":", '"', "a", " ") });
    fc.assert(
      fc.property(brackets, (marked) => {
        const { text, entities } = parseMarkup(marked);
        for (const { start, end } of entities) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it.each(["[a](", "[a]{", "[", "]{"])("a long line of %s takes no more than a moment", (unit) => {
    const started = performance.now();
    parseMarkup(unit.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
