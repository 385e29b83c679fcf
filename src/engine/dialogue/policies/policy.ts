import type { NewEvent } from "../events";
import type { Tracker } from "../tracker";

/** What a policy thinks the assistant should do next. Actions it doesn't name have probability 0. */
export interface Prediction {
  policy: string;
  priority: number;
  probabilities: ReadonlyMap<string, number>;
  /** The prediction does not depend on what the user said (a form going on): it beats all that do. */
  isNoUserPrediction: boolean;
  /** Made from the text and not from the intent. */
  isEndToEnd: boolean;
  /** Made by a rule that no story knows: hidden from the policies that learn from stories. */
  hideRuleTurn: boolean;
  /** Events that hold whichever policy wins. */
  mandatoryEvents: NewEvent[];
  /** What it came from, for those who want to know why: `rule "greet"`. */
  source: string | null;
  /** Which rule, loop or default that was, for the training of rules. */
  key: string | null;
}

export interface Policy {
  readonly name: string;
  predict(tracker: Tracker): Prediction;
}

export function prediction(policy: string, priority: number, fields: Partial<Prediction> = {}): Prediction {
  return {
    policy,
    priority,
    probabilities: new Map(),
    isNoUserPrediction: false,
    isEndToEnd: false,
    hideRuleTurn: false,
    mandatoryEvents: [],
    source: null,
    key: null,
    ...fields,
  };
}

/** Rasa's default priorities (`rasa/core/constants.py`). */
export const PRIORITY = { RulePolicy: 4, MemoizationPolicy: 3, UnexpecTEDIntentPolicy: 2, TEDPolicy: 1 } as const;
