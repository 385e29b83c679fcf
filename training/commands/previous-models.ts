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
import { CORE_FILES } from "../../src/engine/project/model-files";
import { weightsManifestSchema } from "../../src/engine/project/weights";
import type { PreviousCore } from "../dialogue/policy-learners";

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
      // Its hash has shown that it is what was written.
      policies: core.parse(
        "policies.json",
        v.custom<PolicyModel[]>(() => true),
      ),
      weights: { manifest: core.parse("weights.json", weightsManifestSchema), bytes: core.bytes("weights.bin") },
    },
  };
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BundleFault || (error instanceof Error && "syscall" in error)) return null;
    throw error;
  }
}
