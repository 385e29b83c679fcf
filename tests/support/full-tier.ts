import { vi } from "vitest";
import type { Interpreter } from "../../src/engine/nlu/parse-data";
import { BundleFault, sha256 } from "../../src/engine/project/bundle";
import { ChunkStore, type StoredFile } from "../../src/worker/full-tier/chunk-store";
import { FullTier, type FullTierOptions } from "../../src/worker/full-tier/full-tier";
import type { FullTierStatus } from "../../src/worker/protocol";

/** A file of `length` bytes that a server has, and what it must be. */
export async function servedFile(
  path: string,
  length: number,
): Promise<{ file: StoredFile; content: Uint8Array<ArrayBuffer> }> {
  const content = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) + length) & 0xff);
  return { content, file: { path, bytes: length, sha256: await sha256(content) } };
}

/** One request that a server got. */
export interface Asked {
  path: string;
  range: string | null;
  isAgain: boolean;
}

export interface ServerOptions {
  /** Bytes after which the connection breaks, one entry a request; null, and past the end: it holds. */
  breaksAfter?: (number | null)[];
  /** Bytes after which a request gets no more, and no end. */
  hangsAfter?: number;
  /** A server that knows nothing of parts sends all. */
  hasRanges?: boolean;
  /** What it sends instead: of each request, told whether it came past the caches. */
  alter?: (content: Uint8Array<ArrayBuffer>, isAgain: boolean) => Uint8Array<ArrayBuffer>;
}

/** Puts a server in the place of the network, until `vi.restoreAllMocks`. */
export function serve(
  contents: Map<string, Uint8Array<ArrayBuffer>>,
  { breaksAfter = [], hangsAfter = Infinity, hasRanges = true, alter = (content) => content }: ServerOptions = {},
): Asked[] {
  const asked: Asked[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const path = url.pathname.replace("/models/", "");
    const range = new Headers(init?.headers).get("Range");
    const isAgain = url.searchParams.has("again");
    const breakAfter = breaksAfter[asked.push({ path, range, isAgain }) - 1] ?? null;
    const known = contents.get(path);
    if (!known) return new Response("", { status: 404 });
    const content = alter(known, isAgain);
    const from = hasRanges && range ? Number(/\d+/.exec(range)?.[0]) : 0;
    const headers = from > 0 ? { "Content-Range": `bytes ${from}-${content.length - 1}/${content.length}` } : undefined;
    const body = sent(content.subarray(from), breakAfter, hangsAfter, init?.signal ?? null);
    return new Response(body, { status: from > 0 ? 206 : 200, headers });
  });
  return asked;
}

/** Small pieces; at `breakAfter` what fetch gives when a connection is lost, at `hangsAfter` nothing until the request is ended. */
function sent(
  bytes: Uint8Array<ArrayBuffer>,
  breakAfter: number | null,
  hangsAfter: number,
  signal: AbortSignal | null,
): ReadableStream {
  let count = 0;
  return new ReadableStream({
    async pull(controller) {
      if (count >= hangsAfter) await new Promise((resolve) => signal?.addEventListener("abort", resolve));
      if (signal?.aborted) return controller.error(signal.reason);
      if (breakAfter !== null && count >= breakAfter) return controller.error(new TypeError("network error"));
      const piece = bytes.slice(count, Math.min(count + 100_000, breakAfter ?? Infinity));
      count += piece.length;
      if (piece.length > 0) controller.enqueue(piece);
      else controller.close();
    },
  });
}

export const STORE = "test-full-tier";

/** A full tier over these files that is whatever its bytes are, checked as the real one's are. */
export function fullTier(files: StoredFile[], options: Partial<FullTierOptions> = {}) {
  const told: FullTierStatus[] = [];
  const used: (Interpreter | null)[] = [];
  const disposed = vi.fn(async () => undefined);
  const tier = new FullTier({
    base: new URL("/models/", location.href),
    files,
    store: new ChunkStore(STORE),
    locks: navigator.locks,
    reasonToSkip: async () => null,
    use: (model) => used.push(model?.interpreter ?? null),
    tell: (status) => told.push(status),
    async load(read) {
      for (const { path, sha256: expected } of files)
        if ((await sha256(await read(path))) !== expected)
          throw new BundleFault("model.damaged", path, `${path} is damaged`);
      return {
        interpreter: {
          parse: (text) => ({ text, intent: { name: "full", confidence: 1 }, entities: [], intent_ranking: [] }),
        },
        vectors: { name: "none", size: 1, of: () => new Float32Array(1) },
        dispose: disposed,
      };
    },
    ...options,
  });
  return { tier, told, used, disposed, last: () => told.at(-1) };
}
