import { STORY_START } from "../formats/validate-checkpoints";
import type { Step, Story, StorySlot } from "../formats/types";

/** One way through the stories: no `or`, no checkpoints left. */
export interface StoryPath {
  name: string;
  story: Story;
  steps: FlatStep[];
  /** Values that slots must have at a checkpoint; `after` so many steps. */
  conditions: { after: number; slots: StorySlot[] }[];
}

export type FlatStep = Exclude<Step, { kind: "or" } | { kind: "checkpoint" }>;

/** Most paths that are followed; a graph that multiplies beyond that is cut, which the caller reports. */
export const MAX_PATHS = 5_000;

/**
 * All ways through a set of stories: each alternative of an `or` makes a copy, and a block that ends at a checkpoint goes on
 * with every block that starts there. A block is not entered twice on one path, so a cycle of checkpoints ends.
 */
export function storyPaths(stories: readonly Story[]): { paths: StoryPath[]; cut: boolean } {
  const blocks = stories.flatMap((story) =>
    sections(story.steps).flatMap((section) => alternatives(section).map((steps) => toBlock(story, steps))),
  );
  const startingAt = new Map<string, Block[]>();
  for (const block of blocks)
    for (const { name: checkpoint } of block.starts)
      startingAt.set(checkpoint, [...(startingAt.get(checkpoint) ?? []), block]);

  const paths: StoryPath[] = [];
  const follow = (block: Block, before: Block[]): void => {
    if (paths.length >= MAX_PATHS) return;
    const path = [...before, block];
    const next = block.ends
      .flatMap((checkpoint) => startingAt.get(checkpoint) ?? [])
      .filter((following) => !path.includes(following));
    if (next.length > 0) for (const following of next) follow(following, path);
    else paths.push(joined(path));
  };
  for (const block of blocks) if (block.starts.length === 0) follow(block, []);
  return { paths, cut: paths.length >= MAX_PATHS };
}

type Checkpoint = Extract<Step, { kind: "checkpoint" }>;

interface Block {
  story: Story;
  starts: Checkpoint[];
  steps: FlatStep[];
  ends: string[];
}

/** One conversation of the blocks that follow each other. */
function joined(blocks: readonly Block[]): StoryPath {
  const path: StoryPath = { name: "", story: (blocks.at(-1) as Block).story, steps: [], conditions: [] };
  const names: string[] = [];
  let ends: string[] = [];
  for (const block of blocks) {
    if (names.at(-1) !== block.story.name) names.push(block.story.name);
    // Entered by one of its checkpoints; another's conditions are another path's.
    const slots = block.starts.find(({ name }) => ends.includes(name))?.slots ?? [];
    if (slots.length > 0) path.conditions.push({ after: path.steps.length, slots });
    path.steps.push(...block.steps);
    ends = block.ends;
  }
  return { ...path, name: names.join(" - ") };
}

/** A checkpoint within a story ends what stands before it, and what stands behind starts there: others may join or leave. */
function sections(steps: readonly Step[]): Step[][] {
  const result: Step[][] = [[]];
  steps.forEach((step, i) => {
    const section = result.at(-1) as Step[];
    const last = steps[i - 1];
    const isStart = section.every(({ kind }) => kind === "checkpoint");
    if (last?.kind === "checkpoint" && step.kind !== "checkpoint" && !isStart) {
      const ends = section.slice(section.findLastIndex(({ kind }) => kind !== "checkpoint") + 1);
      result.push([...ends.map((end) => ({ ...end, slots: [] })), step]);
    } else section.push(step);
  });
  return result;
}

/** Checkpoints before the first real step are where a block starts, the others where it ends. */
function toBlock(story: Story, steps: readonly Exclude<Step, { kind: "or" }>[]): Block {
  const first = steps.findIndex((step) => step.kind !== "checkpoint");
  const block: Block = { story, starts: [], steps: [], ends: [] };
  steps.forEach((step, i) => {
    if (step.kind !== "checkpoint") block.steps.push(step);
    else if (step.name === STORY_START) return;
    else if (first < 0 || i < first) block.starts.push(step);
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
