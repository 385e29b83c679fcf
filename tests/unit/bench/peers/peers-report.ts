import type { SystemName } from "../../../bench/peers/contender";
import type { ContenderReport, PeersReport } from "../../../bench/peers/report";

/** A contender with round figures, every one of them `factor` times those of factor 1; `right` is the accuracy. */
export function contender(system: SystemName, factor: number, right: number): ContenderReport {
  const measured = {
    accuracy: right,
    entityF1: null,
    latencyMs: { p50: 0.1 * factor, p95: 0.4 * factor },
    coldStartMs: 100 * factor,
    heapBytes: 8e6 * factor,
  };
  return {
    system,
    training: { seconds: 30 * factor, peakRssBytes: 300e6 },
    node: { ...measured, peakRssBytes: 100e6 * factor },
    chromium: { ...measured, peakRssBytes: null, download: { bytes: 4e6, gzipBytes: 1e6 * factor } },
  };
}

/** One data set: lite takes a half of everything, full eight times as much. */
export function peersReport(): PeersReport {
  const contenders = [contender("nlp.js", 1, 0.84), contender("lite", 0.5, 0.92), contender("full", 8, 0.96)];
  return {
    time: "2026-11-22T20:00:00.000Z",
    machine: { processor: "a processor", cores: 2, node: "v20", chromium: "140" },
    seed: 1,
    sets: [
      {
        name: "<banking>",
        intents: 77,
        train: 10003,
        test: 3080,
        works: { intents: contenders, entities: contenders },
      },
    ],
  };
}
