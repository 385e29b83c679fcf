import type { WeightEntry, WeightsManifest } from "../../src/engine/project/weights";
import type { Matrix, Parameters } from "./parameters";

/** A tensor for the weights file: matrices become int8 with a scale for each row, the others stay as they are. */
export type StoredTensor = { name: string } & (
  { kind: "quantised" | "exact"; matrix: Matrix } | { kind: "integers"; values: Int32Array }
);

/** A network's parameters as they are stored: few numbers stay exact, since each counts. */
export function storeParameters(parameters: Parameters): StoredTensor[] {
  return [...parameters].map(([name, matrix]) => ({ name, kind: isExact(name) ? "exact" : "quantised", matrix }));
}

function isExact(name: string): boolean {
  return name.endsWith(".bias") || name.startsWith("mean.") || name === "transitions";
}

/** Lays tensors out in one binary file, in the order given. */
export function writeWeights(tensors: StoredTensor[]): { manifest: WeightsManifest; bytes: Uint8Array } {
  const manifest: WeightsManifest = [];
  const parts: { offset: number; data: Int8Array | Int32Array | Float32Array }[] = [];
  let size = 0;
  const place = (data: Int8Array | Int32Array | Float32Array): number => {
    const offset = size;
    parts.push({ offset, data });
    size += Math.ceil(data.byteLength / 4) * 4;
    return offset;
  };
  for (const tensor of tensors) manifest.push(placeTensor(tensor, place));
  const bytes = new Uint8Array(size);
  for (const { offset, data } of parts)
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
  return { manifest, bytes };
}

function placeTensor(
  tensor: StoredTensor,
  place: (data: Int8Array | Int32Array | Float32Array) => number,
): WeightEntry {
  const { name } = tensor;
  if (tensor.kind === "integers")
    return { name, dtype: "int32", shape: [tensor.values.length], offset: place(tensor.values) };
  const { shape, values } = tensor.matrix;
  if (tensor.kind === "exact") return { name, dtype: "float32", shape: [...shape], offset: place(values) };
  const { quantised, scales } = quantiseRows(tensor.matrix);
  return { name, dtype: "int8", shape, offset: place(quantised), scale: place(scales) };
}

/** Each row is scaled so that its largest value is ±127. */
function quantiseRows({ shape: [rows, columns], values }: Matrix): { quantised: Int8Array; scales: Float32Array } {
  const quantised = new Int8Array(values.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let largest = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++)
      largest = Math.max(largest, Math.abs(values[i] as number));
    const scale = largest / 127;
    scales[row] = scale;
    if (scale === 0) continue;
    for (let i = row * columns; i < (row + 1) * columns; i++) quantised[i] = Math.round((values[i] as number) / scale);
  }
  return { quantised, scales };
}
