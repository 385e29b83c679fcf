import type { Bytes } from "../model-download";

/** A file to be kept on the device, known by what it holds: the same bytes in a newer version are not fetched again. */
export interface StoredFile {
  /** Relative to `models/`. */
  path: string;
  bytes: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** A crash or a closed tab loses at most this much of a download (bytes). */
export const CHUNK_BYTES = 1 << 20;

/**
 * Files of some megabytes, kept in pieces as they come, so that a download goes on where it stopped. They stand in Cache storage and
 * not beside the user's data in IndexedDB: each piece is whole or absent there, deleting the cache frees the space at once, and no
 * schema or connection of the database hangs on files that can be fetched again. Whether the bytes are right is for their reader to check.
 *
 * A piece's address says what it is, `/full-tier/<sha256>/<start>-<end>`: what is there is known without reading it.
 */
export class ChunkStore {
  constructor(private readonly name: string) {}

  /** How many bytes are there from the file's start without a gap. */
  async size(file: StoredFile): Promise<number> {
    return this.chunksOf(file, await this.keys()).at(-1)?.end ?? 0;
  }

  /** Puts bytes after those that are there. Rejects with a QuotaExceededError when the device has no room. */
  async append(file: StoredFile, start: number, bytes: Bytes): Promise<void> {
    const cache = await caches.open(this.name);
    await cache.put(addressOf(file, start, start + bytes.length), new Response(bytes));
  }

  /** All of a file's bytes. Rejects when some are not there. */
  async read(file: StoredFile): Promise<Bytes> {
    const chunks = this.chunksOf(file, await this.keys());
    if (chunks.at(-1)?.end !== file.bytes) throw new Error(`${file.path} is not whole on this device`);
    const cache = await caches.open(this.name);
    const whole = new Uint8Array(file.bytes);
    await Promise.all(
      chunks.map(async ({ url, start, end }) => {
        const piece = new Uint8Array((await (await cache.match(url))?.arrayBuffer()) ?? []);
        // A piece of another length is damaged; zeros in its place let the reader's check find that.
        if (piece.length === end - start) whole.set(piece, start);
      }),
    );
    return whole;
  }

  async delete(file: StoredFile): Promise<void> {
    await this.deleteAll((url) => url.includes(`/${file.sha256}/`));
  }

  /** Deletes whatever belongs to other files than these. */
  async retain(files: readonly StoredFile[]): Promise<void> {
    await this.deleteAll((url) => !files.some(({ sha256 }) => url.includes(`/${sha256}/`)));
  }

  /** Frees all of the space. */
  async clear(): Promise<void> {
    await caches.delete(this.name);
  }

  private async deleteAll(matches: (url: string) => boolean): Promise<void> {
    const urls = (await this.keys()).map(({ url }) => url).filter(matches);
    if (urls.length === 0) return;
    const cache = await caches.open(this.name);
    for (const url of urls) await cache.delete(url);
  }

  private async keys(): Promise<readonly Request[]> {
    return (await caches.has(this.name)) ? (await caches.open(this.name)).keys() : [];
  }

  /** The pieces that follow one another from the start. */
  private chunksOf(file: StoredFile, keys: readonly Request[]): Chunk[] {
    const pieces = keys.flatMap(({ url }) => chunkAt(url, file.sha256) ?? []).sort((a, b) => a.start - b.start);
    const chunks: Chunk[] = [];
    for (const piece of pieces) if (piece.start === (chunks.at(-1)?.end ?? 0)) chunks.push(piece);
    return chunks;
  }
}

interface Chunk {
  url: string;
  start: number;
  /** Exclusive. */
  end: number;
}

function chunkAt(url: string, sha256: string): Chunk | null {
  const match = /\/full-tier\/([0-9a-f]+)\/(\d+)-(\d+)$/.exec(url);
  if (match?.[1] !== sha256) return null;
  return { url, start: Number(match[2]), end: Number(match[3]) };
}

function addressOf({ sha256 }: StoredFile, start: number, end: number): string {
  return new URL(`/full-tier/${sha256}/${start}-${end}`, self.location.origin).href;
}
