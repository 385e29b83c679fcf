import { writeFileSync } from "node:fs";
import type { Command } from "./command";
import { SHIPPED_PROJECT, hasErrors, openTests, printFaults } from "./project-files";
import { testCore } from "./test-core";
import { testCrossValidated, testSentences } from "./test-nlu";
import { UsageError } from "./usage-error";

export const testCommand: Command = {
  usage:
    "test [nlu|core] [--project DIR] [--models DIR] [--out DIR] [--tier lite|full] [--nlu-from-story] [--typos] [--seed N] [--json FILE]\n       sotto test nlu --cross-validation [--folds N] [--project DIR] [--out DIR] [--tier lite|full] [--seed N] [--json FILE]",
  parts: ["nlu", "core"],
  options: {
    project: { type: "string" },
    models: { type: "string" },
    out: { type: "string" },
    tier: { type: "string" },
    "nlu-from-story": { type: "boolean" },
    typos: { type: "boolean" },
    "cross-validation": { type: "boolean" },
    folds: { type: "string" },
    seed: { type: "string" },
    json: { type: "string" },
  },
  async run(args, output) {
    const { part } = args;
    if (part === "core" && args.flag("typos")) throw new UsageError("--typos misspells sentences: test nlu has them");
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const writeJson = (report: unknown): void => {
      const file = args.text("json");
      if (file !== undefined) writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    };
    if (args.flag("cross-validation")) {
      if (part !== "nlu") throw new UsageError("--cross-validation trains on examples: test nlu has them");
      const report = await testCrossValidated(folder, args, output);
      if (report === "faulty") return 1;
      writeJson(report);
      return 0;
    }
    const models = args.text("models") ?? (args.text("project") === undefined ? "models" : `${folder}/models`);
    const { examples, stories, faults } = openTests(folder);
    printFaults(faults, output);
    const nlu = part === "core" ? null : await testSentences(models, args, examples, output);
    const core = part === "nlu" ? null : await testCore(folder, models, args, stories, output);
    if (core === "faulty") return 1;
    writeJson(part === "core" ? core : part === "nlu" ? nlu : { nlu, core });
    return hasErrors(faults) || (core && core.failures.length > 0) ? 1 : 0;
  },
};
