/**
 * `npm run bench:peers [-- --data DIR ... --tier lite|full|both --seed N --short --json FILE --docs]`: nlp.js beside Sotto's tiers, the same
 * data and the same run, in Node and in Chromium's worker. Prints tables; writes them with a chart and the figures to out/, and with
 * `--docs` to docs/peers.md and docs/peers.svg too. Without `--short`, takes several minutes a data set.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { UsageError } from "../../../training/commands/usage-error";
import { ratioChart } from "./chart";
import type { SystemName } from "./contender";
import { peersDocument } from "./document";
import { installPeers } from "./install";
import { runPeers } from "./run";
import { writeShortData } from "./short-data";
import { markdownTables, textTables } from "./table";
import { missingFor } from "./tiers";

const USAGE = "npm run bench:peers [-- --data DIR ... --tier lite|full|both --seed N --short --json FILE --docs]";
const OUT = join(import.meta.dirname, "out");
const USUAL_DATA = ["banking77", "clinc150", "snips"].map((name) => `../shared/benchmarks/${name}`);

const optionsSchema = v.object({
  data: v.optional(v.array(v.string())),
  tier: v.optional(v.picklist(["lite", "full", "both"], "--tier wants lite, full or both"), "both"),
  seed: v.optional(v.pipe(v.string(), v.digits("--seed wants a whole number"), v.transform(Number)), "1"),
  short: v.optional(v.boolean(), false),
  json: v.optional(v.string()),
  docs: v.optional(v.boolean(), false),
});
type Options = v.InferOutput<typeof optionsSchema>;

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      data: { type: "string", multiple: true },
      tier: { type: "string" },
      seed: { type: "string" },
      short: { type: "boolean" },
      json: { type: "string" },
      docs: { type: "boolean" },
    },
  });
  const options = v.safeParse(optionsSchema, values);
  if (!options.success) throw new UsageError(options.issues[0].message);
  return options.output;
}

/** The folders asked for, which must be there; or those of the usual ones that are. */
function dataOf({ data, short, seed }: Options): string[] {
  if (short) {
    const folder = join(OUT, "data", "short");
    writeShortData(folder, seed);
    return [folder];
  }
  const isThere = (folder: string): boolean =>
    ["train", "test"].every((name) => existsSync(join(folder, `${name}.jsonl`)));
  const missing = (data ?? USUAL_DATA).filter((folder) => !isThere(folder));
  const there = (data ?? USUAL_DATA).filter(isThere);
  const message = `${missing.join(", ")}: no train.jsonl and test.jsonl`;
  if (there.length === 0 || (data && missing.length > 0)) throw new UsageError(message);
  if (missing.length > 0) console.error(`Left out: ${message}`);
  return there;
}

/** nlp.js, and the tiers asked for; `both` is content with those that are there. */
async function systemsOf({ tier }: Options): Promise<SystemName[]> {
  const systems: SystemName[] = ["nlp.js"];
  for (const one of ["lite", "full"] as const) {
    if (tier !== "both" && tier !== one) continue;
    const missing = await missingFor(one);
    if (missing === null) systems.push(one);
    else if (tier === one) throw new UsageError(missing);
    else console.error(`Left out: the ${one} tier. ${missing}`);
  }
  return systems;
}

async function main(): Promise<void> {
  const options = readOptions();
  const systems = await systemsOf(options);
  const data = dataOf(options);
  installPeers();
  const say = (line: string): void => console.error(line);
  const report = await runPeers({ data, systems, seed: options.seed, out: OUT, say, now: () => new Date() });
  console.log(textTables(report));
  const json = `${JSON.stringify(report, null, 2)}\n`;
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, "report.json"), json);
  writeFileSync(join(OUT, "tables.md"), `${markdownTables(report)}\n`);
  writeFileSync(join(OUT, "ratios.svg"), ratioChart(report));
  if (options.json !== undefined) writeFileSync(options.json, json);
  if (!options.docs) return;
  writeFileSync("docs/peers.md", await peersDocument(report));
  writeFileSync("docs/peers.svg", ratioChart(report));
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof TypeError && "code" in error);
  console.error(
    `bench:peers: ${error instanceof Error ? error.message : String(error)}${isUsage ? `\nUsage: ${USAGE}` : ""}`,
  );
  process.exitCode = isUsage ? 2 : 1;
}
