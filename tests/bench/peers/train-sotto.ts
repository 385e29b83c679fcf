import { cpSync } from "node:fs";
import { join } from "node:path";
import { writeBundle, writeCurrent } from "../../../training/bundle-writer";
import { DEFAULT_PIPELINE } from "../../../training/formats/default-config";
import type { Component, Config, NluExample } from "../../../training/formats/types";
import { trainNlu } from "../../../training/nlu/train-nlu";
import type { Tier, Work } from "./contender";

/**
 * The default pipeline. For intents alone, its classifier learns no entities; with entities, Duckling's dates, numbers, money and
 * addresses are found too, before the classifier, as in the assistant that ships.
 */
function pipelineFor(work: Work): Component[] {
  const place = { file: "", line: 1, column: 1 };
  const components = DEFAULT_PIPELINE.map((component) => ({ ...component, place }));
  if (work === "entities") return [{ name: "DucklingEntityExtractor", options: {}, place }, ...components];
  return components.map(({ name, options }) =>
    name === "DIETClassifier"
      ? { name, options: { ...options, entity_recognition: false }, place }
      : { name, options, place },
  );
}

/** Trains a tier and writes a `models/` folder of its own, with the encoder where it needs one. Answers the seconds it learned. */
export async function trainSotto(
  tier: Tier,
  work: Work,
  examples: NluExample[],
  seed: number,
  models: string,
): Promise<number> {
  const nlu = { examples, synonyms: {}, regexes: [], lookups: [], responses: {} };
  const config: Config = { language: "en", assistantId: null, pipeline: pipelineFor(work), policies: [], source: "" };
  const start = performance.now();
  const { trained, faults } = await trainNlu({ nlu, config, seed, tiers: [tier] });
  if (!trained) throw new Error(faults.map(({ message }) => message).join("\n"));
  const seconds = (performance.now() - start) / 1000;
  const { full, files, dataHash, sizes } = trained;
  if (tier === "full" && full === null) throw new Error("There is no encoder for the full tier");
  await full?.dispose();
  files.delete("training_data.json");
  const content = { kind: "nlu" as const, seed, config: {}, dataHash, scores: null, sizes, files };
  const folder = await writeBundle(models, content, new Date(0));
  const encoder = full ? `encoder/${full.encoder.name}` : undefined;
  if (full && encoder !== undefined) cpSync(full.encoder.path, join(models, encoder), { recursive: true });
  await writeCurrent(models, { nlu: folder, core: "", encoder });
  return seconds;
}
