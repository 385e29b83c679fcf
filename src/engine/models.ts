import * as v from "valibot";
import type { CoreModel, PolicyModel } from "./dialogue/policies/load";
import { TrainedInterpreter } from "./nlu/trained-interpreter";
import { loadBundle, loadCurrentModels, type CurrentModels } from "./project/bundle";
import type { Domain } from "./project/domain";
import { CORE_FILES, NLU_FILES } from "./project/model-files";
import { Weights, weightsManifestSchema } from "./project/weights";

/** What an assistant understands and decides with. */
export interface Models {
  /** The folders they came from. */
  current: CurrentModels;
  interpreter: TrainedInterpreter;
  core: CoreModel;
}

/** Its hash has shown that a file is what `sotto train` wrote, so it needs no second check. */
const verified = <T>() => v.custom<T>(() => true);

/** Reads and verifies the models that `current.json` names. `read` gives a file's bytes by its path; throws a BundleFault. */
export async function loadModels(read: (path: string) => Promise<Uint8Array>): Promise<Models> {
  const current = await loadCurrentModels(read);
  const [nlu, core] = await Promise.all([
    loadBundle(read, current.nlu, NLU_FILES),
    loadBundle(read, current.core, CORE_FILES),
  ]);
  return {
    current,
    interpreter: TrainedInterpreter.load(nlu),
    core: {
      domain: core.parse("domain.json", verified<Domain>()),
      policies: core.parse("policies.json", verified<PolicyModel[]>()),
      weights: new Weights(core.parse("weights.json", weightsManifestSchema), core.bytes("weights.bin")),
    },
  };
}
