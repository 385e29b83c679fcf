import type { Interpreter } from "../../src/engine/nlu/parse-data";
import type { Json } from "../../src/engine/json";
import type { BundleContent } from "../bundle-writer";
import type { EncoderFolder } from "../encoder/encoder-folder";
import { testNlu } from "../evaluation/nlu-report";
import type { NluExample, Project } from "../formats/types";
import { nluDataHash, trainNlu, type Tier } from "../nlu/train-nlu";
import type { PreviousPipeline, TrainedTier } from "../nlu/train-tier";
import { asWritten } from "./bundle-content";
import type { Output } from "./output";
import { ProgressBars } from "./progress-bars";
import { printFaults } from "./project-files";

export interface NluWork {
  project: Project;
  /** Of tests/: never trained with. */
  examples: NluExample[];
  seed: number;
  tiers: Tier[];
  /** Of an earlier model: with the same nothing is trained. */
  knownHash: string | null;
  /** To go on from, instead of from nothing. */
  previous: Partial<Record<Tier, PreviousPipeline>> | undefined;
}

/** What is to be written of the trained pipeline, and the encoder that its full tier needs. */
interface NluContent {
  content: BundleContent;
  encoder: EncoderFolder | null;
}

/** Trains the pipeline in all tiers, and says how good each turned out. */
export async function nluContent(
  { project, examples, seed, tiers, knownHash, previous }: NluWork,
  output: Output,
): Promise<NluContent | "faulty" | "unchanged"> {
  const { nlu, config } = project;
  if (knownHash !== null && knownHash === (await nluDataHash({ nlu, config, seed, tiers, previous })))
    return "unchanged";
  const intents = new Set(nlu.examples.map(({ intent }) => intent));
  output.print(`${nlu.examples.length} examples of ${intents.size} intents, seed ${seed}`);
  const bars = new ProgressBars(output);
  const titles = { encode: "encoding", measure: "measuring (85 %)", train: "training" };
  const { trained, faults } = await trainNlu({
    nlu,
    config,
    seed,
    tiers,
    previous,
    progress({ tier, stage, selector, done, total, loss }) {
      const title = `${tier}: ${titles[stage]}${selector === null ? "" : `, responses of ${selector}`}`;
      bars.update(title, done, total, stage === "encode" ? "" : `loss ${loss.toFixed(3)}`);
    },
  });
  printFaults(faults, output);
  if (!trained) return "faulty";
  const { lite, full } = trained;
  if (tiers.includes("full") && !full)
    output.print(
      `only the lite tier is trained: the encoder reads English, and config.yml says language: ${config.language}`,
    );
  const scores: Record<string, Json> = {};
  if (lite) scores["lite"] = await tierScores("lite", lite, examples, output);
  if (full) scores["full"] = await tierScores("full", full, examples, output);
  await full?.dispose();
  const content: BundleContent = {
    kind: "nlu",
    seed,
    config: asWritten(config.pipeline),
    dataHash: trained.dataHash,
    scores,
    sizes: trained.sizes,
    files: trained.files,
  };
  return { content, encoder: full?.encoder ?? null };
}

/** Says how good a tier turned out, and returns it for the metadata. */
async function tierScores(
  tier: Tier,
  { scores, selectorScores, interpreter }: TrainedTier & { interpreter: Interpreter },
  examples: NluExample[],
  output: Output,
): Promise<Json> {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  if (scores) {
    const { accuracy, macroF1, ece } = scores;
    output.print(
      `${tier}, held out in training (${scores.examples}): ${percent(accuracy)} right, macro F1 ${macroF1.toFixed(3)}, ECE ${ece.toFixed(3)}`,
    );
  }
  for (const [selector, { examples: count, accuracy }] of Object.entries(selectorScores))
    output.print(`${tier}, responses of ${selector}, held out in training (${count}): ${percent(accuracy)} right`);
  const report = examples.length > 0 ? await testNlu(interpreter, examples) : null;
  if (report) {
    const { accuracy, macroF1 } = report.intent;
    output.print(`${tier}, tests/ (${examples.length}): ${percent(accuracy)} right, macro F1 ${macroF1.toFixed(3)}`);
  }
  return {
    validation: scores && { ...scores },
    responseSelectors: Object.fromEntries(Object.entries(selectorScores).map(([name, of]) => [name, { ...of }])),
    tests: report && { examples: examples.length, accuracy: report.intent.accuracy },
  };
}
