import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { findPlace, placesIn } from "../../../../src/skills/clock/places";

const lookup = parse(readFileSync("training/assistant/data/lookup_tables/places.yml", "utf8")) as {
  nlu: { examples: string }[];
};
const names = (lookup.nlu[0]?.examples ?? "").split("\n").map((line) => line.replace(/^- /, "").trim());

describe("findPlace", () => {
  it("knows every place that the assistant is trained on, by a zone the platform has", () => {
    for (const name of names.filter((line) => line !== "")) {
      const place = findPlace(name);
      expect(place, name).not.toBeNull();
      expect(() => new Intl.DateTimeFormat("en", { timeZone: place?.zone }), name).not.toThrow();
    }
  });

  test.each([
    ["tokio", "Asia/Tokyo"],
    ["new yrok", "America/New_York"],
    ["Sidney", "Australia/Sydney"],
    ["san fransisco", "America/Los_Angeles"],
    ["st. petersburg", "Europe/Moscow"],
    ["Sao Paulo", "America/Sao_Paulo"],
    ["pst", "America/Los_Angeles"],
    ["utc+2", "Etc/GMT-2"],
    ["the uk", "Europe/London"],
  ])("%s keeps the time of %s", (name, zone) => expect(findPlace(name)?.zone).toBe(zone));

  it("answers for one city of a country with several times", () =>
    expect(findPlace("australia")).toEqual({ name: "Australia", zone: "Australia/Sydney", city: "Sydney" }));

  test.each(["Foobarville", "Mordor", "", "xq"])("%j is not known", (name) => expect(findPlace(name)).toBeNull());
});

describe("placesIn", () => {
  test.each([
    ["time in New York and Rio de Janeiro", ["New York", "Rio de Janeiro"]],
    ["what's the time in são paulo?", ["são paulo"]],
    ["how far ahead of us is India", ["India"]],
    ["are people awake in the US now", ["US"]],
    ["Tokyo's time", ["Tokyo"]],
    ["what time is it", []],
  ])("%s", (text, expected) => {
    expect(placesIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});
