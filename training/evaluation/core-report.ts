import { loadPolicies, type CoreModel } from "../../src/engine/dialogue/policies/load";
import { decide, type Decision } from "../../src/engine/dialogue/policies/ensemble";
import type { Policy } from "../../src/engine/dialogue/policies/policy";
import type { Event } from "../../src/engine/dialogue/events";
import { initialSlots } from "../../src/engine/dialogue/slots";
import { Tracker } from "../../src/engine/dialogue/tracker";
import type { Entity, ParseContext, ParseData } from "../../src/engine/nlu/parse-data";
import { chosenResponse, retrievedResponse } from "../../src/engine/nlu/response-selection";
import type { TrainedInterpreter } from "../../src/engine/nlu/trained-interpreter";
import type { Story } from "../formats/types";
import { storyPaths, type StoryPath } from "../dialogue/story-graph";
import { storyTracker } from "../dialogue/story-tracker";

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

/** What was predicted along one story. Both lists also hold the user's intents (`intent: greet`) when the text was parsed. */
export interface StoryResult {
  story: Story;
  name: string;
  expected: string[];
  predicted: string[];
  policies: string[];
}

/**
 * Plays test stories as `rasa test core` does (`rasa/core/test.py`): each next action is predicted on what the story says
 * came before, right or wrong, and custom actions are not run. With an interpreter, intents and entities come from the text.
 */
export function playStories(
  model: CoreModel,
  stories: readonly Story[],
  interpreter: Pick<TrainedInterpreter, "parse"> | null,
  context: ParseContext,
): StoryResult[] {
  const policies = loadPolicies(model);
  return storyPaths(stories).paths.map((path) => new Play(model, policies, interpreter, context).play(path));
}

export function coreReport(results: readonly StoryResult[]): CoreReport {
  const isRight = ({ expected, predicted }: StoryResult): boolean =>
    expected.every((action, i) => action === predicted[i]);
  const steps = results.flatMap(({ expected, predicted }) => expected.map((action, i) => action === predicted[i]));
  return {
    stories: { total: results.length, correct: results.filter(isRight).length },
    actions: { total: steps.length, correct: steps.filter(Boolean).length },
    failures: results
      .filter((result) => !isRight(result))
      .map(({ name, story, expected, predicted }) => ({ story: name, line: story.place.line, expected, predicted })),
  };
}

class Play {
  private readonly expected: string[] = [];
  private readonly predicted: string[] = [];
  private readonly chosenBy: string[] = [];

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
    const { expected, predicted, chosenBy: policies } = this;
    return { story: path.story, name: path.name, expected, predicted, policies };
  }

  private understand(event: Extract<Event, { event: "user" }>): Event {
    if (!this.interpreter || event.text === "" || event.text.startsWith("/")) return event;
    const parse = this.interpreter.parse(event.text, this.context);
    const { parse_data: said } = event;
    const key = responseKey(said);
    this.expected.push(inWords(key ?? said.intent.name, annotated(said.entities)));
    this.predicted.push(
      inWords(
        (key && responseKey(parse)) ?? parse.intent.name,
        parse.entities.filter((entity) => entity.extractor !== "DucklingEntityExtractor"),
      ),
    );
    this.chosenBy.push("nlu");
    // The story's intent and entities go on, but which response fits only the selectors can say.
    return { ...event, parse_data: { ...said, response_selector: parse.response_selector } };
  }

  private predict(gold: Extract<Event, { event: "action" }>, tracker: Tracker): void {
    let decision = this.decide(tracker);
    if (decision.action !== gold.name && decision.action in this.model.domain.forms) {
      const trial = tracker.copy();
      trial.update({
        event: "action_execution_rejected",
        name: decision.action,
        policy: null,
        confidence: null,
        timestamp: 0,
      });
      const again = this.decide(trial);
      if (again.action === gold.name) {
        tracker.updateAll(trial.events.slice(tracker.events.length));
        decision = again;
      }
    }
    this.expected.push(gold.name);
    // A story may name the very response (`utter_faq/ask_hours`): it is compared, and the action that said it goes on.
    const isFull = gold.name.startsWith(`${decision.action}/`);
    const response = isFull ? retrievedResponse(decision.action, tracker.latestMessage) : null;
    this.predicted.push(response ?? decision.action);
    this.chosenBy.push(decision.policy);
    const name = isFull ? decision.action : gold.name;
    tracker.update({ ...gold, name, hide_rule_turn: decision.action === name && decision.hideRuleTurn });
  }

  private decide(tracker: Tracker): Decision {
    return decide(this.policies, tracker, this.model.domain.actions);
  }
}

/** `faq/ask_hours`, where a response was chosen for the message's intent. */
function responseKey(message: ParseData): string | null {
  return chosenResponse(message, message.intent.name ?? "")?.intent_response_key ?? null;
}

function annotated(entities: readonly Entity[]): readonly Entity[] {
  return entities.filter((entity) => entity.end > entity.start);
}

/** An intent with its entities, so that a difference in either shows. */
function inWords(intent: string | null, entities: readonly Entity[]): string {
  const parts = entities
    .map(({ entity, start, end, value }) => `${entity}[${start}-${end}]=${JSON.stringify(value)}`)
    .sort();
  return `intent: ${intent}${parts.length > 0 ? ` ${parts.join(" ")}` : ""}`;
}
