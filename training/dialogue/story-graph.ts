import type { Step, Story } from "../formats/types";

/** One way through the stories: no `or`, no checkpoints left. */
export interface StoryPath {
  name: string;
  story: Story;
  steps: FlatStep[];
}

export type FlatStep = Exclude<Step, { kind: "or" } | { kind: "checkpoint" }>;

/** Most paths that are followed; a graph that multiplies beyond that is cut, which the caller reports. */
export const MAX_PATHS = 5_000;

/**
 * All ways through a set of stories: each alternative of an `or` makes a copy, and a block that ends at a checkpoint goes on
 * with every block that starts there. A block is not entered twice on one path, so a cycle of checkpoints ends.
 */
export function storyPaths(stories: readonly Story[]): { paths: StoryPath[]; cut: boolean } {
  const blocks = stories.flatMap((story) => alternatives(story.steps).map((steps) => toBlock(story, steps)));
  const startingAt = new Map<string, Block[]>();
  for (const block of blocks)
    for (const checkpoint of block.starts) startingAt.set(checkpoint, [...(startingAt.get(checkpoint) ?? []), block]);

  const paths: StoryPath[] = [];
  const follow = (block: Block, before: Block[]): void => {
    if (paths.length >= MAX_PATHS) return;
    const path = [...before, block];
    const next = block.ends
      .flatMap((checkpoint) => startingAt.get(checkpoint) ?? [])
      .filter((following) => !path.includes(following));
    if (next.length > 0) for (const following of next) follow(following, path);
    else
      paths.push({
        name: path.map(({ story }) => story.name).join(" - "),
        story: block.story,
        steps: path.flatMap(({ steps }) => steps),
      });
  };
  for (const block of blocks) if (block.starts.length === 0) follow(block, []);
  return { paths, cut: paths.length >= MAX_PATHS };
}

interface Block {
  story: Story;
  starts: string[];
  steps: FlatStep[];
  ends: string[];
}

/** Checkpoints before the first real step are where a block starts, the others where it ends. */
function toBlock(story: Story, steps: readonly Exclude<Step, { kind: "or" }>[]): Block {
  const first = steps.findIndex((step) => step.kind !== "checkpoint");
  const block: Block = { story, starts: [], steps: [], ends: [] };
  steps.forEach((step, i) => {
    if (step.kind !== "checkpoint") block.steps.push(step);
    else if (first < 0 || i < first) block.starts.push(step.name);
    else block.ends.push(step.name);
  });
  return block;
}

function alternatives(steps: readonly Step[]): Exclude<Step, { kind: "or" }>[][] {
  return steps.reduce<Exclude<Step, { kind: "or" }>[][]>(
    (paths, step) => {
      const choices =
        step.kind === "or" ? step.alternatives.flatMap((choice) => alternatives([choice]).flat()) : [step];
      return paths.flatMap((path) => choices.map((choice) => [...path, choice])).slice(0, MAX_PATHS);
    },
    [[]],
  );
}
