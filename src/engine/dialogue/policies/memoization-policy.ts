import type { Domain } from "../../project/domain";
import { stateKey, storyStatesOf, type DialogueState, type RuleOnly } from "../states";
import type { Tracker } from "../tracker";
import { prediction, type Policy, type Prediction } from "./policy";

export interface MemoizationModel {
  name: "MemoizationPolicy" | "AugmentedMemoizationPolicy";
  priority: number;
  /** How many states back a story is remembered; null: from its start. */
  maxHistory: number | null;
  /** State key (`memoryKey`) -> what the stories do there, and which story. */
  memory: Record<string, { action: string; story: string }>;
  ruleOnly: RuleOnly;
}

/** The key under which a story is remembered: its last `maxHistory` states. */
export function memoryKey(states: readonly DialogueState[], maxHistory: number | null): string {
  return stateKey(maxHistory === null ? states : states.slice(-maxHistory));
}

/**
 * Does what a story did in exactly this situation (`rasa/core/policies/memoization.py`). The augmented variant also tries
 * to forget the oldest turns, one at a time, until a story fits.
 */
export class MemoizationPolicy implements Policy {
  readonly name: string;
  /** No remembered story is longer than this, so a longer history can't match. */
  private readonly longestKey: number;

  constructor(
    private readonly model: MemoizationModel,
    private readonly domain: Domain,
  ) {
    this.name = model.name;
    this.longestKey = Math.max(0, ...Object.keys(model.memory).map((key) => key.length));
  }

  predict(tracker: Tracker): Prediction {
    const remembered =
      this.recall(storyStatesOf(tracker, this.domain, this.model.ruleOnly)) ?? this.recallTruncated(tracker);
    return prediction(this.name, this.model.priority, {
      probabilities: new Map(remembered ? [[remembered.action, 1]] : []),
      source: remembered ? `story "${remembered.story}"` : null,
    });
  }

  private recall(states: readonly DialogueState[]): { action: string; story: string } | undefined {
    const key = memoryKey(states, this.model.maxHistory);
    return key.length > this.longestKey ? undefined : this.model.memory[key];
  }

  private recallTruncated(tracker: Tracker): { action: string; story: string } | undefined {
    if (this.model.name !== "AugmentedMemoizationPolicy") return undefined;
    const events = tracker.applied();
    const actions = events.flatMap((event, i) => (event.event === "action" ? [i] : []));
    const kept = this.model.maxHistory === null ? actions.length : Math.min(actions.length, this.model.maxHistory);
    for (const start of actions.slice(actions.length - kept)) {
      const truncated = tracker.fresh(events.slice(start));
      const remembered = this.recall(storyStatesOf(truncated, this.domain, this.model.ruleOnly));
      if (remembered) return remembered;
    }
    return undefined;
  }
}
