import { beforeMessage } from "../../../src/engine/dialogue/policies/ted/unexpected-intent-policy";
import { learnerStatesOf, stateKey, type DialogueState, type RuleOnly } from "../../../src/engine/dialogue/states";
import type { Domain } from "../../../src/engine/project/domain";
import type { TrainingTracker } from "../story-tracker";

/** The states up to a moment (oldest first), and what came then: one thing, or any of several. */
export interface DialogueExample {
  states: DialogueState[];
  labels: string[];
}

interface Moment {
  states: DialogueState[];
  label: string;
}

/** Each situation of the stories once for each action that follows it (`MaxHistoryTrackerFeaturizer`). */
export function actionExamples(
  stories: readonly TrainingTracker[],
  domain: Domain,
  ruleOnly: RuleOnly,
  maxHistory: number,
): DialogueExample[] {
  const distinct = new Map<string, DialogueExample>();
  for (const { states, label } of stories.flatMap((story) => actionMoments(story, domain, ruleOnly, maxHistory))) {
    const key = `${stateKey(states)} ${label}`;
    if (!distinct.has(key)) distinct.set(key, { states, labels: [label] });
  }
  return [...distinct.values()];
}

/** Each situation before a message once, with all the intents that stories have there (`IntentMaxHistoryTrackerFeaturizer`). */
export function intentExamples(
  stories: readonly TrainingTracker[],
  domain: Domain,
  ruleOnly: RuleOnly,
  maxHistory: number,
): DialogueExample[] {
  const distinct = new Map<string, DialogueExample>();
  for (const { states } of stories.flatMap((story) => actionMoments(story, domain, ruleOnly, maxHistory))) {
    const last = states.at(-1);
    const intent = last?.user?.intent;
    if (last?.prev_action !== "action_listen" || intent === undefined) continue;
    const before = beforeMessage(states);
    const key = stateKey(before);
    const example = distinct.get(key);
    if (example === undefined) distinct.set(key, { states: before, labels: [intent] });
    else if (!example.labels.includes(intent)) example.labels.push(intent);
  }
  return [...distinct.values()];
}

function actionMoments({ tracker }: TrainingTracker, domain: Domain, ruleOnly: RuleOnly, maxHistory: number): Moment[] {
  const states = learnerStatesOf(tracker, domain, ruleOnly);
  const actions = tracker.applied().flatMap((event) => (event.event === "action" ? [event.name] : []));
  const learnt = actions.filter((name) => name !== "action_unlikely_intent");
  return learnt.map((label, i) => ({ states: states.slice(Math.max(0, i + 1 - maxHistory), i + 1), label }));
}
