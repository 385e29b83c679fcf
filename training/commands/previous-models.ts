import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { PolicyModel } from "../../src/engine/dialogue/policies/load";
import {
  BUNDLE_FORMAT,
  BundleFault,
  currentModelsSchema,
  loadBundle,
  loadMetadata,
  metadataSchema,
  parseJson,
  type CurrentModels,
} from "../../src/engine/project/bundle";
import { pipelineSchema } from "../../src/engine/nlu/pipeline-settings";
import type { Domain } from "../../src/engine/project/domain";
import { CORE_FILES, FULL_FILES, NLU_FILES } from "../../src/engine/project/model-files";
import { Weights, weightsManifestSchema } from "../../src/engine/project/weights";
import type { PreviousCore } from "../dialogue/policy-learners";
import type { Tier } from "../nlu/train-nlu";
import type { PreviousPipeline } from "../nlu/train-tier";
import { UsageError } from "./usage-error";

/** What an earlier `sotto train` left in a folder of models, as far as it is whole. */
export interface PreviousModels {
  current: Partial<CurrentModels>;
  /** Of the nlu model. */
  dataHash: string | null;
  core: (PreviousCore & { dataHash: string }) | null;
}

/** Nothing where there is nothing, or where it is damaged or of another format: then all is trained again. */
export async function previousModels(folder: string): Promise<PreviousModels> {
  const read = (path: string): Promise<Uint8Array> => readFile(join(folder, path));
  const current = await orNull(async () => parseJson(await read("current.json"), currentModelsSchema, "current.json"));
  if (current === null) return { current: {}, dataHash: null, core: null };
  const nlu = await orNull(() => loadMetadata(read, current.nlu, BUNDLE_FORMAT, metadataSchema));
  const core = await orNull(() => loadBundle(read, current.core, CORE_FILES));
  return {
    current,
    dataHash: nlu?.dataHash ?? null,
    core: core && {
      dataHash: core.metadata.dataHash,
      // Its hash has shown that a file is what was written.
      domain: core.parse(
        "domain.json",
        v.custom<Domain>(() => true),
      ),
      policies: core.parse(
        "policies.json",
        v.custom<PolicyModel[]>(() => true),
      ),
      weights: { manifest: core.parse("weights.json", weightsManifestSchema), bytes: core.bytes("weights.bin") },
    },
  };
}

/** The pipelines that an earlier training left, to go on from. Throws a UsageError where there are none, or not all that are asked for. */
export async function previousPipelines(
  folder: string,
  tiers: readonly Tier[],
  epochShare: number,
): Promise<Partial<Record<Tier, PreviousPipeline>>> {
  const read = (path: string): Promise<Uint8Array> => readFile(join(folder, path));
  const { current } = await previousModels(folder);
  const open = async (tier: Tier): Promise<[Tier, PreviousPipeline]> => {
    const [files, within] = tier === "lite" ? [NLU_FILES, ""] : [FULL_FILES, "full/"];
    const bundle =
      current.nlu === undefined ? null : await orNull(() => loadBundle(read, current.nlu as string, files));
    if (!bundle) throw new UsageError(`--finetune goes on from a ${tier} model, and ${folder} has none that is whole`);
    const manifest = bundle.parse(`${within}weights.json`, weightsManifestSchema);
    const { components } = bundle.parse(`${within}pipeline.json`, pipelineSchema);
    return [tier, { components, weights: new Weights(manifest, bundle.bytes(`${within}weights.bin`)), epochShare }];
  };
  return Object.fromEntries(await Promise.all(tiers.map(open)));
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BundleFault || (error instanceof Error && "syscall" in error)) return null;
    throw error;
  }
}
