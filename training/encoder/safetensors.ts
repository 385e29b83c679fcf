import * as v from "valibot";
import { EncoderFault } from "./encoder-fault";
import { fromHalf } from "./half";

const headerSchema = v.objectWithRest(
  { __metadata__: v.optional(v.unknown()) },
  v.object({
    dtype: v.string(),
    shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
    data_offsets: v.tuple([v.number(), v.number()]),
  }),
);

/** Tensors as float32, by name. */
export type Tensors = ReadonlyMap<string, { shape: number[]; values: Float32Array }>;

/**
 * Reads a .safetensors file of float32 or float16 (https://github.com/huggingface/safetensors#format): 8 bytes of length, a JSON header,
 * the data. Integer tensors are passed over. Throws an EncoderFault when it is cut short, or isn't one.
 */
export function readSafetensors(bytes: Uint8Array, file: string): Tensors {
  const damaged = (expected: string): EncoderFault =>
    new EncoderFault("encoder.file-damaged", file, `${file} ${expected}: copy or download it again`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw damaged(`has ${bytes.length} bytes, expected a safetensors file`);
  const start = 8 + Number(view.getBigUint64(0, true));
  if (start > bytes.length) throw damaged(`has ${bytes.length} bytes, expected a header that ends at ${start}`);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, start)));
  } catch {
    throw damaged("has no JSON header, expected a safetensors file");
  }
  const header = v.safeParse(headerSchema, json);
  if (!header.success) throw damaged(`has a header of another form (${header.issues[0].message})`);

  const tensors = new Map<string, { shape: number[]; values: Float32Array }>();
  for (const [name, entry] of Object.entries(header.output)) {
    if (name === "__metadata__") continue;
    const { dtype, shape, data_offsets: offsets } = entry as v.InferOutput<typeof headerSchema>[string];
    const [from, to] = [start + offsets[0], start + offsets[1]];
    if (to > bytes.length) throw damaged(`has ${bytes.length} bytes, expected ${name} to end at byte ${to}`);
    // A copy: the numbers may stand at any byte of the file, and typed arrays need them aligned.
    const data = new Uint8Array(bytes.subarray(from, to));
    const values =
      dtype === "F32"
        ? new Float32Array(data.buffer)
        : dtype === "F16"
          ? Float32Array.from(new Uint16Array(data.buffer), fromHalf)
          : null;
    if (!values) continue;
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    if (values.length !== size) throw damaged(`holds ${values.length} numbers for ${name}, expected ${size}`);
    tensors.set(name, { shape, values });
  }
  return tensors;
}
