import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ENCODER_FILES } from "../../src/engine/project/encoder";
import type { WeightsManifest } from "../../src/engine/project/weights";

const SHIPPED_MODELS = fileURLToPath(new URL("../../models", import.meta.url));

/** A prepared encoder, as far as training reads it beside running it. */
export interface EncoderFolder {
  /** `all-MiniLM-L6-v2-<id>` */
  name: string;
  path: string;
  /** Pieces, in the order of their ids. */
  vocabulary: string[];
}

/** The encoder that ships with Sotto; null in a checkout without one: then there are only the lite tier's sparse features. */
export function shippedEncoder(): EncoderFolder | null {
  const encoders = join(SHIPPED_MODELS, "encoder");
  const name = (existsSync(encoders) ? readdirSync(encoders) : []).sort().at(-1);
  if (name === undefined) return null;
  const path = join(encoders, name);
  return { name, path, vocabulary: readFileSync(join(path, ENCODER_FILES.vocabulary), "utf8").trimEnd().split("\n") };
}

/** The tensor `vectors`, as `sotto encoder prepare` wrote it. */
export function staticVectors({ path }: EncoderFolder): { manifest: WeightsManifest; bytes: Uint8Array } {
  const manifest = JSON.parse(readFileSync(join(path, ENCODER_FILES.vectors), "utf8")) as WeightsManifest;
  return { manifest, bytes: new Uint8Array(readFileSync(join(path, ENCODER_FILES.vectorBytes))) };
}
