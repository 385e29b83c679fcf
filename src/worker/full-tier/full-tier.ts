import type { Interpreter } from "../../engine/nlu/parse-data";
import { BundleFault } from "../../engine/project/bundle";
import type { TextVectors } from "../../skills/knowledge/retrieval/vectors";
import type { Bytes } from "../model-download";
import { modelFault } from "../models";
import type { Fault, FullTierOrder, FullTierStatus, SkipReason, TierChoice } from "../protocol";
import type { ChunkStore, StoredFile } from "./chunk-store";
import { DownloadInterrupted, downloadFile } from "./file-download";
import { identity } from "../../identity";

/** The full tier, ready to read messages. */
export interface FullModel {
  interpreter: Interpreter;
  /** The encoder by itself, for what is searched by meaning. */
  vectors: TextVectors;
  /** Frees its memory, once the message that it may be reading is read. */
  dispose(): Promise<void>;
}

export interface FullTierOptions {
  /** The address of `models/`. */
  base: URL;
  /** All that it needs. */
  files: readonly StoredFile[];
  store: ChunkStore;
  /** One tab at a time fetches. */
  locks: Pick<LockManager, "request">;
  /** Verifies the files, which `read` gives by their path, and makes the model of them. Rejects with a BundleFault that names the file at fault. */
  load: (read: (path: string) => Promise<Bytes>) => Promise<FullModel>;
  /** Why `bytes` more should not be fetched without being asked for. */
  reasonToSkip(bytes: number): Promise<SkipReason | null>;
  /** From the next message on: read by this, or by the lite tier alone. */
  use(model: FullModel | null): void;
  tell(status: FullTierStatus): void;
}

/** How often a tab that waits for another one's download looks how far it is (milliseconds). */
const LOOK_EVERY = 500;

/** A download is told of in so many steps. */
const STEPS = 200;

/**
 * The full tier on this device: fetched in the background, kept, started, stopped and removed. One thing at a time: a new order
 * ends what was going on. Whatever fails, the lite tier goes on and the status says why.
 */
export class FullTier {
  #status: FullTierStatus;
  #model: FullModel | null = null;
  #choice: TierChoice = "automatic";
  #job: Promise<void> = Promise.resolve();
  #cancel = new AbortController();
  readonly #total: number;

  constructor(private readonly options: FullTierOptions) {
    this.#total = options.files.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#status = { state: "absent", done: 0, total: this.#total };
  }

  /** Starts what is whole on the device already; what isn't waits for `idle`. */
  start(choice: TierChoice): Promise<void> {
    this.#choice = choice;
    return this.#replace(async (signal) => {
      await this.#look();
      if (this.#choice === "automatic" && this.#status.state === "kept") await this.#obtain(signal);
    });
  }

  /** Resolves when what was ordered is done, or has failed. */
  order(order: FullTierOrder): Promise<void> {
    switch (order) {
      case "idle":
        if (this.#choice !== "automatic" || !canBegin(this.#status)) return this.#job;
        return this.#replace((signal) => this.#obtainUnlessSkipped(signal));
      case "automatic":
        this.#choice = "automatic";
        return this.#replace((signal) => this.#obtainUnlessSkipped(signal));
      case "download":
        this.#choice = "automatic";
        return this.#replace((signal) => this.#obtain(signal));
      case "lite":
        this.#choice = "lite";
        return this.#replace(async () => {
          await this.#stop();
          await this.#look();
        });
      case "remove":
        this.#choice = "lite";
        return this.#replace(async () => {
          await this.#stop();
          await this.options.store.clear();
          await this.#look();
        });
    }
  }

  /** A message could not be read: no other one is tried. */
  broke(): Promise<void> {
    return this.#replace(async () => {
      await this.#stop();
      this.#tell({ state: "failed", ...(await this.#kept()), fault: unusable() });
    });
  }

  #replace(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#cancel.abort();
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    this.#job = this.#job.then(() => work(signal)).catch((error: unknown) => this.#failed(error, signal));
    return this.#job;
  }

  async #obtainUnlessSkipped(signal: AbortSignal): Promise<void> {
    const { done, total } = await this.#kept();
    const reason = done < total ? await this.options.reasonToSkip(total - done) : null;
    if (reason) this.#tell({ state: "skipped", done, total, reason });
    else await this.#obtain(signal);
  }

  async #obtain(signal: AbortSignal): Promise<void> {
    if (this.#model) return;
    const looking = setInterval(() => void this.#tellWaiting(signal), LOOK_EVERY);
    try {
      await this.options.locks.request(`${identity.id}:full-tier`, { signal }, async () => {
        clearInterval(looking);
        for (const file of this.options.files) await this.#download(file, false, signal);
      });
    } finally {
      clearInterval(looking);
    }
    const model = await this.#load(signal);
    if (signal.aborted) return model.dispose();
    this.#model = model;
    this.options.use(model);
    this.#tell({ state: "ready", done: this.#total, total: this.#total });
    await this.options.store.retain(this.options.files);
  }

  async #download(file: StoredFile, isAgain: boolean, signal: AbortSignal): Promise<void> {
    const { base, files, store } = this.options;
    const others = await sizeOf(
      store,
      files.filter(({ sha256 }) => sha256 !== file.sha256),
    );
    await downloadFile(file, {
      base,
      store,
      signal,
      isAgain,
      onProgress: (bytes) => this.#progress(others + bytes),
    });
  }

  /** A file that turns out to be damaged is fetched once more, past all caches. */
  async #load(signal: AbortSignal): Promise<FullModel> {
    const { files, store, load } = this.options;
    const again = new Set<StoredFile>();
    for (;;) {
      this.#tell({ state: "starting", done: this.#total, total: this.#total });
      try {
        return await load((path) => {
          const file = files.find((known) => known.path === path);
          return file ? store.read(file) : Promise.reject(new Error("no file of the full tier"));
        });
      } catch (error) {
        const file = error instanceof BundleFault && files.find(({ path }) => path === error.file);
        if (!file || again.has(file)) throw error;
        again.add(file);
        await store.delete(file);
        await this.#download(file, true, signal);
      }
    }
  }

  async #stop(): Promise<void> {
    const model = this.#model;
    this.#model = null;
    this.options.use(null);
    await model?.dispose();
  }

  async #failed(error: unknown, signal: AbortSignal): Promise<void> {
    // Whoever ended it says what comes next.
    if (signal.aborted) return;
    const kept = await this.#kept().catch(() => ({ done: 0, total: this.#total }));
    if (error instanceof DownloadInterrupted) return this.#tell({ state: "interrupted", ...kept });
    const reason = reasonOf(error);
    if (reason) return this.#tell({ state: "skipped", ...kept, reason });
    // For whoever looks into it: the user is told in a sentence.
    console.warn("The full tier doesn't start:", error);
    this.#tell({ state: "failed", ...kept, fault: error instanceof BundleFault ? modelFault(error) : unusable() });
  }

  /** What is on the device, while nothing of it is in use. */
  async #look(): Promise<void> {
    const kept = await this.#kept();
    this.#tell({ state: kept.done === kept.total ? "kept" : "absent", ...kept });
  }

  async #tellWaiting(signal: AbortSignal): Promise<void> {
    const kept = await this.#kept();
    if (!signal.aborted && kept.done < kept.total) this.#tell({ state: "downloading", ...kept });
  }

  async #kept(): Promise<{ done: number; total: number }> {
    return { done: await sizeOf(this.options.store, this.options.files), total: this.#total };
  }

  #progress(done: number): void {
    const total = this.#total;
    const { state, done: told } = this.#status;
    if (state !== "downloading" || done < told || done - told >= total / STEPS)
      this.#tell({ state: "downloading", done, total });
  }

  #tell(status: FullTierStatus): void {
    this.#status = status;
    this.options.tell(status);
  }
}

/** Bytes of these files that are on the device. */
async function sizeOf(store: ChunkStore, files: readonly StoredFile[]): Promise<number> {
  const sizes = await Promise.all(files.map((file) => store.size(file)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function canBegin({ state }: FullTierStatus): boolean {
  return state === "absent" || state === "interrupted";
}

function reasonOf(error: unknown): SkipReason | null {
  if (!(error instanceof DOMException)) return null;
  if (error.name === "QuotaExceededError") return "no-room";
  // Private windows may have no Cache storage.
  return error.name === "SecurityError" ? "no-storage" : null;
}

function unusable(): Fault {
  return {
    code: "tier.unusable",
    message: "The full understanding doesn't run on this device.",
    remedy: "Reload this page to try it again.",
  };
}
