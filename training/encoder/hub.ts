import { createHash } from "node:crypto";
import * as v from "valibot";
import { EncoderFault } from "./encoder-fault";
import type { EncoderSource } from "./source";

const modelSchema = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  siblings: v.array(v.object({ rfilename: v.string() })),
});

const TRY_AGAIN = "check the connection and HF_ENDPOINT, or download the files and give their folder";

/**
 * Downloads those of `wanted` that a model has, all of the revision that "main" is now, and checks each against the hash that the hub states: SHA-256
 * for large files (X-Linked-Etag), Git's SHA-1 for the others (ETag). HF_ENDPOINT names another host, as for huggingface_hub.
 */
export async function downloadFromHub(id: string, wanted: readonly string[]): Promise<EncoderSource> {
  const endpoint = (process.env["HF_ENDPOINT"] ?? "https://huggingface.co").replace(/\/$/, "");
  const address = `${endpoint}/api/models/${id}/revision/main`;
  const response = await get(address, id);
  const model = v.safeParse(modelSchema, await response.json().catch(() => null));
  if (!model.success)
    throw new EncoderFault("encoder.download", id, `${address} isn't a model of the hub: ${TRY_AGAIN}`);
  const { sha, siblings } = model.output;
  const present = new Set(siblings.map(({ rfilename }) => rfilename));
  const files = new Map<string, Uint8Array>();
  for (const file of wanted.filter((name) => present.has(name)))
    files.set(file, await download(`${endpoint}/${id}/resolve/${sha}/${file}`, file));
  return { source: `hub:${id}`, revision: sha, files };
}

async function download(address: string, file: string): Promise<Uint8Array> {
  // The hub states the hash in its own answer, before it redirects to where large files are stored.
  const head = await get(address, file, { method: "HEAD", redirect: "manual" });
  const expected = (head.headers.get("x-linked-etag") ?? head.headers.get("etag") ?? "").replace(/^W\/|"/g, "");
  const bytes = new Uint8Array(await readBody(await get(address, file), address, file));
  const found = hashLike(expected, bytes);
  if (found === expected) return bytes;
  const message = `${file} has the hash ${found}, expected ${expected || "one in its ETag"} (${address}): download it again`;
  throw new EncoderFault("encoder.hash-mismatch", file, message);
}

/** By the length of what is expected: SHA-256, or the SHA-1 of a Git blob. */
function hashLike(expected: string, bytes: Uint8Array): string {
  if (expected.length === 64) return createHash("sha256").update(bytes).digest("hex");
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

async function get(address: string, file: string, options: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, options);
  } catch (cause) {
    throw new EncoderFault("encoder.download", file, `${address} can't be reached (${reasonOf(cause)}): ${TRY_AGAIN}`);
  }
  if (response.ok || (response.status >= 300 && response.status < 400)) return response;
  const message = `${address} answered ${response.status}, expected ${file}: check the model's name, or that it is public`;
  throw new EncoderFault("encoder.download", file, message);
}

async function readBody(response: Response, address: string, file: string): Promise<ArrayBuffer> {
  try {
    return await response.arrayBuffer();
  } catch (cause) {
    throw new EncoderFault("encoder.download", file, `${address} broke off (${reasonOf(cause)}): ${TRY_AGAIN}`);
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message : cause.message;
}
