import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { createDucklingExtractor, DUCKLING_DIMENSIONS } from "../../../../../src/engine/nlu/extractors/duckling";

const context = { now: Date.parse("2026-11-23T14:00:00+01:00"), zone: "Europe/Oslo" };
const found = (dimension: string, text: string, zone = context.zone) =>
  createDucklingExtractor({ dimensions: [dimension] })
    .extract(text, { ...context, zone })
    .map(({ start, end, value, additional_info: info }) => [text.slice(start, end), value, info?.unit ?? info?.domain]);

describe("duration, in seconds", () => {
  test.each<[string, string, number, string]>([
    ["an hour and a half", "an hour and a half", 5400, "hour"],
    ["hour and a half", "hour and a half", 5400, "hour"],
    ["90 mins", "90 mins", 5400, "minute"],
    ["half an hour", "half an hour", 1800, "hour"],
    ["2h30", "2h30", 9000, "minute"],
    ["1h 20m", "1h 20m", 4800, "minute"],
    ["a couple of minutes", "a couple of minutes", 120, "minute"],
    ["1:30 hours", "1:30 hours", 5400, "minute"],
    ["quarter of an hour", "quarter of an hour", 900, "hour"],
    ["three quarters of an hour", "three quarters of an hour", 2700, "hour"],
    ["two and a half hours", "two and a half hours", 9000, "hour"],
    ["2 hours, and 15 min", "2 hours, and 15 min", 8100, "minute"],
    ["a 20-minute nap", "20-minute", 1200, "minute"],
    ["90s", "90s", 90, "second"],
    ["a fortnight", "a fortnight", 1_209_600, "week"],
    ["5 minuts", "5 minuts", 300, "minute"],
    ["wait a second", "a second", 1, "second"],
  ])("%s", (text, words, seconds, unit) => {
    expect(found("duration", text)).toEqual([[words, seconds, unit]]);
  });

  test("keeps the unit said, with the value in it", () => {
    const [entity] = createDucklingExtractor({ dimensions: ["duration"] }).extract("two and a half hours", context);
    expect(entity?.additional_info).toEqual({
      type: "value",
      unit: "hour",
      value: 2.5,
      normalized: { unit: "second", value: 9000 },
    });
  });

  test.each(["the second one", "a second opinion", "the 90s", "at 9", "0 minutes"])("none in %j", (text) => {
    expect(found("duration", text)).toEqual([]);
  });
});

describe("amount-of-money", () => {
  test.each<[string, string, number, string]>([
    ["$5", "$5", 5, "USD"],
    ["-$5", "-$5", -5, "USD"],
    ["a £3.50 tip", "£3.50", 3.5, "GBP"],
    ["€2m", "€2m", 2_000_000, "EUR"],
    ["twenty dollars", "twenty dollars", 20, "USD"],
    ["5 dollars and 20 cents", "5 dollars and 20 cents", 5.2, "USD"],
    ["fifty cents", "fifty cents", 0.5, "USD"],
    ["US$5,000", "US$5,000", 5000, "USD"],
    ["100 kr", "100 kr", 100, "NOK"],
    ["10 quid", "10 quid", 10, "GBP"],
  ])("%s", (text, words, value, unit) => {
    expect(found("amount-of-money", text)).toEqual([[words, value, unit]]);
  });

  test("crowns are those of the zone", () => {
    expect(found("amount-of-money", "100 kronor", "Europe/Stockholm")).toEqual([["100 kronor", 100, "SEK"]]);
  });
});

describe("measures", () => {
  test.each<[string, string, string, number, string]>([
    ["distance", "5 km to go", "5 km", 5, "kilometre"],
    ["distance", "a mile", "a mile", 1, "mile"],
    ["distance", "six feet", "six feet", 6, "foot"],
    ["volume", "twenty-five litres", "twenty-five litres", 25, "litre"],
    ["volume", "half a gallon", "half a gallon", 0.5, "gallon"],
    ["temperature", "20 degrees", "20 degrees", 20, "degree"],
    ["temperature", "-5°C outside", "-5°C", -5, "celsius"],
    ["temperature", "70 F", "70 F", 70, "fahrenheit"],
    ["temperature", "ten degrees below zero", "ten degrees below zero", -10, "degree"],
    ["quantity", "2 kg of flour", "2 kg of flour", 2, "kilogram"],
  ])("%s in %j", (dimension, text, words, value, unit) => {
    expect(found(dimension, text)).toEqual([[words, value, unit]]);
  });

  test.each([
    ["distance", "5 in the morning"],
    ["temperature", "a C grade"],
    ["volume", "5 lists"],
  ])("no %s in %j", (dimension, text) => {
    expect(found(dimension, text)).toEqual([]);
  });

  test("a quantity knows its product", () => {
    const [entity] = createDucklingExtractor({ dimensions: ["quantity"] }).extract("3 cups of sugar", context);
    expect(entity).toMatchObject({ value: 3, additional_info: { unit: "cup", product: "sugar" } });
  });
});

describe("ordinal", () => {
  test.each([
    ["the first one", "first", 1],
    ["the twenty-second", "twenty-second", 22],
    ["112th", "112th", 112],
  ])("%s", (text, words, value) => {
    expect(found("ordinal", text)).toEqual([[words, value, undefined]]);
  });

  test.each(["one second", "per second"])("none in %j", (text) => {
    expect(found("ordinal", text)).toEqual([]);
  });
});

describe("contacts", () => {
  test.each([
    ["email", "mail anna.b+x@example.co.uk.", "anna.b+x@example.co.uk", "anna.b+x@example.co.uk", undefined],
    ["phone-number", "call +47 22 33 44 55", "+47 22 33 44 55", "(+47) 22334455", undefined],
    ["phone-number", "555-123-4567", "555-123-4567", "5551234567", undefined],
    ["phone-number", "(555) 123-4567 ext 12", "(555) 123-4567 ext 12", "5551234567 ext 12", undefined],
    ["url", "see http://foo.com/a?b=c.", "http://foo.com/a?b=c", "http://foo.com/a?b=c", "foo.com"],
    ["url", "see Example.com, ok", "Example.com", "Example.com", "example.com"],
  ])("%s in %j", (dimension, text, words, value, domain) => {
    expect(found(dimension, text)).toEqual([[words, value, domain]]);
  });

  test.each([
    ["phone-number", "2026-11-23"],
    ["phone-number", "10 20 30 40"],
    ["phone-number", "1000000"],
    ["phone-number", "12:30"],
    ["url", "e.g. this"],
    ["url", "anna@example.com"],
    ["email", "@anna"],
  ])("no %s in %j", (dimension, text) => {
    expect(found(dimension, text)).toEqual([]);
  });
});

describe("the extractor", () => {
  test("finds every dimension unless some are named, in the text's order", () => {
    const entities = createDucklingExtractor().extract("run 5 km tomorrow", context);
    expect(entities.map(({ entity, start, end }) => [entity, start, end])).toEqual([
      ["number", 4, 5],
      ["distance", 4, 8],
      ["time", 9, 17],
    ]);
    expect(entities.every(({ extractor }) => extractor === "DucklingEntityExtractor")).toBe(true);
  });

  test("finds only the dimensions named, and nothing for a name it doesn't know", () => {
    expect(createDucklingExtractor({ dimensions: ["number"] }).extract("run 5 km tomorrow", context)).toHaveLength(1);
    expect(createDucklingExtractor({ dimensions: ["leap-of-faith"] }).extract("run 5 km tomorrow", context)).toEqual(
      [],
    );
  });

  test("searches the first 2,000 characters of a long text", () => {
    expect(createDucklingExtractor({}).extract(`${"x ".repeat(1000)}tomorrow`, context)).toEqual([]);
    expect(createDucklingExtractor({}).extract(`tomorrow ${"x ".repeat(50_000)}`, context)).toHaveLength(1);
  });

  test("gives spans within the text, apart from each other within a dimension, whatever the text", () => {
    const words = fc.constantFrom(
      "tomorrow",
      "tmrw",
      "at",
      "9",
      "nine",
      "half",
      "past",
      "to",
      "from",
      "between",
      "and",
      "a",
      "an",
      "hour",
      "5pm",
      "every",
      "other",
      "monday",
      "mondays",
      "3rd",
      "march",
      "the",
      "of",
      "next",
      "week",
      "$",
      "5",
      "km",
      "in",
      "20",
      "minutes",
      "christmas",
      "until",
      ",",
      "-",
      "1/2",
      "second",
      "on",
      "month",
      "2026-11-23",
      "a@b.com",
      "+47",
      "°",
      "ago",
      "before",
      "İ",
      "🙂",
      "end",
      "last",
      "million",
      "99999999999999",
      "year",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.array(words, { maxLength: 30 }).map((list) => list.join(" ")),
      fc.array(words, { maxLength: 30 }).map((list) => list.join("")),
    );
    const extractor = createDucklingExtractor({});
    fc.assert(
      fc.property(texts, fc.constantFrom("Europe/Oslo", "America/New_York", "Asia/Kathmandu"), (text, zone) => {
        const entities = extractor.extract(text, { ...context, zone });
        for (const { entity, start, end } of entities) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(text.slice(start, end)).not.toBe("");
          expect(end).toBeLessThanOrEqual(text.length);
          expect(DUCKLING_DIMENSIONS).toContain(entity);
          const overlapping = entities.filter(
            (other) => other.entity === entity && other.start < end && start < other.end,
          );
          expect(overlapping).toHaveLength(1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    "9 ",
    "nine ",
    "tomorrow ",
    "monday and ",
    "1-",
    "1",
    "half past ",
    "three hours and ",
    "a@",
    "a.",
    "every ",
    "$5 ",
    "(",
    " ",
    "march 3 ",
  ])("doesn't hang on 100,000 characters of %j", (unit) => {
    const start = performance.now();
    createDucklingExtractor({}).extract(unit.repeat(100_000 / unit.length), context);
    // Far above what it takes (under 50 ms), far below what runaway backtracking would.
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
