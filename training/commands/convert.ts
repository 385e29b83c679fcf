import { convertProject } from "../formats/convert";
import { diskFiles } from "../formats/disk-files";
import type { Command } from "./command";
import { assertFolder, printFaults } from "./project-files";
import { UsageError } from "./usage-error";
import { assertEmpty, writeTexts } from "./written-files";

export const convertCommand: Command = {
  usage: "data convert --project DIR --out DIR [--force]",
  options: { project: { type: "string" }, out: { type: "string" }, force: { type: "boolean" } },
  async run(args, output) {
    const folder = args.text("project");
    const out = args.text("out");
    if (folder === undefined || out === undefined) throw new UsageError("--project and --out are needed");
    assertFolder(folder);
    assertEmpty(out, args.flag("force"));
    const { files, faults } = convertProject(diskFiles(folder));
    printFaults(faults, output);
    if (!files) return 1;
    writeTexts(out, files, output);
    return 0;
  },
};
