import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { BUNDLE_FORMAT, BundleFault, loadMetadata, metadataSchema } from "../../src/engine/project/bundle";
import { coreDataHash } from "../dialogue/core-trainer";
import type { Project } from "../formats/types";
import { nluDataHash, type Tier } from "../nlu/train-nlu";
import type { Arguments } from "./command";
import type { Output } from "./output";
import { previousModels } from "./previous-models";
import { trainCommand } from "./train";

/**
 * Trains a project unless `models` holds what it is now: in the tiers and from the seed that the models there have, or in both where there
 * are none. Returns the exit code.
 */
export async function bringUpToDate(folder: string, project: Project, models: string, output: Output): Promise<number> {
  const { current, core } = await previousModels(models);
  const nlu = await nluOf(models, current.nlu);
  const seed = nlu?.seed ?? 1;
  const tiers: Tier[] = nlu && current.encoder === undefined ? ["lite"] : ["lite", "full"];
  const isCurrent =
    isDeepStrictEqual(current.actionEndpoint ?? null, project.actionEndpoint) &&
    core?.dataHash === (await coreDataHash(project)) &&
    nlu?.dataHash === (await nluDataHash({ nlu: project.nlu, config: project.config, seed, tiers }));
  if (isCurrent) return 0;
  output.print(nlu ? `the models in ${models} are of another state of the project` : `no models in ${models} yet`);
  const options: Record<string, string> = {
    project: folder,
    out: models,
    tier: tiers.includes("full") ? "both" : "lite",
  };
  const args: Arguments = {
    part: undefined,
    text: (option) => options[option],
    flag: () => false,
    wholeNumber: (option, byDefault) => (option === "seed" ? seed : byDefault),
  };
  return trainCommand.run(args, output);
}

async function nluOf(models: string, nlu: string | undefined): Promise<{ seed: number; dataHash: string } | null> {
  if (nlu === undefined) return null;
  try {
    return await loadMetadata((path) => readFile(join(models, path)), nlu, BUNDLE_FORMAT, metadataSchema);
  } catch (error) {
    if (error instanceof BundleFault) return null;
    throw error;
  }
}
