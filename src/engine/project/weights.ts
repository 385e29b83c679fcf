import * as v from "valibot";

/** `weights.json`: where each tensor stands in `weights.bin`. Offsets are bytes, multiples of 4; numbers are little-endian. */
export const weightsManifestSchema = v.array(
  v.variant("dtype", [
    v.object({
      name: v.string(),
      dtype: v.picklist(["float32", "int32"]),
      shape: v.array(v.number()),
      offset: v.number(),
    }),
    /** value = int8 × the scale of its row; `scale` is where the float32 scales stand, one a row. */
    v.object({
      name: v.string(),
      dtype: v.literal("int8"),
      shape: v.tuple([v.number(), v.number()]),
      offset: v.number(),
      scale: v.number(),
    }),
  ]),
);

export type WeightsManifest = v.InferOutput<typeof weightsManifestSchema>;
export type WeightEntry = WeightsManifest[number];

/** A matrix in int8, with a scale for each row. */
export interface QuantisedTensor {
  shape: [rows: number, columns: number];
  values: Int8Array;
  scales: Float32Array;
}

/** The tensors of a bundle, as views on its bytes: nothing is copied. */
export class Weights {
  private readonly entries: Map<string, WeightEntry>;
  private readonly bytes: Uint8Array;

  /** Throws a RangeError when an entry reaches past the end of the bytes. */
  constructor(manifest: WeightsManifest, bytes: Uint8Array) {
    this.entries = new Map(manifest.map((entry) => [entry.name, entry]));
    // Typed arrays need aligned bytes; what is read from a file may begin anywhere in its buffer.
    this.bytes = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    for (const entry of manifest) {
      const size = entry.shape.reduce((product, dimension) => product * dimension, entry.dtype === "int8" ? 1 : 4);
      const end = Math.max(entry.offset + size, entry.dtype === "int8" ? entry.scale + 4 * entry.shape[0] : 0);
      if (end > bytes.length) throw new RangeError(`The weights ${entry.name} end at byte ${end} of ${bytes.length}`);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The tensors whose names begin so, known by the rest of their names: one of several networks that share the bytes. */
  under(prefix: string): Weights {
    const inside = [...this.entries.values()].filter(({ name }) => name.startsWith(prefix));
    return new Weights(
      inside.map((entry) => ({ ...entry, name: entry.name.slice(prefix.length) })),
      this.bytes,
    );
  }

  floats(name: string): Float32Array {
    const entry = this.entry(name, "float32");
    return new Float32Array(this.bytes.buffer, this.bytes.byteOffset + entry.offset, lengthOf(entry));
  }

  integers(name: string): Int32Array {
    const entry = this.entry(name, "int32");
    return new Int32Array(this.bytes.buffer, this.bytes.byteOffset + entry.offset, lengthOf(entry));
  }

  quantised(name: string): QuantisedTensor {
    const entry = this.entry(name, "int8");
    if (entry.dtype !== "int8") throw new TypeError(`The weights ${name} are ${entry.dtype}, expected int8`);
    return {
      shape: entry.shape,
      values: new Int8Array(this.bytes.buffer, this.bytes.byteOffset + entry.offset, lengthOf(entry)),
      scales: new Float32Array(this.bytes.buffer, this.bytes.byteOffset + entry.scale, entry.shape[0]),
    };
  }

  /** A tensor's numbers, whether they are quantised or exact. */
  numbers(name: string): Float32Array {
    return this.entries.get(name)?.dtype === "int8" ? this.dequantise(name) : this.floats(name);
  }

  dequantise(name: string): Float32Array {
    const { shape, values, scales } = this.quantised(name);
    return Float32Array.from(values, (value, index) => value * (scales[Math.floor(index / shape[1])] as number));
  }

  private entry(name: string, dtype: WeightEntry["dtype"]): WeightEntry {
    const entry = this.entries.get(name);
    if (entry?.dtype !== dtype)
      throw new TypeError(`The weights ${name} are ${entry?.dtype ?? "missing"}, expected ${dtype}`);
    return entry;
  }
}

function lengthOf(entry: WeightEntry): number {
  return entry.shape.reduce((product, dimension) => product * dimension, 1);
}
