import { writeFileSync } from "node:fs";
import { storyGraph } from "../evaluation/story-graph/story-graph";
import { storyGraphSvg } from "../evaluation/story-graph/story-graph-svg";
import type { Command } from "./command";
import { SHIPPED_PROJECT, openProject } from "./project-files";
import { UsageError } from "./usage-error";

export const visualizeCommand: Command = {
  usage: "visualize [--project DIR] [--out FILE.svg] [--max-history N]",
  options: {
    project: { type: "string" },
    out: { type: "string" },
    "max-history": { type: "string" },
  },
  async run(args, output) {
    const maxHistory = args.wholeNumber("max-history", 2);
    if (maxHistory === 0) throw new UsageError("--max-history wants 1 or more");
    const { project } = openProject(args.text("project") ?? SHIPPED_PROJECT, output);
    if (!project) return 1;
    const { stories, rules } = project;
    const graph = storyGraph(stories, rules, maxHistory);
    const out = args.text("out") ?? "graph.svg";
    writeFileSync(out, storyGraphSvg(graph, { stories: stories.length, rules: rules.length }));
    output.print(`${stories.length} stories, ${rules.length} rules: ${out}`);
    return 0;
  },
};
