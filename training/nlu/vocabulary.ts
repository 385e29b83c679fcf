import { HashIndex } from "../../src/engine/nlu/hash-index";

/** In how many examples a feature must occur: the rare ones of a large project add to its size, not to what it understands. */
export function fewestOccurrences(examples: number): number {
  return Math.min(5, 1 + Math.floor(examples / 500));
}

/** Features of a table at most: what the rarer ones of a very large project tell is not worth its size. */
const MOST = 18_000;

/** The hashes of the features that occur in most examples, and in at least `minimum`, in ascending order. */
export function vocabulary(examples: Iterable<Int32Array>, minimum: number): Int32Array {
  const counts = new Map<number, number>();
  for (const features of examples) {
    for (const hash of new Set(features)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= minimum);
  kept.sort(([hashA, a], [hashB, b]) => b - a || hashA - hashB);
  return Int32Array.from(kept.slice(0, MOST), ([hash]) => hash).sort();
}

/** Rows of the features that the vocabulary knows, with where each of the parts now ends. */
export function toRows(features: Int32Array, ends: number[], index: HashIndex): { rows: Int32Array; ends: number[] } {
  const rows: number[] = [];
  const newEnds: number[] = [];
  let from = 0;
  for (const end of ends) {
    for (let i = from; i < end; i++) {
      const row = index.row(features[i] as number);
      if (row >= 0) rows.push(row);
    }
    newEnds.push(rows.length);
    from = end;
  }
  return { rows: Int32Array.from(rows), ends: newEnds };
}
