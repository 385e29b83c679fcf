import * as v from "valibot";
import { loadModels, type Models } from "../engine/models";
import { BundleFault, metadataSchema } from "../engine/project/bundle";
import { CORE_FILES, NLU_FILES } from "../engine/project/model-files";

export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Fetches and verifies the models under an address. A file that is missing or damaged is fetched once more, past the service
 * worker's precache and the browser's cache: what was damaged when it was put there would come back at every start.
 */
export class ModelDownload {
  /** By path, as far as they were asked for. */
  readonly files = new Map<string, Promise<Bytes>>();
  /** Why a file was fetched again. */
  private readonly faults = new Map<string, BundleFault>();
  /** Bytes that have come, by path. */
  private readonly received = new Map<string, number>();
  /** Bytes that a folder's files have in all, by its metadata's path. */
  private readonly announced = new Map<string, number>();

  constructor(private readonly folder: URL) {}

  /** Throws the first BundleFault of a file whose second copy is no better. */
  async load(): Promise<Models> {
    try {
      return await loadModels((path) => this.file(path));
    } catch (error) {
      if (!(error instanceof BundleFault)) throw error;
      const first = this.faults.get(error.file);
      if (first) throw first;
      this.faults.set(error.file, error);
      this.files.delete(error.file);
      return this.load();
    }
  }

  /** In bytes; `total` is 0 until the first folder's metadata has come. */
  progress(): { done: number; total: number } {
    const total = sum(this.announced.values());
    return { done: Math.min(sum(this.received.values()), total), total };
  }

  private file(path: string): Promise<Bytes> {
    const bytes = this.files.get(path) ?? this.fetchFile(path);
    this.files.set(path, bytes);
    return bytes;
  }

  private async fetchFile(path: string): Promise<Bytes> {
    const url = new URL(path, this.folder);
    const isAgain = this.faults.has(path);
    // An address with a query is none that the precache knows.
    if (isAgain) url.searchParams.set("again", String(Date.now()));
    const response = await fetch(url, { cache: isAgain ? "reload" : "default" });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const counted = response.body?.pipeThrough(this.counter(path));
    const bytes = new Uint8Array(await new Response(counted).arrayBuffer());
    if (path.endsWith("/metadata.json")) this.announced.set(path, bytes.length + announcedBytes(bytes));
    return bytes;
  }

  private counter(path: string): TransformStream<Bytes, Bytes> {
    let count = 0;
    return new TransformStream({
      transform: (chunk, controller) => {
        this.received.set(path, (count += chunk.length));
        controller.enqueue(chunk);
      },
    });
  }
}

/** Of the files that are loaded; 0 where the metadata is damaged, which `loadModels` will say. */
function announcedBytes(metadata: Bytes): number {
  try {
    const { files } = v.parse(metadataSchema, JSON.parse(new TextDecoder().decode(metadata)));
    return sum([...new Set([...NLU_FILES, ...CORE_FILES])].map((file) => files[file]?.bytes ?? 0));
  } catch {
    return 0;
  }
}

function sum(numbers: Iterable<number>): number {
  return Array.from(numbers).reduce((total, number) => total + number, 0);
}
