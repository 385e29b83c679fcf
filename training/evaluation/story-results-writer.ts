import { Document, Scalar, type YAMLSeq } from "yaml";
import { writeMarkup } from "../formats/entity-markup";
import type { AnnotatedEntity, StoryEntity, UserStep } from "../formats/types";
import type { FlatStep } from "../dialogue/story-graph";
import { isUnderstood, type PlayedStep, type StoryResult } from "./core-report";

/**
 * Stories as test stories in Rasa's YAML, with a comment on each step where something else was predicted, as in Rasa's
 * `failed_test_stories.yml`. `otherwise` is the file's only line where there are none.
 */
export function playedStories(results: readonly StoryResult[], otherwise: string): string {
  if (results.length === 0) return `# ${otherwise}\n`;
  const version = new Scalar("3.1");
  version.type = Scalar.QUOTE_DOUBLE;
  const document = new Document({ version, stories: results.map(() => null) });
  const stories = document.get("stories") as YAMLSeq;
  results.forEach((result, index) => {
    const { name, story } = result;
    const item = document.createNode({ story: name, steps: stepsOf(result) });
    item.commentBefore = ` ${story.place.file}:${story.place.line}`;
    stories.set(index, item);
  });
  return document.toString({ lineWidth: 0 });
}

/** The story's steps, and between them those that only the predictions show: the assistant didn't listen. */
function stepsOf({ path, steps: played }: StoryResult): object[] {
  let next = 0;
  const unwritten = (until: number): object[] =>
    played.slice(next, until).flatMap((step) => {
      const comment = commentOn(step);
      return step.kind === "action" && comment ? [{ action: commented(step.expected, comment) }] : [];
    });
  const written = path.steps.flatMap((step) => {
    const at = played.findIndex((one, index) => index >= next && isOf(one, step));
    const of = played[at];
    if (!of) return [stepItem(step, null)];
    const items = [...unwritten(at), stepItem(step, commentOn(of))];
    next = at + 1;
    return items;
  });
  return [...written, ...unwritten(played.length)];
}

function isOf(played: PlayedStep, step: FlatStep): boolean {
  if (played.kind === "user") return step.kind === "user";
  return step.kind === "action" && step.name === played.expected;
}

/** `predicted: utter_greet`; null where nothing is to be said. */
function commentOn(step: PlayedStep): string | null {
  if (step.kind === "user") {
    if (!step.said) return null;
    const { text, predicted } = step.said;
    return isUnderstood(step.said) ? null : `predicted: ${predicted.intent}: ${marked(text, predicted.entities)}`;
  }
  const { expected, predicted, afterUnlikelyIntent } = step;
  if (expected !== predicted)
    return `predicted: ${predicted}${afterUnlikelyIntent ? " after action_unlikely_intent" : ""}`;
  return afterUnlikelyIntent ? "predicted: action_unlikely_intent" : null;
}

function stepItem(step: FlatStep, comment: string | null): object {
  switch (step.kind) {
    case "user":
      return userItem(step, comment);
    case "action":
      return { action: commented(step.name, comment) };
    case "bot":
      return { bot: step.text };
    case "loop":
      return { active_loop: step.name };
    case "slots":
      return { slot_was_set: step.slots.map(({ name, value }) => (value === undefined ? name : { [name]: value })) };
    default:
      return step satisfies never;
  }
}

function userItem({ text, intent, intentResponseKey, entities }: UserStep, comment: string | null): object {
  const name = intentResponseKey ?? intent;
  const meant = name === undefined ? {} : { intent: commented(name, comment) };
  if (text !== undefined) return { user: quoted(marked(text, entities.filter(isAnnotated))), ...meant };
  if (entities.length === 0) return meant;
  return { ...meant, entities: entities.map(entityItem) };
}

function entityItem({ entity, value, role, group }: StoryEntity): object | string {
  if (value === null) return entity;
  return { [entity]: value, ...(role !== undefined && { role }), ...(group !== undefined && { group }) };
}

function isAnnotated(entity: StoryEntity): entity is StoryEntity & AnnotatedEntity {
  return entity.start !== undefined;
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

function commented(value: string, comment: string | null): Scalar {
  const scalar = new Scalar(value);
  if (comment !== null) scalar.comment = ` ${comment.replace(/\s+/g, " ")}`;
  return scalar;
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}
