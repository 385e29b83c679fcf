import type { CoreModel } from "../../src/engine/dialogue/policies/load";
import { Weights } from "../../src/engine/project/weights";
import { coreDataHash, trainCore } from "../dialogue/core-trainer";
import type { Project } from "../formats/types";
import { previousModels } from "./previous-models";

/** The dialogue model that `sotto train` left in a folder, where it is of this very project; otherwise one trained now, for this run alone. */
export async function coreModel(project: Project, folder: string, seed: number): Promise<CoreModel> {
  const { core } = await previousModels(folder);
  if (core === null || core.dataHash !== (await coreDataHash(project)))
    return (await trainCore(project, { seed })).model;
  const { domain, policies, weights } = core;
  return { domain, policies: [...policies], weights: new Weights(weights.manifest, weights.bytes) };
}
