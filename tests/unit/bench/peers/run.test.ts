import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arePeersInstalled } from "../../../bench/peers/install";
import { WORKS } from "../../../bench/peers/contender";
import { runPeers } from "../../../bench/peers/run";
import { PLACES } from "../../../bench/peers/report";
import { writeShortData } from "../../../bench/peers/short-data";

let out = "";
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "sotto-peers-"));
});
afterAll(() => rmSync(out, { recursive: true }));

/** A clone without the peers isn't made to install them: `npm run bench:peers -- --short` does. */
test.skipIf(!arePeersInstalled())(
  "nlp.js and the lite tier are trained and measured in Node and in Chromium's worker (needs the peers: npm run bench:peers -- --short)",
  { timeout: 600_000 },
  async () => {
    const data = join(out, "data", "short");
    writeShortData(data, 1);
    const now = () => new Date(0);
    const report = await runPeers({
      data: [data],
      systems: ["nlp.js", "lite"],
      seed: 1,
      out,
      say: () => undefined,
      now,
    });
    expect(report).toMatchObject({ time: "1970-01-01T00:00:00.000Z", seed: 1 });
    const [set] = report.sets;
    expect(set).toMatchObject({ name: "short", intents: 100, train: 600, test: 200 });
    for (const work of WORKS) {
      const contenders = set?.works[work] ?? [];
      expect(contenders.map(({ system }) => system)).toEqual(["nlp.js", "lite"]);
      for (const contender of contenders) {
        expect(contender.training.seconds).toBeGreaterThan(0);
        expect(contender.chromium.download.gzipBytes).toBeGreaterThan(20_000);
        for (const place of PLACES) {
          const { accuracy, latencyMs, coldStartMs, heapBytes, entityF1 } = contender[place];
          expect(accuracy).toBeGreaterThan(0.4);
          expect(latencyMs.p95).toBeGreaterThanOrEqual(latencyMs.p50);
          expect(coldStartMs).toBeGreaterThan(latencyMs.p50);
          expect(heapBytes).toBeGreaterThan(1e5);
          if (work === "entities") expect(entityF1).toBeGreaterThan(0.9);
          else expect(entityF1).toBeNull();
        }
        // The same bytes say the same wherever they run.
        expect(contender.chromium.accuracy).toBe(contender.node.accuracy);
        expect(contender.chromium.entityF1).toBe(contender.node.entityF1);
      }
    }
  },
);
