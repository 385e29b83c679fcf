import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BundleFault, loadFile, loadMetadata, parseJson } from "../../src/engine/project/bundle";
import {
  ENCODER_FILES,
  ENCODER_FORMAT,
  RUNTIME_FILES,
  encoderMetadataSchema,
  type EncoderMetadata,
} from "../../src/engine/project/encoder";
import { Weights, weightsManifestSchema } from "../../src/engine/project/weights";
import { EncoderFault } from "./encoder-fault";

const SHIPPED_MODELS = fileURLToPath(new URL("../../models", import.meta.url));

/** A prepared encoder, all that runs it found whole. */
export interface EncoderFolder {
  /** `all-MiniLM-L6-v2-<id>` */
  name: string;
  path: string;
  /** Pieces, in the order of their ids. */
  vocabulary: string[];
}

/** One that a project can be trained with. */
export interface TrainingEncoder extends EncoderFolder {
  /** The tensor `vectors`: a static one for each piece of the vocabulary. */
  vectors: Weights;
}

/**
 * The encoder of `models/encoder/` that was prepared last, by default among those that ship with Sotto; null where there is none. Throws
 * an EncoderFault where a file of it is missing or damaged.
 */
export async function shippedEncoder(models: string = SHIPPED_MODELS): Promise<TrainingEncoder | null> {
  const folder = join(models, "encoder");
  const names = (existsSync(folder) ? readdirSync(folder) : []).sort();
  try {
    let last: { name: string; metadata: EncoderMetadata } | null = null;
    for (const name of names.filter((entry) => existsSync(join(folder, entry, "metadata.json")))) {
      const metadata = await readMetadata(models, `encoder/${name}`);
      if (last === null || metadata.time >= last.metadata.time) last = { name, metadata };
    }
    if (last === null) return null;
    const encoder = await readEncoder(models, `encoder/${last.name}`);
    return { ...encoder, vectors: await readVectors(models, `encoder/${last.name}`, last.metadata) };
  } catch (error) {
    if (!(error instanceof BundleFault)) throw error;
    const code = error.code === "model.missing" ? "encoder.file-missing" : "encoder.file-damaged";
    const advice = "take models/encoder from the repository again, or run sotto encoder prepare";
    throw new EncoderFault(code, error.file, `${error.message}: ${advice}`);
  }
}

/** The encoder in a folder relative to `models`. Throws a BundleFault where a file that runs it is missing or damaged. */
export async function readEncoder(models: string, folder: string): Promise<EncoderFolder> {
  const metadata = await readMetadata(models, folder);
  const files = await Promise.all(
    RUNTIME_FILES.map(async (file) => [file, await loadFile(reader(models), folder, file, metadata)] as const),
  );
  const vocabulary = new TextDecoder().decode(new Map(files).get(ENCODER_FILES.vocabulary));
  const path = join(models, folder);
  return { name: folder.slice(folder.lastIndexOf("/") + 1), path, vocabulary: vocabulary.trimEnd().split("\n") };
}

async function readVectors(models: string, folder: string, metadata: EncoderMetadata): Promise<Weights> {
  const manifest = await loadFile(reader(models), folder, ENCODER_FILES.vectors, metadata);
  const bytes = await loadFile(reader(models), folder, ENCODER_FILES.vectorBytes, metadata);
  return new Weights(parseJson(manifest, weightsManifestSchema, `${folder}/${ENCODER_FILES.vectors}`), bytes);
}

function readMetadata(models: string, folder: string): Promise<EncoderMetadata> {
  return loadMetadata(reader(models), folder, ENCODER_FORMAT, encoderMetadataSchema);
}

function reader(models: string): (path: string) => Promise<Uint8Array> {
  return async (path) => new Uint8Array(await readFile(join(models, path)));
}
