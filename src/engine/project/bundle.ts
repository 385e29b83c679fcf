import * as v from "valibot";
import type { Json } from "../json";
// With its ending: the build reads this file by the rules of Node.
import { actionEndpointSchema } from "./action-endpoint.ts";

/** Of the platform's globals, what is used here; browsers' workers and Node have both. */
declare const crypto: { subtle: { digest(algorithm: "SHA-256", data: Uint8Array): Promise<ArrayBuffer> } };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** Raised when what a bundle must hold changes; others are refused by name. */
export const BUNDLE_FORMAT = 2;

const jsonSchema = v.custom<Json>(() => true);

export const metadataSchema = v.object({
  format: v.literal(BUNDLE_FORMAT),
  /** `csv`: a forest trained from a table (`train nlu --csv`), which no assistant loads. */
  kind: v.picklist(["nlu", "core", "csv"]),
  /** The first 8 hexadecimal digits of a SHA-256 over the files and the seed. */
  id: v.string(),
  /** ISO 8601, UTC. */
  time: v.string(),
  /** SHA-256 of what it was trained from: with the same nothing needs training again. */
  dataHash: v.string(),
  seed: v.number(),
  /** The components it was trained with, as `config.yml` has them. */
  config: jsonSchema,
  /** Measured on held-out examples. */
  scores: jsonSchema,
  sizes: v.record(v.string(), v.number()),
  /** Every other file of the folder. */
  files: v.record(v.string(), v.object({ bytes: v.number(), sha256: v.string() })),
});

export type BundleMetadata = v.InferOutput<typeof metadataSchema>;

/** `models/current.json`: the folders to load, relative to `models/`, and the only address that is called but the page's own. */
export const currentModelsSchema = v.object({
  nlu: v.string(),
  core: v.string(),
  /** Without one there is no full tier. */
  encoder: v.optional(v.string()),
  /** Without one all actions are the assistant's own. */
  actionEndpoint: v.optional(actionEndpointSchema),
});

export type CurrentModels = v.InferOutput<typeof currentModelsSchema>;

export type BundleFaultCode = "model.missing" | "model.damaged" | "model.version";

/** A bundle that can't be used, with the file at fault. The one loaded before stays in use. */
export class BundleFault extends Error {
  override readonly name = "BundleFault";

  constructor(
    readonly code: BundleFaultCode,
    readonly file: string,
    message: string,
  ) {
    super(message);
  }
}

/** Files of a bundle whose hashes were found right. */
export class Bundle {
  constructor(
    readonly folder: string,
    readonly metadata: BundleMetadata,
    readonly files: ReadonlyMap<string, Uint8Array>,
  ) {}

  bytes(file: string): Uint8Array {
    const bytes = this.files.get(file);
    if (!bytes)
      throw new BundleFault("model.missing", `${this.folder}/${file}`, `The model ${this.folder} has no ${file}`);
    return bytes;
  }

  /** A JSON file, checked. */
  parse<T>(file: string, schema: v.GenericSchema<unknown, T>): T {
    return parseJson(this.bytes(file), schema, `${this.folder}/${file}`);
  }
}

/**
 * Reads a bundle's metadata and the files named, and checks them: format version, size and SHA-256. Throws a BundleFault at the first
 * that is wrong. `read` gives a file's bytes by its path, and rejects where there is none.
 */
export async function loadBundle(
  read: (path: string) => Promise<Uint8Array>,
  folder: string,
  files: string[],
): Promise<Bundle> {
  const metadata = await loadMetadata(read, folder, BUNDLE_FORMAT, metadataSchema);
  const loaded = await Promise.all(
    files.map(async (file): Promise<[string, Uint8Array]> => [file, await loadFile(read, folder, file, metadata)]),
  );
  return new Bundle(folder, metadata, new Map(loaded));
}

/** A folder's `metadata.json`, checked: its format version first. */
export async function loadMetadata<T>(
  read: (path: string) => Promise<Uint8Array>,
  folder: string,
  format: number,
  schema: v.GenericSchema<unknown, T>,
): Promise<T> {
  const path = `${folder}/metadata.json`;
  const bytes = await readFile(read, path);
  const found = parseJson(bytes, v.object({ format: v.number() }), path);
  if (found.format !== format)
    throw new BundleFault("model.version", path, `${path} has format ${found.format}, expected ${format}`);
  return parseJson(bytes, schema, path);
}

/** A file of a folder, checked against the folder's metadata: size and SHA-256. */
export async function loadFile<B extends Uint8Array>(
  read: (path: string) => Promise<B>,
  folder: string,
  file: string,
  metadata: { files: Record<string, { bytes: number; sha256: string }> },
): Promise<B> {
  const path = `${folder}/${file}`;
  const expected = metadata.files[file];
  if (!expected) throw new BundleFault("model.missing", path, `The metadata of ${folder} doesn't list ${file}`);
  const bytes = await readFile(read, path);
  if (bytes.length !== expected.bytes) {
    throw new BundleFault("model.damaged", path, `${path} has ${bytes.length} bytes, expected ${expected.bytes}`);
  }
  if ((await sha256(bytes)) !== expected.sha256)
    throw new BundleFault("model.damaged", path, `${path} isn't the file that was made: its SHA-256 differs`);
  return bytes;
}

/** `models/current.json`, checked. */
export async function loadCurrentModels(read: (path: string) => Promise<Uint8Array>): Promise<CurrentModels> {
  return parseJson(await readFile(read, "current.json"), currentModelsSchema, "current.json");
}

/** In lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function readFile<B extends Uint8Array>(read: (path: string) => Promise<B>, path: string): Promise<B> {
  try {
    return await read(path);
  } catch (cause) {
    if (cause instanceof BundleFault) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BundleFault("model.missing", path, `${path} can't be read: ${reason}`);
  }
}

/** JSON of the shape that is expected. Throws a BundleFault that names `path` where it is not. */
export function parseJson<T>(bytes: Uint8Array, schema: v.GenericSchema<unknown, T>, path: string): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new BundleFault("model.damaged", path, `${path} isn't JSON`);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new BundleFault("model.damaged", path, `${path}: ${v.getDotPath(issue) ?? ""} ${issue.message}`);
}
