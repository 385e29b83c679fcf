import type { NewEvent } from "../events";
import type { Tracker } from "../tracker";
import type { Policy, Prediction } from "./policy";

export interface Decision {
  action: string;
  confidence: number;
  policy: string;
  hideRuleTurn: boolean;
  isEndToEnd: boolean;
  /** To be applied before the action runs. */
  events: NewEvent[];
  source: string | null;
}

/**
 * Joins what the policies predict (`rasa/core/policies/ensemble.py`): the most probable action wins, then the higher
 * priority, then the policy named first. `actions` is the domain's order, which breaks ties within one policy.
 */
export function decide(policies: readonly Policy[], tracker: Tracker, actions: readonly string[]): Decision {
  const rejected = lastRejectedAction(tracker);
  const predictions = policies.map((policy) => without(policy.predict(tracker), rejected));
  const winner = best(candidates(predictions));
  const action = winner && mostProbable(winner, actions);
  const mandatory = predictions.flatMap((prediction) => prediction.mandatoryEvents);
  // From now on what was said counts by its words.
  const byText: NewEvent[] = [{ event: "user_featurization", use_text_for_featurization: true }];
  const events = winner?.isEndToEnd ? [...mandatory, ...byText] : mandatory;
  if (!winner || !action)
    return {
      action: "action_listen",
      confidence: 0,
      policy: "none",
      hideRuleTurn: false,
      isEndToEnd: false,
      events,
      source: null,
    };
  return {
    action: action.name,
    confidence: action.probability,
    policy: winner.policy,
    hideRuleTurn: winner.hideRuleTurn,
    isEndToEnd: winner.isEndToEnd,
    events,
    source: winner.source,
  };
}

/** The action that refused to run must not be chosen again before another one has run. */
function lastRejectedAction(tracker: Tracker): string | null {
  const last = tracker.events.findLast(({ event }) => event === "action" || event === "action_execution_rejected");
  return last?.event === "action_execution_rejected" ? last.name : null;
}

function without(prediction: Prediction, action: string | null): Prediction {
  if (action === null || !prediction.probabilities.has(action)) return prediction;
  const probabilities = new Map(prediction.probabilities);
  probabilities.delete(action);
  return { ...prediction, probabilities };
}

function candidates(predictions: Prediction[]): Prediction[] {
  const noUser = predictions.filter((prediction) => prediction.isNoUserPrediction);
  if (noUser.length > 0) return noUser;
  const endToEnd = predictions.filter((prediction) => prediction.isEndToEnd);
  return endToEnd.length > 0 ? endToEnd : predictions;
}

function best(predictions: Prediction[]): Prediction | null {
  return predictions.reduce<Prediction | null>((winner, prediction) => {
    if (!winner) return prediction;
    const ahead = maxProbability(prediction) - maxProbability(winner) || prediction.priority - winner.priority;
    return ahead > 0 ? prediction : winner;
  }, null);
}

function maxProbability(prediction: Prediction): number {
  return Math.max(0, ...prediction.probabilities.values());
}

function mostProbable(
  prediction: Prediction,
  actions: readonly string[],
): { name: string; probability: number } | null {
  const highest = maxProbability(prediction);
  if (highest === 0) return null;
  const name = actions.find((candidate) => prediction.probabilities.get(candidate) === highest);
  return name === undefined ? null : { name, probability: highest };
}
