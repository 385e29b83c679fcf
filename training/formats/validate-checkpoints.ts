import type { ReadLog } from "./read-log";
import type { Project, Step, Story } from "./types";

/** Rasa's own checkpoint, which a story may name: it begins a conversation, as it does without one. */
export const STORY_START = "STORY_START";

type Checkpoint = Extract<Step, { kind: "checkpoint" }>;

interface Joints {
  /** Those before the first step that is none. */
  starts: Checkpoint[];
  ends: Checkpoint[];
  /** Those of the ends that are followed by further steps: what comes behind starts with them. */
  within: Checkpoint[];
}

/** A checkpoint joins the end of one story to the start of another, and some story begins without one. */
export function checkCheckpoints({ stories, rules }: Project, log: ReadLog): void {
  const blocks = stories.map(joints);
  const starts = new Set(blocks.flatMap((block) => [...block.starts, ...block.within].map(({ name }) => name)));
  const ends = new Set(blocks.flatMap((block) => block.ends.map(({ name }) => name)));
  for (const { name, place } of blocks.flatMap((block) => [...block.starts, ...block.ends])) {
    if (starts.has(name) && ends.has(name)) continue;
    const missing = starts.has(name) ? "ends" : "starts";
    log.warning(
      place,
      "story.checkpoint",
      `No story ${missing} with the checkpoint \`${name}\`. Add one, or correct the name.`,
    );
  }
  const reached = reachable(blocks);
  for (const { starts: own } of blocks) {
    const [first] = own;
    if (!first || own.some(({ name }) => reached.has(name) || !ends.has(name))) continue;
    log.warning(
      first.place,
      "story.checkpoint",
      `The checkpoint \`${first.name}\` is come to in a circle only, which no story leads into, so that this story isn't learnt. ` +
        "Begin a story of the circle without a checkpoint.",
    );
  }
  for (const { name, steps } of rules) {
    for (const step of steps) {
      if (step.kind !== "checkpoint") continue;
      log.error(
        step.place,
        "story.checkpoint",
        `The rule \`${name}\` has a checkpoint, which only stories may have. Write a story instead.`,
      );
    }
  }
}

function joints({ steps }: Story): Joints {
  const first = steps.findIndex(({ kind }) => kind !== "checkpoint");
  const [before, behind] = first < 0 ? [steps, []] : [steps.slice(0, first), steps.slice(first)];
  const isCheckpoint = (step: Step): step is Step & Checkpoint =>
    step.kind === "checkpoint" && step.name !== STORY_START;
  const last = behind.findLastIndex(({ kind }) => kind !== "checkpoint");
  return {
    starts: before.filter(isCheckpoint),
    ends: behind.filter(isCheckpoint),
    within: behind.slice(0, last + 1).filter(isCheckpoint),
  };
}

/** The checkpoints that a conversation can come to from its start. */
function reachable(blocks: readonly Joints[]): ReadonlySet<string> {
  const startingAt = new Map<string, Joints[]>();
  for (const block of blocks) {
    for (const { name } of block.starts) {
      const others = startingAt.get(name) ?? [];
      others.push(block);
      startingAt.set(name, others);
    }
  }
  const reached = new Set<string>();
  const waiting = blocks.filter(({ starts }) => starts.length === 0);
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    for (const { name } of block.ends) {
      if (reached.has(name)) continue;
      reached.add(name);
      for (const next of startingAt.get(name) ?? []) waiting.push(next);
    }
  }
  return reached;
}
