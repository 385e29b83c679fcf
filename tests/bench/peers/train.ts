import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { seededRandom } from "../../../src/engine/environment";
import { readRows } from "../../../training/commands/bench";
import type { NluExample } from "../../../training/formats/types";
import { shuffled } from "../../../training/nlu/sampling";
import type { Work } from "./contender";
import { jobSchema, type Cost, type Job, type Outcome } from "./job";
import { peakRssBytes } from "./peak-rss";
import { createNlpjs, MODEL_FILE } from "./systems/nlpjs";
import { createNlpjsWithNer } from "./systems/nlpjs-ner";
import { trainSotto } from "./train-sotto";

async function train({ system, work, data, seed, out }: Job): Promise<Cost> {
  const examples = readRows(join(data, "train.jsonl"));
  const seconds =
    system === "nlp.js"
      ? await trainNlpjs(work, examples, seed, out)
      : await trainSotto(system, work, examples, seed, out);
  return { seconds, peakRssBytes: peakRssBytes() };
}

/** What nlp.js learns depends on the order of the examples: it gets them in the seed's order. */
async function trainNlpjs(work: Work, examples: NluExample[], seed: number, out: string): Promise<number> {
  const nlp = work === "intents" ? await createNlpjs() : await createNlpjsWithNer();
  const order = shuffled(examples.length, seededRandom(seed)).map((index) => examples[index] as NluExample);
  const start = performance.now();
  for (const { text, intent, entities } of order) {
    nlp.addDocument("en", text, intent);
    if (work === "intents") continue;
    for (const { entity, value } of entities) nlp.addNerRuleOptionTexts("en", entity, value, [value]);
  }
  await nlp.train();
  const seconds = (performance.now() - start) / 1000;
  writeFileSync(join(out, MODEL_FILE), nlp.export(true));
  return seconds;
}

const job = v.parse(v.pipe(v.string(), v.parseJson(), jobSchema), process.argv[2]);
const outcome = await train(job).then(
  (cost): Outcome => ({ kind: "trained", cost }),
  (error: unknown): Outcome => ({ kind: "fault", message: error instanceof Error ? error.message : String(error) }),
);
process.send?.(outcome);
process.disconnect();
