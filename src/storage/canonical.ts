import { hashKind, hashText } from "../engine/nlu/hash";

/** Equal for equal records, whatever the order of their fields; a field that is undefined counts as absent. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const RECORD = hashKind("record");

/** Stands for a record as it is, in 32 bits: where it has changed, so has this. */
export function recordMark(record: object): number {
  return hashText(RECORD, canonical(record));
}
