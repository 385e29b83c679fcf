import { BundleFault } from "../../engine/project/bundle";
import type { Bytes } from "../model-download";
import { CHUNK_BYTES, type ChunkStore, type StoredFile } from "./chunk-store";

/** The network went away; what has come is kept. */
export class DownloadInterrupted extends Error {
  override readonly name = "DownloadInterrupted";
}

export interface FileDownloadOptions {
  /** The address of `models/`. */
  base: URL;
  store: ChunkStore;
  signal: AbortSignal;
  /** Past every cache between here and the server: what came before was damaged. */
  isAgain: boolean;
  /** Called with the bytes of this file that are there by now. */
  onProgress: (bytes: number) => void;
}

/**
 * Fetches what is still missing of a file into the store: from where it stopped when the server can send a part (HTTP Range), else
 * from the start. Rejects with DownloadInterrupted when the connection broke and a second try brought no more, with a BundleFault when the server
 * has no such file or another one, with the signal's reason, and with a QuotaExceededError. What has come by then stays in the store.
 */
export async function downloadFile(file: StoredFile, options: FileDownloadOptions): Promise<void> {
  const { store, signal, onProgress } = options;
  let have = await store.size(file);
  let hasStalled = false;
  while (have < file.bytes) {
    const before = have;
    onProgress(before);
    try {
      await fetchRest(file, before, options);
      have = await store.size(file);
      if (have < file.bytes) throw damaged(file, `the server sent ${have} of ${file.bytes} bytes`);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof BundleFault && error.code === "model.damaged") await store.delete(file);
      // To fetch, a broken connection is a TypeError. As long as each try brings something, the next one may bring the rest.
      if (!(error instanceof TypeError)) throw error;
      have = await store.size(file);
      if (hasStalled && have <= before) throw new DownloadInterrupted(`${file.path}: ${error.message}`);
      hasStalled = have <= before;
    }
  }
  onProgress(have);
}

/** One request, for what follows byte `from`; all that it brings is in the store when it ends, however it ends. */
async function fetchRest(file: StoredFile, from: number, options: FileDownloadOptions): Promise<void> {
  const { base, store, signal, isAgain } = options;
  const url = new URL(file.path, base);
  if (isAgain) url.searchParams.set("again", String(Date.now()));
  const headers = from > 0 ? { Range: `bytes=${from}-` } : undefined;
  // The store is the only cache: the browser's own would keep every byte a second time.
  const response = await fetch(url, { signal, headers, cache: "no-store" });
  const isPart = response.status === 206 && response.headers.get("Content-Range")?.startsWith(`bytes ${from}-`);
  if (from > 0 && !isPart && (response.ok || response.status === 416)) {
    await store.delete(file);
    // All of it is on the way, or has to be asked for.
    if (response.status !== 200) {
      await response.body?.cancel();
      return fetchRest(file, 0, options);
    }
  }
  if (!response.ok || !response.body)
    throw new BundleFault("model.missing", file.path, `${file.path} can't be fetched: status ${response.status}`);
  await keep(response.body, file, isPart ? from : 0, options);
}

async function keep(
  body: ReadableStream<Bytes>,
  file: StoredFile,
  start: number,
  { store, onProgress }: FileDownloadOptions,
): Promise<void> {
  const chunk = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  let end = start;
  const flush = async () => {
    if (filled > 0) await store.append(file, end, chunk.slice(0, filled));
    end += filled;
    filled = 0;
  };
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const bytes = read.value;
      if (end + filled + bytes.length > file.bytes)
        throw damaged(file, `the server sends more than ${file.bytes} bytes`);
      for (let taken = 0; taken < bytes.length;) {
        const piece = bytes.subarray(taken, taken + CHUNK_BYTES - filled);
        chunk.set(piece, filled);
        filled += piece.length;
        taken += piece.length;
        if (filled === CHUNK_BYTES) await flush();
      }
      onProgress(end + filled);
    }
  } finally {
    // What is left is of no use after a failure of ours, and has failed already after one of the connection.
    void reader.cancel().catch(() => undefined);
    await flush();
  }
}

function damaged({ path }: StoredFile, why: string): BundleFault {
  return new BundleFault("model.damaged", path, `${path} isn't the file that was made: ${why}`);
}
