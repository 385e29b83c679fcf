import { expect, test } from "vitest";
import type { Reading } from "../../../bench/peers/contender";
import { entityF1, measureTogether, quantile, type Start } from "../../../bench/peers/measure";
import type { NluExample } from "../../../../training/formats/types";

const place = { file: "", line: 1, column: 1 };

function examples(count: number): NluExample[] {
  return Array.from({ length: count }, (_, i) => ({ text: `text ${i}`, intent: "right", entities: [], place }));
}

/** A system that says what was done with it; answers one in `wrongEvery` wrongly, and each message in `ms`. */
function fakeStart(name: string, journal: string[], { wrongEvery, ms }: { wrongEvery: number; ms: number }): Start {
  return async () => {
    journal.push(`${name} start`);
    let read = 0;
    return {
      startMs: ms * 100,
      async read(texts) {
        journal.push(`${name} ${texts[0]}`);
        const readings = texts.map((): Reading => ({
          intent: ++read % wrongEvery === 0 ? "wrong" : "right",
          entities: [],
        }));
        return { readings, times: texts.map((_, i) => ms + i / 1000) };
      },
      heapBytes: async () => 1000,
      peakRssBytes: async () => null,
      stop: async () => void journal.push(`${name} stop`),
    };
  };
}

test("systems take turns, each message is read once, and all are stopped", async () => {
  const journal: string[] = [];
  const starts = new Map([
    ["nlp.js" as const, fakeStart("peer", journal, { wrongEvery: 4, ms: 2 })],
    ["lite" as const, fakeStart("lite", journal, { wrongEvery: 10, ms: 1 })],
  ]);
  const measured = await measureTogether(starts, examples(400), "intents");
  expect(measured.get("nlp.js")).toMatchObject({ accuracy: 0.75, coldStartMs: 200, heapBytes: 1000, entityF1: null });
  expect(measured.get("lite")).toMatchObject({ accuracy: 0.9, coldStartMs: 100, peakRssBytes: null });
  expect(measured.get("lite")?.latencyMs.p50).toBeCloseTo(1.025, 3);
  const blocks = journal.filter((line) => line.includes("text"));
  expect(blocks.slice(0, 4)).toEqual(["peer text 0", "lite text 0", "lite text 50", "peer text 50"]);
  expect(blocks).toHaveLength(16);
  expect(journal.filter((line) => line.endsWith("start"))).toHaveLength(10);
  expect(journal.filter((line) => line.endsWith("stop"))).toHaveLength(10);
});

test("systems are stopped when one fails", async () => {
  const journal: string[] = [];
  const failing: Start = async (text) => ({
    ...(await fakeStart("failing", journal, { wrongEvery: 2, ms: 1 })(text)),
    read: async () => {
      throw new Error("no answer");
    },
  });
  await expect(measureTogether(new Map([["lite" as const, failing]]), examples(10), "intents")).rejects.toThrow(
    "no answer",
  );
  expect(journal.at(-1)).toBe("failing stop");
});

test("entity F1 counts exact spans, of annotated types, each once", () => {
  const entity = (name: string, start: number, end: number) => ({ entity: name, start, end, value: "" });
  const test = [{ text: "a b", intent: "i", entities: [entity("city", 0, 1), entity("city", 2, 3)], place }];
  const found = [entity("city", 0, 1), entity("city", 0, 1), entity("city", 1, 3), entity("date", 2, 3)];
  // One right of two found and two expected: the date's type is nobody's.
  expect(entityF1([{ intent: null, entities: found }], test)).toBeCloseTo(0.5, 10);
  expect(entityF1([{ intent: null, entities: [] }], examples(1))).toBeNull();
});

test("quantiles are values that were measured", () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([1, 2], 0.95)).toBe(2);
});
