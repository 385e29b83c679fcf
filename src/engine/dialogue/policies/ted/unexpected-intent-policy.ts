import type { Domain } from "../../../project/domain";
import type { Weights } from "../../../project/weights";
import { learnerStatesOf, type DialogueState, type RuleOnly } from "../../states";
import type { Tracker } from "../../tracker";
import { prediction, type Policy, type Prediction } from "../policy";
import { DialogueNetwork, type DialogueShape } from "./dialogue-network";
import { softmax } from "./softmax";
import { LONGEST_HISTORY } from "./ted-policy";

export interface UnexpectedIntentModel {
  name: "UnexpecTEDIntentPolicy";
  priority: number;
  /** SHA-256 of all that it was trained from: with the same it needs no training. */
  fingerprint: string;
  maxHistory: number | null;
  shape: DialogueShape;
  prefix: string;
  /** The intents that stories have, in the order of the network's labels, and how likely each must be to be expected. */
  thresholds: { intent: string; likelihood: number }[];
  /** Never thought unlikely (`ignore_intents_list`). */
  ignoredIntents: string[];
  ruleOnly: RuleOnly;
}

/**
 * Notices when the user says what no story has them say here (`rasa/core/policies/unexpected_intent_policy.py`), and then runs
 * `action_unlikely_intent`.
 */
export class UnexpectedIntentPolicy implements Policy {
  readonly name = "UnexpecTEDIntentPolicy";
  private readonly network: DialogueNetwork;

  constructor(
    private readonly model: UnexpectedIntentModel,
    private readonly domain: Domain,
    weights: Weights,
  ) {
    this.network = new DialogueNetwork(weights.under(model.prefix), model.shape, domain);
  }

  predict(tracker: Tracker): Prediction {
    const isUnlikely = tracker.latestAction === "action_listen" && this.isUnlikely(tracker);
    return prediction(this.name, this.model.priority, {
      probabilities: new Map(isUnlikely ? [["action_unlikely_intent", 1]] : []),
    });
  }

  private isUnlikely(tracker: Tracker): boolean {
    const { maxHistory, ruleOnly, thresholds, ignoredIntents } = this.model;
    const intent = tracker.latestMessage?.intent.name ?? null;
    const label = thresholds.findIndex((candidate) => candidate.intent === intent);
    if (intent === null || label < 0 || ignoredIntents.includes(intent)) return false;
    const states = learnerStatesOf(tracker, this.domain, ruleOnly).slice(-(maxHistory ?? LONGEST_HISTORY));
    const likelihoods = softmax(this.network.similarities(beforeMessage(states)));
    const likelihood = likelihoods[label] as number;
    return likelihood < (thresholds[label]?.likelihood ?? 0) && likelihoods.some((other) => other > likelihood);
  }
}

/** The states as they were before the message that the last of them holds, and before it filled any slot. */
export function beforeMessage(states: readonly DialogueState[]): DialogueState[] {
  const { user: _user, slots: _slots, ...last } = states.at(-1) ?? {};
  const slots = states.at(-2)?.slots;
  return [...states.slice(0, -1), slots ? { ...last, slots } : last];
}
