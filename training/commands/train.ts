import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeBundle, writeCurrent } from "../bundle-writer";
import { DEFAULT_AUGMENTATION } from "../dialogue/core-trainer";
import type { EncoderFolder } from "../encoder/encoder-folder";
import type { Tier } from "../nlu/train-nlu";
import { timeOfMaking } from "../time-of-making";
import type { Command } from "./command";
import { coreContent } from "./core-content";
import { nluContent } from "./nlu-content";
import { previousModels, previousPipelines } from "./previous-models";
import { SHIPPED_PROJECT, openProject, openTests, printFaults } from "./project-files";
import { trainCsv } from "./train-csv";
import { UsageError } from "./usage-error";

export const trainCommand: Command = {
  usage:
    "train [nlu|core] [--project DIR] [--out DIR] [--seed N] [--tier lite|full|both] [--augmentation N]\n             [--force] [--finetune [--epoch-fraction 0.3]]\n       sotto train nlu --csv FILE --target COLUMN [--out DIR] [--seed N] [--json FILE]",
  parts: ["nlu", "core"],
  options: {
    project: { type: "string" },
    out: { type: "string" },
    seed: { type: "string" },
    tier: { type: "string" },
    augmentation: { type: "string" },
    force: { type: "boolean" },
    finetune: { type: "boolean" },
    "epoch-fraction": { type: "string" },
    csv: { type: "string" },
    target: { type: "string" },
    json: { type: "string" },
  },
  async run(args, output) {
    const csv = args.text("csv");
    if (csv !== undefined && args.part === "nlu") return trainCsv(csv, args, output);
    for (const option of ["csv", "target", "json"]) {
      if (args.text(option) !== undefined) throw new UsageError(`--${option} goes with train nlu --csv FILE`);
    }
    const tiers = tiersOf(args.text("tier") ?? "both");
    const seed = args.wholeNumber("seed", 1);
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const out = args.text("out") ?? (args.text("project") === undefined ? "models" : `${folder}/models`);

    const { project } = openProject(folder, output);
    const tests = openTests(folder);
    printFaults(tests.faults, output);
    if (!project) return 1;
    if (args.part === "nlu" && project.nlu.examples.length === 0) {
      const message = "The project has no examples to train on. Add some under `nlu:` in data/.";
      const place = { file: "data", line: 1, column: 1 };
      printFaults([{ place, code: "nlu.no-examples", message, severity: "error" }], output);
      return 1;
    }
    // Everything is trained before anything is written, and the stories first: their faults show in a second.
    const before = await previousModels(out);
    const again = args.flag("force");
    const epochShare = args.flag("finetune") ? shareOf(args.text("epoch-fraction")) : null;
    const augmentation = args.wholeNumber("augmentation", DEFAULT_AUGMENTATION);
    const core =
      args.part === "nlu"
        ? null
        : await coreContent(project, { seed, augmentation, previous: again ? null : before.core, epochShare }, output);
    if (core === "faulty") return 1;
    const knownHash = again ? null : before.dataHash;
    const nlu =
      args.part === "core"
        ? null
        : await nluContent(
            {
              project,
              examples: tests.examples,
              seed,
              tiers,
              knownHash,
              previous: epochShare === null ? undefined : await previousPipelines(out, tiers, epochShare),
            },
            output,
          );
    if (nlu === "faulty") return 1;
    if (nlu === "unchanged") output.print("the nlu model is up to date: nothing that it learns from has changed");

    const time = timeOfMaking();
    const made = nlu === "unchanged" ? null : nlu;
    const current = {
      nlu: made ? await writeBundle(out, made.content, time) : before.current.nlu,
      core: core ? await writeBundle(out, core, time) : before.current.core,
    };
    for (const written of [current.nlu, current.core]) if (written !== undefined) output.print(join(out, written));
    if (current.nlu === undefined || current.core === undefined) {
      output.complain(`${join(out, "current.json")} is not written: it needs both an nlu and a core model`);
      return 0;
    }
    const encoder = made ? made.encoder && (await copyEncoder(made.encoder, out)) : before.current.encoder;
    const { actionEndpoint } = project;
    await writeCurrent(out, {
      nlu: current.nlu,
      core: current.core,
      ...(encoder && { encoder }),
      ...(actionEndpoint && { actionEndpoint }),
    });
    return 0;
  },
};

/** Few examples are new, and the others are known: a third of the epochs is enough. */
const USUAL_SHARE = 0.3;

function shareOf(fraction: string | undefined): number {
  const share = Number(fraction ?? USUAL_SHARE);
  if (share > 0 && share <= 1) return share;
  throw new UsageError(`--epoch-fraction wants a number above 0 and up to 1, not ${fraction}`);
}

/** The full tier always has the lite one beside it: that answers while the encoder is fetched. */
function tiersOf(tier: string): Tier[] {
  if (tier === "lite") return ["lite"];
  if (tier === "full" || tier === "both") return ["lite", "full"];
  throw new UsageError(`--tier ${tier}: lite, full or both was expected`);
}

/**
 * Puts the encoder beside the models, and returns its path within them. Copied beside its place and then renamed, so that a folder of
 * that name is always whole.
 */
async function copyEncoder({ name, path }: EncoderFolder, out: string): Promise<string> {
  const folder = `encoder/${name}`;
  const target = join(out, folder);
  if (existsSync(target)) return folder;
  const temporary = join(out, `${name}.tmp`);
  await rm(temporary, { recursive: true, force: true });
  await cp(path, temporary, { recursive: true });
  await mkdir(join(out, "encoder"), { recursive: true });
  await rename(temporary, target);
  return folder;
}
