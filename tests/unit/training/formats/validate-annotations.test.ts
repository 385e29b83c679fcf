import { describe, expect, it } from "vitest";
import { checkAnnotations } from "../../../../training/formats/validate-annotations";
import { ReadLog } from "../../../../training/formats/read-log";
import type { AnnotatedEntity } from "../../../../training/formats/types";
import { briefly } from "./memory-files";

function faultsOf(text: string, ...spans: [entity: string, start: number, end: number][]): string[] {
  const log = new ReadLog();
  const entities = spans.map(([entity, start, end]): AnnotatedEntity => ({
    entity,
    start,
    end,
    value: text.slice(start, end),
  }));
  checkAnnotations([{ intent: "a", text, entities, place: { file: "nlu.yml", line: 3, column: 5 } }], log);
  return briefly(log.faults, "nlu.yml");
}

describe("annotations", () => {
  it("that cross, or stand on the same words, are warned of with their place", () => {
    expect(faultsOf("from New York City", ["city", 5, 13], ["area", 9, 18])).toEqual(["nlu.entity-crossing at 3:5"]);
    expect(faultsOf("from Oslo", ["city", 5, 9], ["capital", 5, 9])).toEqual(["nlu.entity-crossing at 3:5"]);
  });

  it("that end within a word are warned of, but not for its punctuation", () => {
    expect(faultsOf("my rockinchair", ["style", 3, 9])).toEqual(["nlu.entity-in-word at 3:5"]);
    expect(faultsOf("in Oct.", ["month", 3, 7])).toEqual([]);
    expect(faultsOf("in Oct.", ["month", 3, 6])).toEqual([]);
  });

  it("side by side are sound", () => {
    expect(faultsOf("Oslo Bergen", ["city", 0, 4], ["city", 5, 11])).toEqual([]);
  });
});
