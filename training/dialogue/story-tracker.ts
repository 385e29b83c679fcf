import { stamp, type NewEvent } from "../../src/engine/dialogue/events";
import { SHOULD_NOT_BE_SET, initialSlots } from "../../src/engine/dialogue/slots";
import { statesOf, type DialogueState } from "../../src/engine/dialogue/states";
import { Tracker } from "../../src/engine/dialogue/tracker";
import type { Json } from "../../src/engine/json";
import type { ParseData } from "../../src/engine/nlu/parse-data";
import { namedResponse } from "../../src/engine/nlu/response-selection";
import type { Domain } from "../../src/engine/project/domain";
import type { Rule, StoryEntity, StorySlot } from "../formats/types";
import type { FlatStep, StoryPath } from "./story-graph";

/** The pseudo-action that stands for "anything before (or after) a rule". */
export const RULE_SNIPPET = "...";

/** A training conversation: what happened, and which story or rule says so. */
export interface TrainingTracker {
  path: StoryPath;
  isRule: boolean;
  tracker: Tracker;
}

/** The states before an action, the last being the present one, and the action. */
export interface Example {
  states: DialogueState[];
  action: string;
}

export function storyTracker(path: StoryPath, domain: Domain): TrainingTracker {
  const events = withListens(path.steps.flatMap((step) => stepEvents(step, domain, false)));
  return { path, isRule: false, tracker: trackerOf(path.name, domain, events) };
}

/** Whether the slots have the values that the path's checkpoints ask for; one that names no value asks for nothing, as in Rasa. */
export function meetsConditions(path: StoryPath, domain: Domain): boolean {
  return path.conditions.every(({ after, slots }) => {
    const { tracker } = storyTracker({ ...path, steps: path.steps.slice(0, after) }, domain);
    return slots.every(
      ({ name, value }) => value === undefined || JSON.stringify(tracker.slots[name] ?? null) === JSON.stringify(value),
    );
  });
}

/** As Rasa compiles a rule: its condition, `...`, its steps, and `...` again where it doesn't wait for the user. */
export function ruleTracker(rule: Rule, path: StoryPath, domain: Domain): TrainingTracker {
  const condition = rule.condition.filter((step) => step.kind !== "or" && step.kind !== "checkpoint");
  const events = withListens([
    ...condition.flatMap((step) => stepEvents(step, domain, true)),
    ...(rule.conversationStart ? [] : [action(RULE_SNIPPET)]),
    ...path.steps.flatMap((step) => stepEvents(step, domain, true)),
    ...(rule.waitForUserInput ? [] : [action(RULE_SNIPPET)]),
  ]);
  return { path, isRule: true, tracker: trackerOf(path.name, domain, events) };
}

/** Each action of a training conversation with the states before it. */
export function examplesOf({ tracker, isRule }: TrainingTracker, domain: Domain): Example[] {
  const states = statesOf(tracker, domain, isRule);
  const actions = tracker.applied().flatMap((event) => (event.event === "action" ? [event.name] : []));
  return actions.map((name, i) => ({ states: states.slice(0, i + 1), action: name }));
}

function trackerOf(name: string, domain: Domain, events: readonly NewEvent[]): Tracker {
  return new Tracker(name, initialSlots(domain), undefined, stamp(events, 0));
}

function action(name: string): NewEvent & { event: "action" } {
  return { event: "action", name, policy: null, confidence: null, hide_rule_turn: false };
}

/** The assistant listens before every message of the user, and at the end. */
function withListens(events: readonly NewEvent[]): NewEvent[] {
  const result: NewEvent[] = [];
  const listen = (): void => {
    const last = result.at(-1);
    if (last?.event !== "action" || last.name !== "action_listen") result.push(action("action_listen"));
  };
  for (const event of events) {
    if (event.event === "user") listen();
    result.push(event);
  }
  listen();
  return result;
}

function stepEvents(step: FlatStep, domain: Domain, isRule: boolean): NewEvent[] {
  switch (step.kind) {
    case "user": {
      const entities = step.entities.map((entity) => ({ start: 0, end: 0, extractor: "story", ...entity }));
      const intent = { name: step.intent ?? null, confidence: 1 };
      const key = step.intentResponseKey;
      const parse_data: ParseData = {
        text: step.text ?? "",
        intent,
        entities,
        intent_ranking: [intent],
        ...(key !== undefined && { response_selector: namedResponse(key, 1) }),
      };
      const user: NewEvent = {
        event: "user",
        text: parse_data.text,
        parse_data,
        message_id: "",
        input_channel: "story",
      };
      return [user, ...slotsFromEntities(step.entities, domain)];
    }
    case "action":
      return [action(step.name)];
    case "bot":
      return [{ ...action(step.text), is_text: true }];
    case "loop":
      return [{ event: "active_loop", name: step.name ?? (isRule ? SHOULD_NOT_BE_SET : null) }];
    case "slots":
      return step.slots.map((slot) => ({ event: "slot", name: slot.name, value: storyValue(slot, domain, isRule) }));
    default:
      return step satisfies never;
  }
}

function storyValue(slot: StorySlot, domain: Domain, isRule: boolean): Json {
  if (slot.value !== undefined && slot.value !== null) return slot.value;
  if (slot.value === undefined) {
    const type = domain.slots[slot.name]?.type;
    if (type === "text") return "filled";
    if (type === "list") return ["filled"];
  }
  return isRule ? SHOULD_NOT_BE_SET : null;
}

/** Stories set slots from the entities of their steps, without validation (`Domain.slots_for_entities`). */
function slotsFromEntities(entities: readonly StoryEntity[], domain: Domain): NewEvent[] {
  return Object.entries(domain.slots).flatMap(([name, slot]): NewEvent[] => {
    const values = slot.mappings.flatMap((mapping) => {
      if (mapping.type !== "from_entity" || (mapping.conditions[0]?.activeLoop ?? null) !== null) return [];
      return entities
        .filter(
          ({ entity, role, group }) => entity === mapping.entity && role === mapping.role && group === mapping.group,
        )
        .map(({ value }) => value);
    });
    if (values.length === 0) return [];
    return [{ event: "slot", name, value: slot.type === "list" ? values : (values.at(-1) ?? null) }];
  });
}
