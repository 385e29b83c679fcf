import { loadModels, type Models } from "../engine/models";
import { BundleFault } from "../engine/project/bundle";
import { ModelDownload, type Bytes } from "./model-download";
import type { Fault, ModelStatus } from "./protocol";
import { identity } from "../identity";

/** The Cache that holds a copy of the models that last worked: what stays in use when newer ones turn out to be damaged. */
const KNOWN_GOOD = `${identity.id}-known-good-models`;

/** How often the page is told how far the loading is, also while no byte comes: it shows the worker to be alive (milliseconds). */
const TELL_EVERY = 250;

/**
 * Loads and verifies the models that the build ships; where one is missing or damaged, those that worked before. Rejects with
 * a BundleFault when there are none either.
 */
export async function loadShippedModels(base: string, tell: (status: ModelStatus) => void): Promise<Models> {
  const download = new ModelDownload(new URL("models/", base));
  const telling = setInterval(() => tell({ state: "loading", ...download.progress() }), TELL_EVERY);
  try {
    const models = await download.load().finally(() => clearInterval(telling));
    tell({ state: "ready", id: models.current.nlu });
    await keepKnownGood(download.files);
    return models;
  } catch (error) {
    const previous = await loadModels(readKnownGood).catch(() => null);
    tell({ state: "failed", fault: modelFault(error), kept: previous?.current.nlu ?? null });
    if (previous) return previous;
    throw error;
  }
}

async function readKnownGood(path: string): Promise<Bytes> {
  const cache = await caches.open(KNOWN_GOOD);
  const response = await cache.match(knownGoodUrl(path));
  if (!response) throw new Error("no copy was kept");
  return new Uint8Array(await response.arrayBuffer());
}

/** Replaces the copy, unless it is of the same models. A browser that refuses Cache storage just has no copy. */
async function keepKnownGood(files: ReadonlyMap<string, Promise<Bytes>>): Promise<void> {
  try {
    const cache = await caches.open(KNOWN_GOOD);
    const kept = (await cache.keys()).map(({ url }) => url);
    const wanted = [...files.keys()].map(knownGoodUrl);
    if (wanted.every((url) => kept.includes(url))) return;
    // The list of what is current goes last: until then the old copy is the one that counts.
    const paths = [...files.keys()].sort((a, b) => Number(a === "current.json") - Number(b === "current.json"));
    for (const path of paths) await cache.put(knownGoodUrl(path), new Response(await files.get(path)));
    for (const url of kept) if (!wanted.includes(url)) await cache.delete(url);
  } catch {
    return;
  }
}

function knownGoodUrl(path: string): string {
  return new URL(`/known-good/${path}`, self.location.origin).href;
}

const IN_WORDS = {
  "model.missing": "is missing",
  "model.damaged": "is damaged",
  "model.version": "is of another version",
} as const;

/** A fault in a sentence for the user. */
export function modelFault(error: unknown): Fault {
  const remedy = "Reload this page when you are online.";
  if (!(error instanceof BundleFault)) {
    return { code: "model.damaged", message: "What messages are understood with could not be loaded.", remedy };
  }
  const file = error.file.split("/").at(-1);
  return {
    code: error.code,
    message: `A part of what messages are understood with ${IN_WORDS[error.code]} (${file}).`,
    remedy,
  };
}
