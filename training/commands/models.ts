import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadModels, type Models } from "../../src/engine/models";
import { FullInterpreter } from "../../src/engine/nlu/full-interpreter";
import type { Interpreter } from "../../src/engine/nlu/parse-data";
import { BundleFault, loadBundle } from "../../src/engine/project/bundle";
import { FULL_FILES } from "../../src/engine/project/model-files";
import { readEncoder } from "../encoder/encoder-folder";
import { NodeEncoder } from "../encoder/node-encoder";
import type { Tier } from "../nlu/train-nlu";
import { UsageError } from "./usage-error";

/** The models that `sotto train` wrote to a folder, verified as the browser verifies them. */
export async function readModels(folder: string): Promise<Models> {
  return orUsageError(() => loadModels((path) => readFile(join(folder, path))));
}

/** The same, with the interpreter of a tier. */
export async function readTier(
  folder: string,
  tier: Tier,
): Promise<Omit<Models, "interpreter"> & { interpreter: Interpreter }> {
  const models = await readModels(folder);
  return tier === "lite" ? models : { ...models, interpreter: await orUsageError(() => readFull(folder, models)) };
}

/** The tier that an option names. */
export function tierOption(tier: string | undefined): Tier {
  if (tier === undefined || tier === "lite") return "lite";
  if (tier === "full") return "full";
  throw new UsageError(`--tier ${tier}: lite or full was expected`);
}

async function readFull(folder: string, { current }: Models): Promise<FullInterpreter> {
  const { encoder } = current;
  if (encoder === undefined)
    throw new UsageError(`${join(folder, "current.json")} names no encoder; run sotto train --tier both`);
  const read = (path: string): Promise<Uint8Array> => readFile(join(folder, path));
  const [bundle, { vocabulary, path }] = await Promise.all([
    loadBundle(read, current.nlu, FULL_FILES),
    readEncoder(folder, encoder),
  ]);
  return FullInterpreter.load(bundle, vocabulary, await NodeEncoder.open(path));
}

async function orUsageError<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof BundleFault) throw new UsageError(`${error.code} ${error.message}; run sotto train first`);
    throw error;
  }
}
