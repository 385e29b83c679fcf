import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadModels, type Models } from "../../src/engine/models";
import { BundleFault } from "../../src/engine/project/bundle";
import { UsageError } from "./usage-error";

/** The models that `sotto train` wrote to a folder, verified as the browser verifies them. */
export async function readModels(folder: string): Promise<Models> {
  try {
    return await loadModels((path) => readFile(join(folder, path)));
  } catch (error) {
    if (error instanceof BundleFault) throw new UsageError(`${error.code} ${error.message}; run sotto train first`);
    throw error;
  }
}
