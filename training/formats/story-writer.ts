import { writeMarkup } from "./entity-markup";
import type { Rule, Step, Story, StoryEntity, StorySlot, UserStep } from "./types";
import { writeYaml } from "./yaml-writer";

/**
 * Stories and rules as one file of Rasa's YAML, which reads back as the same. As in examples, square brackets in a user's own words may
 * be read as an annotation.
 */
export function writeStories(stories: readonly Story[], rules: readonly Rule[] = []): string {
  return writeYaml({ stories: stories.map(storyItem), rules: rules.map(ruleItem) });
}

/** A story as an item under `stories:`. */
export function storyItem({ name, steps }: Story): object {
  return { story: name, steps: steps.map(stepItem) };
}

/** A rule as an item under `rules:`; what is Rasa's default is left out. */
export function ruleItem({ name, condition, conversationStart, waitForUserInput, steps }: Rule): object {
  return {
    rule: name,
    ...(condition.length > 0 && { condition: condition.map(stepItem) }),
    ...(conversationStart && { conversation_start: true }),
    ...(!waitForUserInput && { wait_for_user_input: false }),
    steps: steps.map(stepItem),
  };
}

/** A step as an item under `steps:`. */
export function stepItem(step: Step): object {
  switch (step.kind) {
    case "user":
      return userItem(step);
    case "or":
      return { or: step.alternatives.map(stepItem) };
    case "action":
      return { action: step.name };
    case "bot":
      return { bot: step.text };
    case "slots":
      return { slot_was_set: step.slots.map(slotItem) };
    case "loop":
      return { active_loop: step.name };
    case "checkpoint":
      return {
        checkpoint: step.name,
        ...(step.slots.length > 0 && { slot_was_set: step.slots.map(slotItem) }),
      };
  }
}

/** With a text, its entities stand in it: as annotations, or in a payload such as `/inform{"city": "Oslo"}`. */
function userItem({ intent, intentResponseKey, text, entities }: UserStep): object {
  const meant = intentResponseKey ?? intent;
  return {
    ...(text !== undefined && { user: writeMarkup(text, entities.flatMap(annotation)) }),
    ...(meant !== undefined && { intent: meant }),
    ...(text === undefined && entities.length > 0 && { entities: entities.map(entityItem) }),
  };
}

function annotation({ start, end, value, ...entity }: StoryEntity) {
  return start === undefined || end === undefined
    ? []
    : [{ ...entity, start, end, value: typeof value === "string" ? value : JSON.stringify(value) }];
}

function entityItem({ entity, value, role, group }: StoryEntity): string | object {
  if (value === "" && role === undefined && group === undefined) return entity;
  return { [entity]: value, ...(role !== undefined && { role }), ...(group !== undefined && { group }) };
}

function slotItem({ name, value }: StorySlot): string | object {
  return value === undefined ? name : { [name]: value };
}
