import type { CoreModel } from "../engine/dialogue/policies/load";
import { TrainedInterpreter } from "../engine/nlu/trained-interpreter";
import type { Interpreter } from "../engine/nlu/parse-data";
import { BundleFault, loadBundle, parseCurrent, type Bundle } from "../engine/project/bundle";
import type { Fault, ModelStatus } from "./protocol";

/** What the worker needs of each model's folder. */
export const RUNTIME_FILES = {
  nlu: ["pipeline.json", "weights.json", "weights.bin"],
  core: ["domain.json", "policies.json"],
} as const;

export interface LoadedModels {
  id: string;
  interpreter: Interpreter;
  core: CoreModel;
}

/** The Cache that holds a copy of the models that last worked: what stays in use when newer ones turn out to be damaged. */
const KNOWN_GOOD = "sotto-known-good-models";

type Read = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Loads and verifies the models that the build ships; where one is missing or damaged, those that worked before.
 * Rejects with a BundleFault when there are none either.
 */
export async function loadModels(base: string, tell: (status: ModelStatus) => void): Promise<LoadedModels> {
  const total = Object.values(RUNTIME_FILES).flat().length + 3;
  let done = 0;
  const read: Read = async (path) => {
    const bytes = await fetchBytes(new URL(`models/${path}`, base), path);
    tell({ state: "loading", done: ++done, total });
    return bytes;
  };
  try {
    const kept = new Map<string, Uint8Array<ArrayBuffer>>();
    const models = await assemble(async (path) => {
      const bytes = await read(path);
      kept.set(path, bytes);
      return bytes;
    });
    await keepKnownGood(kept);
    tell({ state: "ready", id: models.id });
    return models;
  } catch (error) {
    const fault = modelFault(error);
    const previous = await assemble(readKnownGood).catch(() => null);
    tell({ state: "failed", fault, kept: previous?.id ?? null });
    if (previous) return previous;
    throw error;
  }
}

async function assemble(read: Read): Promise<LoadedModels> {
  const current = parseCurrent(await read("current.json"));
  const [nlu, core] = await Promise.all([
    loadBundle(read, current.nlu, [...RUNTIME_FILES.nlu]),
    loadBundle(read, current.core, [...RUNTIME_FILES.core]),
  ]);
  return { id: nlu.metadata.id, interpreter: TrainedInterpreter.load(nlu), core: coreModel(core) };
}

/** Parsed without another schema: its hash has just shown that these are the bytes that `sotto train` wrote. */
function coreModel(bundle: Bundle): CoreModel {
  const json = (name: string): unknown => JSON.parse(new TextDecoder().decode(bundle.files.get(name)));
  return { domain: json("domain.json"), policies: json("policies.json") } as CoreModel;
}

async function fetchBytes(url: URL, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) throw new BundleFault("model.missing", path, `${path} could not be fetched`);
  return new Uint8Array(await response.arrayBuffer());
}

async function readKnownGood(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const cache = await caches.open(KNOWN_GOOD);
  const response = await cache.match(knownGoodUrl(path));
  if (!response) throw new BundleFault("model.missing", path, `${path} was never kept`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Replaces the copy, unless it is of the same models. A browser that refuses Cache storage just has no copy. */
async function keepKnownGood(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<void> {
  try {
    const cache = await caches.open(KNOWN_GOOD);
    const kept = await cache.keys();
    const isSame =
      kept.length === files.size &&
      [...files.keys()].every((path) => kept.some((request) => request.url.endsWith(path)));
    if (isSame) return;
    // The list of what is current goes last: until then the old copy's is what counts.
    const paths = [...files.keys()].sort((a) => (a === "current.json" ? 1 : -1));
    for (const path of paths) await cache.put(knownGoodUrl(path), new Response(files.get(path)));
    for (const request of kept) if (!paths.some((path) => request.url.endsWith(path))) await cache.delete(request);
  } catch {
    return;
  }
}

function knownGoodUrl(path: string): string {
  return new URL(`/known-good/${path}`, self.location.origin).href;
}

/** A fault in a sentence for the user. */
export function modelFault(error: unknown): Fault {
  if (error instanceof BundleFault) {
    const what = {
      "model.missing": "is missing",
      "model.damaged": "is damaged",
      "model.version": "is of another version",
    }[error.code];
    return {
      code: error.code,
      message: `A part of what Sotto understands with ${what} (${error.file}).`,
      remedy: "Reload when you are online.",
    };
  }
  return {
    code: "model.damaged",
    message: "What Sotto understands with could not be loaded.",
    remedy: "Reload when you are online.",
  };
}
