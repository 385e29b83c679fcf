import { Scalar } from "yaml";
import type { AnnotatedEntity, Step } from "../formats/types";
import { writeMarkup } from "../formats/entity-markup";
import { stepItem } from "../formats/story-writer";
import { writeYaml } from "../formats/yaml-writer";
import { isUnderstood, type PlayedStep, type StoryResult } from "./core-report";

/**
 * Stories as test stories in Rasa's YAML, with a comment on each step where something else was predicted, as in Rasa's
 * `failed_test_stories.yml`. `otherwise` is the file's only line where there are none.
 */
export function playedStories(results: readonly StoryResult[], otherwise: string): string {
  if (results.length === 0) return `# ${otherwise}\n`;
  return writeYaml({ stories: results.map(playedStory) });
}

function playedStory(result: StoryResult): object {
  const { name, story } = result;
  const steps = commentedSteps(result).map(({ step, comment }) => commentedItem(step, comment));
  return { story: commented(name, `${story.place.file}:${story.place.line}`), steps };
}

interface CommentedStep {
  step: Step;
  comment: string | null;
}

/** The story's steps, and between them those that only the predictions show: the assistant didn't listen. */
function commentedSteps({ path, story: { place }, steps: played }: StoryResult): CommentedStep[] {
  let next = 0;
  const unwritten = (until: number): CommentedStep[] =>
    played.slice(next, until).flatMap((one) => {
      const comment = commentOn(one);
      return one.kind === "action" && comment ? [{ step: { kind: "action", name: one.expected, place }, comment }] : [];
    });
  const written = path.steps.flatMap((step) => {
    const at = played.findIndex((one, index) => index >= next && isOf(one, step));
    const of = played[at];
    if (!of) return [{ step, comment: null }];
    const all = [...unwritten(at), { step, comment: commentOn(of) }];
    next = at + 1;
    return all;
  });
  return [...written, ...unwritten(played.length)];
}

function isOf(played: PlayedStep, step: Step): boolean {
  if (played.kind === "user") return step.kind === "user";
  return step.kind === "action" && step.name === played.expected;
}

/** `predicted: utter_greet`; null where nothing is to be said. */
function commentOn(step: PlayedStep): string | null {
  if (step.kind === "user") {
    if (!step.said || isUnderstood(step.said)) return null;
    const { text, predicted } = step.said;
    return `predicted: ${predicted.intent}: ${marked(text, predicted.entities)}`;
  }
  const { expected, predicted, afterUnlikelyIntent } = step;
  if (expected !== predicted)
    return `predicted: ${predicted}${afterUnlikelyIntent ? " after action_unlikely_intent" : ""}`;
  return afterUnlikelyIntent ? "predicted: action_unlikely_intent" : null;
}

/** Markup can't hold two annotations that share words: of those that do, the first is shown. */
function marked(text: string, entities: readonly AnnotatedEntity[]): string {
  const shown: AnnotatedEntity[] = [];
  for (const entity of entities.toSorted((a, b) => a.start - b.start)) {
    const last = shown.at(-1);
    if (!last || entity.start >= last.end || (entity.start === last.start && entity.end === last.end))
      shown.push(entity);
  }
  return writeMarkup(text, shown);
}

/** The comment stands behind what it speaks of: the intent, or the action. */
function commentedItem(step: Step, comment: string | null): object {
  const item = stepItem(step);
  if (comment === null) return item;
  const of = Object.entries(item).find(([key]) => key === "intent" || key === "action");
  return of ? { ...item, [of[0]]: commented(String(of[1]), comment) } : item;
}

function commented(value: string, comment: string): Scalar {
  const scalar = new Scalar(value);
  scalar.comment = ` ${comment.replace(/\s+/g, " ")}`;
  return scalar;
}
