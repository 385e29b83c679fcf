import { compileCore } from "../dialogue/core-trainer";
import type { Command } from "./command";
import { SHIPPED_PROJECT, openProject, openTests, printFaults } from "./project-files";

export const validateCommand: Command = {
  name: "data validate",
  summary: "check a project and list every fault",
  usage: "data validate [--project DIR]",
  options: { project: { type: "string" } },
  async run(args, output) {
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const { project, faults } = openProject(folder, output);
    const further = [...openTests(folder).faults, ...(project ? compileCore(project).faults : [])];
    printFaults(further, output);
    const all = [...faults, ...further];
    const errors = all.filter(({ severity }) => severity === "error").length;
    output.print(`${errors} errors, ${all.length - errors} warnings`);
    return errors === 0 ? 0 : 1;
  },
};
