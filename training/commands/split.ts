import { readFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom, type Random } from "../../src/engine/environment";
import { diskFiles } from "../formats/disk-files";
import { writeNlu } from "../formats/nlu-writer";
import { readStoryFile } from "../formats/project-reader";
import { filesFor } from "../formats/source-files";
import { splitNlu, splitStories } from "../formats/split";
import { writeStories } from "../formats/story-writer";
import type { Project } from "../formats/types";
import type { Arguments, Command } from "./command";
import { SHIPPED_PROJECT, openProject } from "./project-files";
import { UsageError } from "./usage-error";
import { assertEmpty, writeTexts } from "./written-files";

export const splitCommand: Command = {
  usage:
    "data split nlu|stories [--project DIR] [--out DIR] [--training-fraction 0.8] [--seed N] [--force]\n\n" +
    "  nlu      writes training_data.yml and test_data.yml, with the same share of each intent\n" +
    "  stories  writes train_ and test_ files for each file with stories",
  parts: ["nlu", "stories"],
  options: {
    project: { type: "string" },
    out: { type: "string" },
    "training-fraction": { type: "string" },
    seed: { type: "string" },
    force: { type: "boolean" },
  },
  async run(args, output) {
    if (args.part === undefined) throw new UsageError("nlu or stories was expected");
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const out = args.text("out") ?? "train_test_split";
    const testShare = 1 - trainingFraction(args);
    const random = seededRandom(args.wholeNumber("seed", 1));
    assertEmpty(out, args.flag("force"));
    const { project } = openProject(folder, output);
    if (!project) return 1;
    const texts = args.part === "nlu" ? nluTexts(project, testShare, random) : storyTexts(folder, testShare, random);
    if (texts.size === 0) output.print("there is nothing to split");
    writeTexts(out, texts, output);
    return 0;
  },
};

function trainingFraction(args: Arguments): number {
  const written = args.text("training-fraction") ?? "0.8";
  const fraction = Number(written);
  if (fraction > 0 && fraction < 1) return fraction;
  throw new UsageError(`--training-fraction wants a number between 0 and 1, not ${written}`);
}

function nluTexts({ nlu }: Project, testShare: number, random: Random): Map<string, string> {
  if (nlu.examples.length === 0) return new Map();
  const { training, test } = splitNlu(nlu, testShare, random);
  return new Map([
    ["training_data.yml", writeNlu(training)],
    ["test_data.yml", writeNlu(test)],
  ]);
}

/** In folders as in the project, since files of the same name may stand in several. */
function storyTexts(folder: string, testShare: number, random: Random): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { path } of filesFor(diskFiles(folder), "data")) {
    const text = readFileSync(join(folder, path), "utf8");
    const split = splitStories(path.endsWith(".md") ? asYaml(text, path) : text, testShare, random);
    if (!split) continue;
    const [, within = "", name = ""] = /^data\/(.*\/)?([^/]*?)\.\w+$/.exec(path) ?? [];
    texts.set(`${within}train_${name}.yml`, split.training);
    texts.set(`${within}test_${name}.yml`, split.test);
  }
  return texts;
}

/** The stories and rules of a file in the older Markdown. */
function asYaml(text: string, path: string): string {
  const { stories, rules } = readStoryFile(text, path);
  return writeStories(stories, rules);
}
