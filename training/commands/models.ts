import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CoreModel } from "../../src/engine/dialogue/policies/load";
import { TrainedInterpreter } from "../../src/engine/nlu/trained-interpreter";
import { BundleFault, loadBundle, parseCurrent } from "../../src/engine/project/bundle";
import { UsageError } from "./usage-error";

export interface DiskModels {
  interpreter: TrainedInterpreter;
  core: CoreModel;
}

/** The models that `sotto train` wrote to a folder, verified as the browser verifies them. */
export async function readModels(folder: string): Promise<DiskModels> {
  const read = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      return new Uint8Array(await readFile(join(folder, path)));
    } catch {
      throw new BundleFault("model.missing", path, `${join(folder, path)} can't be read`);
    }
  };
  try {
    const current = parseCurrent(await read("current.json"));
    const nlu = await loadBundle(read, current.nlu, ["pipeline.json", "weights.json", "weights.bin"]);
    const core = await loadBundle(read, current.core, ["domain.json", "policies.json"]);
    const json = (name: string): unknown => JSON.parse(new TextDecoder().decode(core.files.get(name)));
    return { interpreter: TrainedInterpreter.load(nlu), core: { domain: json("domain.json"), policies: json("policies.json") } as CoreModel };
  } catch (error) {
    if (error instanceof BundleFault) throw new UsageError(`${error.code} ${error.message}; run sotto train first`);
    throw error;
  }
}
