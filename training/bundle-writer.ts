import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Json } from "../src/engine/json";
import { BUNDLE_FORMAT, sha256, type BundleMetadata, type CurrentModels } from "../src/engine/project/bundle";

export interface BundleContent {
  kind: BundleMetadata["kind"];
  seed: number;
  /** The components or policies, as `config.yml` has them. */
  config: Json;
  dataHash: string;
  scores: Json;
  sizes: Record<string, number>;
  /** Everything but the metadata. */
  files: Map<string, Uint8Array>;
}

/**
 * Writes a bundle to `models/nlu/<time>-nlu-<id>/` or its like, and returns its path within `models`. It is written beside its place
 * and then renamed, so that a folder of that name is always whole. The same content at the same time is the same bytes.
 */
export async function writeBundle(models: string, content: BundleContent, time: Date): Promise<string> {
  const { kind, seed, config, dataHash, scores, sizes } = content;
  const files: BundleMetadata["files"] = {};
  for (const [name, bytes] of content.files) files[name] = { bytes: bytes.length, sha256: await sha256(bytes) };
  const id = (await sha256(new TextEncoder().encode(JSON.stringify([seed, files])))).slice(0, 8);
  const metadata: BundleMetadata = {
    format: BUNDLE_FORMAT,
    kind,
    id,
    time: time.toISOString(),
    dataHash,
    seed,
    config,
    scores,
    sizes,
    files,
  };

  const stamp = time.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const folder = `${kind}/${stamp}-${kind}-${id}`;
  const target = path.join(models, folder);
  const temporary = `${target}.tmp`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  for (const [name, bytes] of content.files) {
    const file = path.join(temporary, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  await writeFile(path.join(temporary, "metadata.json"), `${JSON.stringify(metadata, null, 2)}\n`);
  await rm(target, { recursive: true, force: true });
  await rename(temporary, target);
  return folder;
}

/** Names the bundles in use: to be written last, when they are in place. */
export async function writeCurrent(models: string, current: CurrentModels): Promise<void> {
  const target = path.join(models, "current.json");
  await writeFile(`${target}.tmp`, `${JSON.stringify(current, null, 2)}\n`);
  await rename(`${target}.tmp`, target);
}
