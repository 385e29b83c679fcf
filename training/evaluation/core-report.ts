import { loadPolicies, type CoreModel } from "../../src/engine/dialogue/policies/load";
import { decide, type Decision } from "../../src/engine/dialogue/policies/ensemble";
import type { Policy } from "../../src/engine/dialogue/policies/policy";
import type { ActionExecuted, UserUttered } from "../../src/engine/dialogue/events";
import { initialSlots } from "../../src/engine/dialogue/slots";
import { Tracker } from "../../src/engine/dialogue/tracker";
import type { Entity, ParseContext, ParseData } from "../../src/engine/nlu/parse-data";
import { chosenResponse, retrievedResponse } from "../../src/engine/nlu/response-selection";
import type { TrainedInterpreter } from "../../src/engine/nlu/trained-interpreter";
import type { Story } from "../formats/types";
import { storyPaths, type StoryPath } from "../dialogue/story-graph";
import { meetsConditions, storyTracker } from "../dialogue/story-tracker";

/** `sotto test core --json` (contracts). */
export interface CoreReport {
  stories: { total: number; correct: number };
  actions: { total: number; correct: number };
  failures: CoreFailure[];
}

export interface CoreFailure {
  story: string;
  line: number;
  expected: string[];
  predicted: string[];
}

/** What was predicted along one path through a story: `expected`, `predicted` and `policies` are of the same length. */
export interface StoryResult {
  story: Story;
  name: string;
  path: StoryPath;
  /** In the order of the conversation. */
  steps: PlayedStep[];
  /** The actions, with the user's intents (`intent: greet`) where the text was parsed. */
  expected: string[];
  predicted: string[];
  policies: string[];
}

export type PlayedStep =
  | {
      kind: "user";
      /** null where the story says what was meant: without a text, with a payload, or with `--nlu-from-story`. */
      said: Said | null;
    }
  | {
      kind: "action";
      expected: string;
      predicted: string;
      policy: string;
      /** The intent was thought unlikely first, which isn't wrong, and then this was predicted. */
      afterUnlikelyIntent: boolean;
    };

/** A message, what its story says it means, and what was understood of it. */
export interface Said {
  text: string;
  expected: Understanding;
  predicted: Understanding;
}

/** As far as it is compared: roles and groups are not, as in Rasa. */
export interface Understanding {
  /** A response key (`faq/ask_hours`) where the story names one. */
  intent: string | null;
  entities: ComparedEntity[];
}

export interface ComparedEntity {
  entity: string;
  start: number;
  end: number;
  /** As text: a story can't say whether it is a number. */
  value: string;
}

/**
 * Plays test stories as `rasa test core` does (`rasa/core/test.py`), each path through `or` and checkpoints by itself: each next
 * action is predicted on what the story says came before, right or wrong, and custom actions are not run. With an interpreter,
 * intents and entities come from the text.
 */
export function playStories(
  model: CoreModel,
  stories: readonly Story[],
  interpreter: Pick<TrainedInterpreter, "parse"> | null,
  context: ParseContext,
): StoryResult[] {
  const policies = loadPolicies(model);
  const paths = storyPaths(stories).paths.filter((path) => meetsConditions(path, model.domain));
  return paths.map((path) => new Play(model, policies, interpreter, context).play(path));
}

export function coreReport(results: readonly StoryResult[]): CoreReport {
  const steps = results.flatMap(({ expected, predicted }) => expected.map((action, i) => action === predicted[i]));
  return {
    stories: { total: results.length, correct: results.filter(isStoryRight).length },
    actions: { total: steps.length, correct: steps.filter(Boolean).length },
    failures: results
      .filter((result) => !isStoryRight(result))
      .map(({ name, story, expected, predicted }) => ({ story: name, line: story.place.line, expected, predicted })),
  };
}

/** A story fails by one wrong intent, entity or action. */
export function isStoryRight({ expected, predicted }: StoryResult): boolean {
  return expected.every((action, i) => action === predicted[i]);
}

/** The intent and all entities, in whatever order. */
export function isUnderstood({ expected, predicted }: Said): boolean {
  return inWords(expected) === inWords(predicted);
}

/** Rasa's warnings: an intent was thought unlikely, and all the same the story was right. */
export function hasWarnings(result: StoryResult): boolean {
  return isStoryRight(result) && result.steps.some((step) => step.kind === "action" && step.afterUnlikelyIntent);
}

const UNLIKELY_INTENT = "action_unlikely_intent";

class Play {
  private readonly steps: PlayedStep[] = [];

  constructor(
    private readonly model: CoreModel,
    private readonly policies: readonly Policy[],
    private readonly interpreter: Pick<TrainedInterpreter, "parse"> | null,
    private readonly context: ParseContext,
  ) {}

  play(path: StoryPath): StoryResult {
    const { domain } = this.model;
    const tracker = new Tracker(path.name, initialSlots(domain));
    let isFirst = true;
    for (const event of storyTracker(path, domain).tracker.events) {
      if (event.event === "user") tracker.update(this.understand(event));
      else if (event.event === "action" && !isFirst) this.predict(event, tracker);
      else tracker.update(event);
      // The listen that every story begins with is not predicted.
      if (event.event === "action") isFirst = false;
    }
    const judged = this.steps.flatMap((step) => {
      if (step.kind === "action") return step;
      if (!step.said) return [];
      const { expected, predicted } = step.said;
      return { expected: inWords(expected), predicted: inWords(predicted), policy: "nlu" };
    });
    return {
      story: path.story,
      name: path.name,
      path,
      steps: this.steps,
      expected: judged.map(({ expected }) => expected),
      predicted: judged.map(({ predicted }) => predicted),
      policies: judged.map(({ policy }) => policy),
    };
  }

  private understand(event: UserUttered): UserUttered {
    if (!this.interpreter || event.text === "" || event.text.startsWith("/")) {
      this.steps.push({ kind: "user", said: null });
      return event;
    }
    const parse = this.interpreter.parse(event.text, this.context);
    const { parse_data: said } = event;
    const key = responseKey(said);
    const expected = { intent: key ?? said.intent.name, entities: annotated(said.entities) };
    // What Duckling reads besides, such as the number in a date, no story writes out.
    const found = parse.entities.filter(
      (entity) => entity.extractor !== "DucklingEntityExtractor" || isAnnotated(entity, expected.entities),
    );
    const predicted = { intent: (key && responseKey(parse)) ?? parse.intent.name, entities: compared(found) };
    this.steps.push({ kind: "user", said: { text: event.text, expected, predicted } });
    // The story's intent and entities go on, but which response fits only the selectors can say.
    return { ...event, parse_data: { ...said, response_selector: parse.response_selector } };
  }

  private predict(gold: ActionExecuted, tracker: Tracker): void {
    let decision = this.decide(gold, tracker);
    const afterUnlikelyIntent = decision.action === UNLIKELY_INTENT && gold.name !== UNLIKELY_INTENT;
    if (afterUnlikelyIntent) {
      tracker.update({ ...gold, name: UNLIKELY_INTENT });
      decision = this.decide(gold, tracker);
    }
    // A story may name the very response (`utter_faq/ask_hours`): it is compared, and the action that said it goes on.
    const isFull = gold.name.startsWith(`${decision.action}/`);
    const response = isFull ? retrievedResponse(decision.action, tracker.latestMessage) : null;
    const predicted = response ?? decision.action;
    this.steps.push({ kind: "action", expected: gold.name, predicted, policy: decision.policy, afterUnlikelyIntent });
    const name = isFull ? decision.action : gold.name;
    tracker.update({ ...gold, name, hide_rule_turn: decision.action === name && decision.hideRuleTurn });
  }

  /**
   * What is decided on what the story says came before. Forms aren't run, so one that would be wrong here is taken to have rejected
   * the message, and it is decided again.
   */
  private decide(gold: ActionExecuted, tracker: Tracker): Decision {
    const decision = decide(this.policies, tracker, this.model.domain.actions);
    const { action } = decision;
    const mayReject = tracker.activeLoop?.name === action && action in this.model.domain.forms;
    if (action === gold.name || !mayReject) return decision;
    const { timestamp } = gold;
    tracker.update({
      event: "action_execution_rejected",
      name: action,
      policy: null,
      confidence: null,
      timestamp,
    });
    return decide(this.policies, tracker, this.model.domain.actions);
  }
}

/** `faq/ask_hours`, where a response was chosen for the message's intent. */
function responseKey(message: ParseData): string | null {
  return chosenResponse(message, message.intent.name ?? "")?.intent_response_key ?? null;
}

function annotated(entities: readonly Entity[]): ComparedEntity[] {
  return compared(entities.filter((entity) => entity.end > entity.start));
}

function isAnnotated({ entity, start, end }: Entity, entities: readonly ComparedEntity[]): boolean {
  return entities.some((other) => other.entity === entity && other.start < end && start < other.end);
}

function compared(entities: readonly Entity[]): ComparedEntity[] {
  return entities.map(({ entity, start, end, value }) => ({
    entity,
    start,
    end,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
}

/** An intent with its entities, so that a difference in either shows. Neither their order counts nor how often each was found. */
function inWords({ intent, entities }: Understanding): string {
  const parts = entities.map(({ entity, start, end, value }) => `${entity}[${start}-${end}]=${JSON.stringify(value)}`);
  return [`intent: ${intent}`, ...new Set(parts.sort())].join(" ");
}
