import { describe, expect, test } from "vitest";
import { ratioChart } from "../../../bench/peers/chart";
import { peersDocument } from "../../../bench/peers/document";
import { ratios, tiersOf } from "../../../bench/peers/report";
import { markdownTables, textTables } from "../../../bench/peers/table";
import { contender, peersReport } from "./peers-report";

describe("ratios", () => {
  test("are Sotto's figure divided by nlp.js's, errors for accuracy", () => {
    const of = ratios(contender("lite", 0.5, 0.92), contender("nlp.js", 1, 0.84), "node");
    expect(of.errors).toBeCloseTo(0.5, 10);
    expect(of).toMatchObject({ p50: 0.5, p95: 0.5, coldStart: 0.5, heap: 0.5, peakRss: 0.5, training: 0.5 });
  });

  test("compare downloads only in a browser, and the peak of a process only in Node", () => {
    const [ours, theirs] = [contender("lite", 0.5, 0.92), contender("nlp.js", 1, 0.84)];
    expect(ratios(ours, theirs, "node")).toMatchObject({ download: null, peakRss: 0.5 });
    expect(ratios(ours, theirs, "chromium")).toMatchObject({ download: 0.5, peakRss: null });
  });

  test("take what F1 lacks for the errors of entities", () => {
    const [ours, theirs] = [contender("lite", 0.5, 0.92), contender("nlp.js", 1, 0.84)];
    expect(ratios(ours, theirs, "node").entityErrors).toBeNull();
    ours.node.entityF1 = 0.95;
    theirs.node.entityF1 = 0.8;
    expect(ratios(ours, theirs, "node").entityErrors).toBeCloseTo(0.25, 10);
  });

  test("are unknown where nlp.js makes no errors or a figure is missing", () => {
    const theirs = contender("nlp.js", 1, 1);
    theirs.chromium.heapBytes = null;
    expect(ratios(contender("lite", 0.5, 0.92), theirs, "chromium")).toMatchObject({
      errors: null,
      heap: null,
      p50: 0.5,
    });
  });

  test("are of the tiers alone", () => {
    const [set] = peersReport().sets;
    expect(set && tiersOf(set, "intents", "node").map(({ tier, ratios: { p50 } }) => [tier, p50])).toEqual([
      ["lite", 0.5],
      ["full", 8],
    ]);
  });
});

describe("tables", () => {
  test("give every system in both places, each tier followed by its ratios", () => {
    const lines = textTables(peersReport()).split("\n");
    expect(lines.filter((line) => line.includes("Sotto"))).toHaveLength(8);
    const lite = lines.findIndex((line) => line.startsWith("Node") && line.includes("Sotto lite"));
    expect(lines[lite]).toMatch(/92\.0 %.* 0\.050 .* 50 .* 15\.0$/);
    expect(lines[lite + 1]).toMatch(/÷ nlp\.js .*errors × 0\.50 .*× 0\.50$/);
  });

  test("have the same number of cells in every line of Markdown", () => {
    const cells = markdownTables(peersReport())
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split("|").length);
    expect(new Set(cells).size).toBe(1);
  });

  test("stand in a document that says how they came about", async () => {
    const text = await peersDocument(peersReport());
    expect(text).toContain("on 2026-11-22: a processor, 2 cores");
    expect(text).toContain("![");
    expect(text.match(/^## /gm)).toHaveLength(2);
  });
});

describe("the chart", () => {
  const svg = ratioChart(peersReport());

  test("draws less to the left of nlp.js and more to the right", () => {
    const bars = [...svg.matchAll(/<rect class="(lite|full)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="9"/g)];
    const one = Number(/<line class="one" x1="([\d.]+)"/.exec(svg)?.[1]);
    expect(bars).toHaveLength(18);
    for (const [, tier, from, width] of bars) {
      const [start, end] = [Number(from), Number(from) + Number(width)];
      // The full tier errs less too: that one bar goes to the left.
      if (tier === "lite" || end <= one + 0.1) expect(end).toBeCloseTo(one, 0);
      else expect(start).toBeCloseTo(one, 0);
    }
    expect(bars.filter(([, tier, from]) => tier === "full" && Number(from) < one - 1)).toHaveLength(1);
  });

  test("says in words what it shows, for those who don't see it", () => {
    expect(svg).toMatch(/role="img" aria-labelledby="title desc"/);
    expect(svg).toMatch(
      /<desc id="desc">[^<]*Sotto lite: Errors, intents 0\.50; Entities, 1 − F1 not measured; p50, intents alone 0\.50/,
    );
  });

  test("keeps names that are no XML out of its markup", () => {
    expect(svg).not.toContain("<banking>");
    expect(svg).toContain("&#60;banking&#62;");
  });
});
