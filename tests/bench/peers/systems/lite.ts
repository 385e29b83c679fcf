import { FALLBACK_INTENT } from "../../../../src/engine/nlu/fallback-classifier";
import type { ParseContext, ParseData } from "../../../../src/engine/nlu/parse-data";
import { TrainedInterpreter } from "../../../../src/engine/nlu/trained-interpreter";
import { loadBundle, loadCurrentModels } from "../../../../src/engine/project/bundle";
import { NLU_FILES } from "../../../../src/engine/project/model-files";
import type { LoadSystem, Reading } from "../contender";

/** Dates are read against any moment: only where they stand is compared. */
export const CONTEXT: ParseContext = { now: Date.UTC(2026, 0, 5, 12), zone: "UTC" };

/** Sotto's lite tier, loaded and verified as the page does it. What it was trained for decides whether it finds entities. */
export const load: LoadSystem = async (read) => {
  const { nlu } = await loadCurrentModels(read);
  const interpreter = TrainedInterpreter.load(await loadBundle(read, nlu, NLU_FILES));
  return (text) => readingOf(interpreter.parse(text, CONTEXT));
};

export function readingOf({ intent_ranking, entities }: ParseData): Reading {
  return {
    intent: intent_ranking.find(({ name }) => name !== FALLBACK_INTENT)?.name ?? null,
    entities: entities.map(({ entity, start, end }) => ({ entity, start, end })),
  };
}
