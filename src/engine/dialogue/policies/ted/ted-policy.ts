import type { Domain } from "../../../project/domain";
import type { Weights } from "../../../project/weights";
import { learnerStatesOf, type DialogueState, type RuleOnly } from "../../states";
import type { Tracker } from "../../tracker";
import { prediction, type Policy, type Prediction } from "../policy";
import { DialogueNetwork, type DialogueShape } from "./dialogue-network";
import { softmax } from "./softmax";

export interface TedModel {
  name: "TEDPolicy";
  priority: number;
  /** SHA-256 of all that it was trained from: with the same it needs no training. */
  fingerprint: string;
  /** How many states back it looks; null: to the start of the conversation. */
  maxHistory: number | null;
  shape: DialogueShape;
  /** Of its tensors' names in the core model's weights. */
  prefix: string;
  /** Only the likeliest so many actions keep a probability; 0: all (`ranking_length`). */
  rankingLength: number;
  ruleOnly: RuleOnly;
}

/** States further back than this are not read, whatever `max_history` says: the cost of a turn has a bound. */
export const LONGEST_HISTORY = 100;

/** Reading what was said word for word must give an action at least this much to count (`E2E_CONFIDENCE_THRESHOLD`). */
const END_TO_END_CONFIDENCE = 0.5;

/** Less of a text known than this, and the network would judge by everything but the text. */
const FAMILIAR = 0.5;

/** Generalises from the stories (`rasa/core/policies/ted_policy.py`): says of every action how likely it is here. */
export class TedPolicy implements Policy {
  readonly name = "TEDPolicy";
  private readonly network: DialogueNetwork;

  constructor(
    private readonly model: TedModel,
    private readonly domain: Domain,
    weights: Weights,
  ) {
    this.network = new DialogueNetwork(weights.under(model.prefix), model.shape, domain);
  }

  predict(tracker: Tracker): Prediction {
    const { maxHistory, ruleOnly, priority } = this.model;
    const states = learnerStatesOf(tracker, this.domain, ruleOnly).slice(-(maxHistory ?? LONGEST_HISTORY));
    const byIntent = this.network.similarities(states);
    const byText = this.byText(states, tracker);
    const isEndToEnd =
      byText !== null && highest(byText) > highest(byIntent) && highest(softmax(byText)) > END_TO_END_CONFIDENCE;
    const probabilities = this.ranked(softmax(isEndToEnd ? byText : byIntent));
    return prediction(this.name, priority, { probabilities, isEndToEnd });
  }

  /** What a familiar text itself suggests, right after it was said, where stories taught to read texts. */
  private byText(states: readonly DialogueState[], tracker: Tracker): Float32Array | null {
    const text = tracker.latestMessage?.text ?? "";
    const last = states.at(-1);
    if (last?.prev_action !== "action_listen" || !last.user?.intent) return null;
    if (this.network.familiarity(text) < FAMILIAR) return null;
    return this.network.similarities([...states.slice(0, -1), { ...last, user: { text } }]);
  }

  private ranked(confidences: readonly number[]): Map<string, number> {
    const { rankingLength } = this.model;
    const actions = this.domain.actions.map((action, i): [string, number] => [action, confidences[i] ?? 0]);
    if (rankingLength === 0) return new Map(actions);
    return new Map(actions.sort(([, a], [, b]) => b - a).slice(0, rankingLength));
  }
}

function highest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((a, b) => Math.max(a, b), -Infinity);
}
