import { trainCore } from "../dialogue/core-trainer";
import type { Command } from "./command";
import { SHIPPED_PROJECT, openProject, printFaults } from "./project-files";

export const validateCommand: Command = {
  name: "data validate",
  summary: "check a project and list every fault",
  usage: "data validate [--project DIR]",
  options: { project: { type: "string" } },
  async run(args, output) {
    const { project, faults } = openProject(args.text("project") ?? SHIPPED_PROJECT, output);
    const contradictions = project ? trainCore(project).faults : [];
    printFaults(contradictions, output);
    const all = [...faults, ...contradictions];
    const errors = all.filter(({ severity }) => severity === "error").length;
    output.print(`${errors} errors, ${all.length - errors} warnings`);
    return errors === 0 ? 0 : 1;
  },
};
