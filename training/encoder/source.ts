import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { EncoderFault } from "./encoder-fault";
import { downloadFromHub } from "./hub";

/** Without these there is no encoder. */
const REQUIRED = ["config.json", "model.safetensors"];
/** One of these is. */
const VOCABULARIES = ["vocab.txt", "tokenizer.json"];
/** Of these, what there is. The README's front matter states the licence. */
const OPTIONAL = ["README.md", "LICENSE"];
/** In the format of sha256sum: checked, where a folder has it. */
const HASH_LIST = "SHA256SUMS";

/** What an encoder is made from: the files of a sentence-transformers model, and where they came from. */
export interface EncoderSource {
  source: string;
  /** The commit at the hub; null for a folder. */
  revision: string | null;
  files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads a model from `hub:ID` (the Hugging Face hub) or a folder. Throws an EncoderFault when a file is missing, or isn't what the hub or the
 * folder's SHA256SUMS says.
 */
export async function readSource(from: string): Promise<EncoderSource> {
  const read = from.startsWith("hub:")
    ? await downloadFromHub(from.slice("hub:".length), [...REQUIRED, ...VOCABULARIES, ...OPTIONAL])
    : { source: path.basename(path.resolve(from)), revision: null, files: await readFolder(from) };
  const missing = REQUIRED.find((file) => !read.files.has(file)) ?? missingVocabulary(read.files);
  if (missing === undefined) return read;
  throw new EncoderFault(
    "encoder.file-missing",
    missing,
    `${from} has no ${missing}, expected a sentence-transformers model of safetensors: choose another, or copy the whole folder`,
  );
}

function missingVocabulary(files: ReadonlyMap<string, Uint8Array>): string | undefined {
  return VOCABULARIES.some((file) => files.has(file)) ? undefined : VOCABULARIES.join(" or ");
}

async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const file of [...REQUIRED, ...VOCABULARIES, ...OPTIONAL]) {
    const place = path.join(folder, file);
    if (existsSync(place)) files.set(file, await readFile(place));
  }
  const list = path.join(folder, HASH_LIST);
  if (existsSync(list)) checkHashes(files, await readFile(list, "utf8"));
  return files;
}

function checkHashes(files: ReadonlyMap<string, Uint8Array>, list: string): void {
  for (const [, sha256, file] of list.matchAll(/^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/gm)) {
    const bytes = files.get(file as string);
    if (!bytes) continue;
    const found = createHash("sha256").update(bytes).digest("hex");
    if (found === sha256) continue;
    const message = `${file} has SHA-256 ${found}, expected ${sha256} (${HASH_LIST}): copy or download it again`;
    throw new EncoderFault("encoder.hash-mismatch", file as string, message);
  }
}

/** The licence that a README's front matter states: `license: apache-2.0`. */
export function statedLicence(files: ReadonlyMap<string, Uint8Array>): string {
  const readme = new TextDecoder().decode(files.get("README.md"));
  const licence = /^---\r?\n[\s\S]*?^license:\s*["']?([\w.-]+)["']?\s*$[\s\S]*?^---/m.exec(readme)?.[1];
  if (licence !== undefined) return licence.toLowerCase();
  throw new EncoderFault(
    "encoder.file-missing",
    "README.md",
    'no README.md states the licence, expected "license:" in its front matter: without one the encoder must not be passed on; add it if you know it',
  );
}
