import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as v from "valibot";
import { seededRandom } from "../../src/engine/environment";
import type { NluExample, Place } from "../formats/types";
import { benchNlu } from "../evaluation/nlu-bench";
import type { Command } from "./command";
import { shuffled } from "../nlu/sampling";
import { tierOption } from "./models";
import { ProgressBars } from "./progress-bars";
import { UsageError } from "./usage-error";

const offset = v.pipe(v.number(), v.integer());

/** One line of benchmark data (contracts). */
const Row = v.object({
  text: v.string(),
  intent: v.optional(v.string(), "oos"),
  entities: v.optional(v.array(v.object({ start: offset, end: offset, entity: v.string(), value: v.string() })), []),
});

export const benchCommand: Command = {
  usage:
    "bench nlu --data DIR [--tier lite|full] [--seed N] [--shots N] [--json FILE]\n\n  --shots  train on N examples of each intent of train.jsonl, chosen by the seed",
  options: {
    data: { type: "string" },
    tier: { type: "string" },
    seed: { type: "string" },
    shots: { type: "string" },
    json: { type: "string" },
  },
  async run(args, output) {
    const folder = args.text("data");
    if (folder === undefined) throw new UsageError("--data DIR is missing");
    const tier = tierOption(args.text("tier"));
    const rows = (name: string): NluExample[] => readRows(`${folder}/${name}.jsonl`);
    const seed = args.wholeNumber("seed", 1);
    const shots = args.text("shots") === undefined ? null : args.wholeNumber("shots", 1);
    if (shots === 0) throw new UsageError("--shots 0 leaves nothing to train on");
    const train = shots === null ? [...rows("train"), ...rows("val")] : fewShots(rows("train"), shots, seed);
    const test = rows("test");
    if (train.length === 0 || test.length === 0) throw new UsageError(`${folder} needs a train.jsonl and a test.jsonl`);
    const bars = new ProgressBars(output);
    const report = await benchNlu({
      train,
      test,
      oosTest: rows("oos_test"),
      tier,
      seed,
      progress: (title, done, total) => bars.update(title, done, total),
    });
    output.print(JSON.stringify(report, null, 2));
    const file = args.text("json");
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(report)}\n`);
    return 0;
  },
};

/** Some examples of each intent. */
function fewShots(examples: NluExample[], shots: number, seed: number): NluExample[] {
  const taken = new Map<string, number>();
  return shuffled(examples.length, seededRandom(seed))
    .map((index) => examples[index] as NluExample)
    .filter(({ intent }) => {
      const count = taken.get(intent) ?? 0;
      taken.set(intent, count + 1);
      return count < shots;
    });
}

export function readRows(file: string): NluExample[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, i): NluExample[] => {
    if (line.trim() === "") return [];
    const place: Place = { file, line: i + 1, column: 1 };
    const row = v.safeParse(v.pipe(v.string(), v.parseJson(), Row), line);
    if (!row.success) throw new UsageError(`${file}:${place.line}:1 bench.row ${row.issues[0].message}`);
    const { text, entities } = row.output;
    if (text.trim() === "")
      throw new UsageError(`${file}:${place.line}:1 bench.text The text is empty. Remove the line.`);
    const wrong = entities.find(({ start, end }) => !(0 <= start && start < end && end <= text.length));
    if (wrong) {
      const { entity, start, end } = wrong;
      const span = `"${entity}" from ${start} to ${end}`;
      throw new UsageError(
        `${file}:${place.line}:1 bench.entity ${span} isn't within a text of ${text.length} characters`,
      );
    }
    return [{ ...row.output, place }];
  });
}
