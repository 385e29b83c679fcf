import type { SystemName, Tier, Work } from "./contender";
import type { Download } from "./server";
import type { Cost } from "./job";

/** `bench:peers --json`. */
export interface PeersReport {
  /** ISO 8601, UTC. */
  time: string;
  machine: { processor: string; cores: number; node: string; chromium: string };
  /** Of the order nlp.js gets the examples in, and of Sotto's training. */
  seed: number;
  sets: SetReport[];
}

export interface SetReport {
  name: string;
  intents: number;
  train: number;
  test: number;
  works: Record<Work, ContenderReport[]>;
}

/** One system doing one work on one data set. */
export interface ContenderReport {
  system: SystemName;
  training: Cost;
  node: Measured;
  chromium: Measured & { download: Download };
}

export interface Measured {
  /** Share of the messages whose likeliest intent is right. */
  accuracy: number;
  /** Micro F1 over exact spans; null where no entities are annotated, or none are looked for. */
  entityF1: number | null;
  /** One message at a time, after warming up. */
  latencyMs: { p50: number; p95: number };
  /** From the start of the process or worker to its first answer, the model read from disk or fetched: the median of five. */
  coldStartMs: number;
  /** After the first answer; null where it can't be told. */
  heapBytes: number | null;
  /** Of the process, over the whole run; null in a browser. */
  peakRssBytes: number | null;
}

export const PLACES = ["node", "chromium"] as const;
export type Place = (typeof PLACES)[number];

export const RATIOS = [
  "errors",
  "entityErrors",
  "p50",
  "p95",
  "coldStart",
  "heap",
  "peakRss",
  "download",
  "training",
] as const;

/** Sotto's figure divided by nlp.js's: below 1, Sotto takes less. null where either is unknown, or nlp.js's is nothing. */
export type Ratios = Record<(typeof RATIOS)[number], number | null>;

/** What a tier is to nlp.js, in the same place, at the same work on the same data. */
export function ratios(ours: ContenderReport, theirs: ContenderReport, place: Place): Ratios {
  const [a, b] = [ours[place], theirs[place]];
  return {
    errors: ratio(1 - a.accuracy, 1 - b.accuracy),
    entityErrors: ratio(missed(a.entityF1), missed(b.entityF1)),
    p50: ratio(a.latencyMs.p50, b.latencyMs.p50),
    p95: ratio(a.latencyMs.p95, b.latencyMs.p95),
    coldStart: ratio(a.coldStartMs, b.coldStartMs),
    heap: ratio(a.heapBytes, b.heapBytes),
    peakRss: ratio(a.peakRssBytes, b.peakRssBytes),
    download: place === "node" ? null : ratio(ours.chromium.download.gzipBytes, theirs.chromium.download.gzipBytes),
    training: ratio(ours.training.seconds, theirs.training.seconds),
  };
}

/** What an F1 lacks. */
function missed(f1: number | null): number | null {
  return f1 === null ? null : 1 - f1;
}

function ratio(ours: number | null, theirs: number | null): number | null {
  return ours === null || theirs === null || theirs === 0 ? null : ours / theirs;
}

/** A ratio to two figures. */
export function inFigures(ratio: number): string {
  return ratio >= 99.5 ? ratio.toFixed(0) : ratio.toPrecision(2);
}

/** Each tier measured, with its ratios to nlp.js. */
export function tiersOf({ works }: SetReport, work: Work, place: Place): { tier: Tier; ratios: Ratios }[] {
  const peer = works[work].find(({ system }) => system === "nlp.js");
  if (!peer) return [];
  return works[work].flatMap((one) =>
    one.system === "nlp.js" ? [] : [{ tier: one.system, ratios: ratios(one, peer, place) }],
  );
}

export const SYSTEM_TITLES: Record<SystemName, string> = { "nlp.js": "nlp.js", lite: "Sotto lite", full: "Sotto full" };
export const WORK_TITLES: Record<Work, string> = { intents: "intents alone", entities: "intents and entities" };
export const PLACE_TITLES: Record<Place, string> = { node: "Node", chromium: "Chromium's worker" };
