import type { WeightEntry, WeightsManifest } from "../../src/engine/project/weights";

export interface WeightsPart {
  /** Put before each name, see `Weights.under`. */
  prefix: string;
  manifest: WeightsManifest;
  /** A multiple of 4 long, as `writeWeights` leaves it. */
  bytes: Uint8Array;
}

/** The weights of several networks as one file, one after another. */
export function joinWeights(parts: WeightsPart[]): { manifest: WeightsManifest; bytes: Uint8Array } {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.bytes.length, 0));
  let start = 0;
  const manifest = parts.flatMap((part) => {
    const entries = part.manifest.map((entry) => moved(entry, part.prefix, start));
    bytes.set(part.bytes, start);
    start += part.bytes.length;
    return entries;
  });
  return { manifest, bytes };
}

/** One part of what `joinWeights` made, as it was. */
export function partOfWeights(
  { manifest, bytes }: { manifest: WeightsManifest; bytes: Uint8Array },
  prefix: string,
): Omit<WeightsPart, "prefix"> {
  const inside = manifest.filter(({ name }) => name.startsWith(prefix));
  const start = Math.min(...inside.map(({ offset }) => offset));
  const after = manifest.filter(({ name, offset }) => !name.startsWith(prefix) && offset > start);
  const end = after.reduce((least, { offset }) => Math.min(least, offset), bytes.length);
  const entries = inside.map((entry) => moved({ ...entry, name: entry.name.slice(prefix.length) }, "", -start));
  return { manifest: entries, bytes: bytes.slice(start, end) };
}

function moved(entry: WeightEntry, prefix: string, by: number): WeightEntry {
  const place = { name: prefix + entry.name, offset: entry.offset + by };
  return entry.dtype === "int8" ? { ...entry, ...place, scale: entry.scale + by } : { ...entry, ...place };
}
