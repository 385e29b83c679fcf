/** What an nlu bundle must hold to be loaded. */
export const NLU_FILES = ["pipeline.json", "weights.json", "weights.bin"];

/** What an nlu bundle holds beside the lite tier for the full one. */
export const FULL_FILES = ["full/pipeline.json", "full/weights.json", "full/weights.bin"];

/** What a core bundle must hold to be loaded. */
export const CORE_FILES = ["domain.json", "policies.json", "weights.json", "weights.bin"];
