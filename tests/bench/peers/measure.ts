import type { NluExample } from "../../../training/formats/types";
import type { Block, Reading, SystemName, Work } from "./contender";
import type { Measured } from "./report";

/** A system in a process or worker of its own, its model loaded. */
export interface Running {
  /** From the start of the process or worker to its first answer. */
  startMs: number;
  read(texts: string[]): Promise<Block>;
  /** The heap, buffers included, after a collection; null where it can't be told. */
  heapBytes(): Promise<number | null>;
  /** null where it can't be told. */
  peakRssBytes(): Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts a system anew and has it read a first message. */
export type Start = (text: string) => Promise<Running>;

const STARTS = 5;

/** Messages read and counted as right or wrong, but not timed: until the code is compiled. */
const WARM_UP = 200;

const BLOCK = 50;

/**
 * Measures systems side by side on the same messages: starts in turn, then blocks of messages in turn, the first of a round being another
 * every time, so that a busy moment of the machine hits all alike. Every message is read once: nlp.js remembers what it has read.
 */
export async function measureTogether(
  starts: ReadonlyMap<SystemName, Start>,
  test: readonly NluExample[],
  work: Work,
): Promise<Map<SystemName, Measured>> {
  const first = test[0]?.text ?? "";
  const systems = await Promise.all(
    [...starts].map(async ([name, start]) => ({
      name,
      start,
      startTimes: [] as number[],
      readings: [] as Reading[],
      times: [] as number[],
    })),
  );
  const running = new Map<SystemName, Running>();
  try {
    for (let round = 0; round < STARTS; round++) {
      for (const { name, start, startTimes } of rotated(systems, round)) {
        const one = await start(first);
        startTimes.push(one.startMs);
        if (round === STARTS - 1) running.set(name, one);
        else await one.stop();
      }
    }
    const heaps = new Map<SystemName, number | null>();
    for (const [name, one] of running) heaps.set(name, await one.heapBytes());
    for (let from = 0, round = 0; from < test.length; from += BLOCK, round++) {
      const texts = test.slice(from, from + BLOCK).map(({ text }) => text);
      for (const { name, readings, times } of rotated(systems, round)) {
        const block = await (running.get(name) as Running).read(texts);
        readings.push(...block.readings);
        times.push(...block.times);
      }
    }
    const measured = new Map<SystemName, Measured>();
    for (const { name, startTimes, readings, times } of systems) {
      // A set too small to warm up on is timed from its middle.
      const timed = times.slice(Math.min(WARM_UP, Math.floor(times.length / 2)));
      measured.set(name, {
        accuracy: accuracy(readings, test),
        entityF1: work === "entities" ? entityF1(readings, test) : null,
        latencyMs: { p50: quantile(timed, 0.5), p95: quantile(timed, 0.95) },
        coldStartMs: quantile(startTimes, 0.5),
        heapBytes: heaps.get(name) ?? null,
        peakRssBytes: await (running.get(name) as Running).peakRssBytes(),
      });
    }
    return measured;
  } finally {
    for (const one of running.values()) await one.stop();
  }
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

function accuracy(readings: readonly Reading[], test: readonly NluExample[]): number {
  return test.filter(({ intent }, i) => readings[i]?.intent === intent).length / test.length;
}

/** Micro F1 over exact spans and types (CoNLL), of the types that the test annotates; null where it annotates none. */
export function entityF1(readings: readonly Reading[], test: readonly NluExample[]): number | null {
  const types = new Set(test.flatMap(({ entities }) => entities.map(({ entity }) => entity)));
  if (types.size === 0) return null;
  let right = 0;
  let found = 0;
  let expected = 0;
  const key = ({ entity, start, end }: { entity: string; start: number; end: number }): string =>
    `${entity} ${start} ${end}`;
  test.forEach(({ entities }, i) => {
    const annotated = new Set(entities.map(key));
    const read = new Set((readings[i]?.entities ?? []).filter(({ entity }) => types.has(entity)).map(key));
    expected += annotated.size;
    found += read.size;
    for (const one of read) if (annotated.has(one)) right++;
  });
  return found + expected === 0 ? 0 : (2 * right) / (found + expected);
}

/** The nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
