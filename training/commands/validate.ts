import { compileCore } from "../dialogue/core-trainer";
import { storyConflicts } from "../dialogue/story-conflicts";
import { compilePipeline } from "../nlu/pipeline-compiler";
import type { Command } from "./command";
import { SHIPPED_PROJECT, openProject, openTests, printFaults } from "./project-files";

export const validateCommand: Command = {
  usage: "data validate [stories] [--project DIR] [--max-history N] [--fail-on-warnings]",
  parts: ["stories"],
  options: {
    project: { type: "string" },
    "max-history": { type: "string" },
    "fail-on-warnings": { type: "boolean" },
  },
  async run(args, output) {
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    // So many states back two stories must be the same to conflict; all of them, where it isn't given.
    const maxHistory = args.wholeNumber("max-history", 0) || null;
    const { project, faults } = openProject(folder, output);
    const ofPipeline = project && args.part !== "stories" ? compilePipeline(project.config, project.nlu).faults : [];
    const ofDialogue = project ? [...compileCore(project).faults, ...storyConflicts(project, maxHistory)] : [];
    const further = [...ofPipeline, ...(args.part === "stories" ? [] : openTests(folder).faults), ...ofDialogue];
    printFaults(further, output);
    const all = [...faults, ...further];
    const errors = all.filter(({ severity }) => severity === "error").length;
    output.print(`${errors} errors, ${all.length - errors} warnings`);
    return errors > 0 || (args.flag("fail-on-warnings") && all.length > 0) ? 1 : 0;
  },
};
