import type { Domain } from "../../project/domain";
import type { NewEvent } from "../events";
import { SHOULD_NOT_BE_SET } from "../slots";
import { stateKey, statesOf, type DialogueState } from "../states";
import type { Tracker } from "../tracker";
import { prediction, type Policy, type Prediction } from "./policy";

/** A compiled rule snippet: after these states (the last is the present one), this action. */
export interface RuleEntry {
  states: DialogueState[];
  action: string;
  /** The rule as the designer named it. */
  name: string;
}

/** What rules and stories say about leaving a form and coming back to it. */
export interface UnhappyPathEntry {
  states: DialogueState[];
  /** `do-not-predict`: another action belongs here. `interrupted`: the form goes on without validating the message. */
  effect: "do-not-predict" | "interrupted";
}

export interface RulePolicyModel {
  name: "RulePolicy";
  priority: number;
  rules: RuleEntry[];
  unhappyPaths: UnhappyPathEntry[];
  /** Sources (rule keys, loop and default sources) that no story uses: their turns are hidden from the learning policies. */
  notInStories: string[];
  fallback: { action: string; threshold: number } | null;
}

/** Intents that always run their action (`DEFAULT_ACTION_MAPPINGS`). */
const DEFAULT_ACTION_OF_INTENT: Readonly<Record<string, string>> = {
  restart: "action_restart",
  back: "action_back",
  session_start: "action_session_start",
};

/** What the rules say, and which of them. */
interface RuleAction {
  action: string | null;
  key: string;
  source: string;
  interrupted: boolean;
}

interface IndexedRule extends RuleEntry {
  key: string;
}

/** Follows the rules to the letter (`rasa/core/policies/rule_policy.py`). */
export class RulePolicy implements Policy {
  readonly name = "RulePolicy";
  private readonly rules: IndexedRule[];
  private readonly notInStories: ReadonlySet<string>;

  constructor(
    private readonly model: RulePolicyModel,
    private readonly domain: Domain,
  ) {
    this.rules = model.rules.map((rule) => ({ ...rule, key: stateKey(rule.states) }));
    this.notInStories = new Set(model.notInStories);
  }

  predict(tracker: Tracker): Prediction {
    const byDefault = this.defaultAction(tracker);
    if (byDefault) return this.choose(byDefault.action, byDefault.key, byDefault.key);

    const inLoop = loopHappyPath(tracker);
    if (inLoop)
      return {
        ...this.choose(inLoop, loopKey(tracker, inLoop), `form ${tracker.activeLoop?.name} goes on`),
        isNoUserPrediction: true,
      };

    const byRule = this.ruleAction(tracker);
    const { fallback } = this.model;
    const chosen =
      byRule.action === null
        ? prediction(this.name, this.model.priority, {
            probabilities: new Map(fallback ? [[fallback.action, fallback.threshold]] : []),
          })
        : this.choose(byRule.action, byRule.key, byRule.source);
    // Whichever policy leads back into the form, it must not validate the message that did.
    const mandatoryEvents: NewEvent[] = byRule.interrupted ? [{ event: "loop_interrupted", is_interrupted: true }] : [];
    return { ...chosen, mandatoryEvents };
  }

  private choose(action: string, key: string, source: string): Prediction {
    return prediction(this.name, this.model.priority, {
      probabilities: new Map([[action, 1]]),
      hideRuleTurn: this.notInStories.has(key),
      source,
      key,
    });
  }

  private defaultAction(tracker: Tracker): { action: string; key: string } | null {
    if (tracker.latestAction !== "action_listen") return null;
    const intent = tracker.latestMessage?.intent.name ?? "";
    const action = DEFAULT_ACTION_OF_INTENT[intent];
    return action === undefined ? null : { action, key: `default: ${intent}` };
  }

  private ruleAction(tracker: Tracker): RuleAction {
    const states = statesOf(tracker, this.domain);
    const best = longest(matching(this.rules, states));
    const loop = tracker.activeLoop?.name;
    const from = { key: best?.key ?? "", source: `rule "${best?.name}"` };
    if (loop === undefined) return { action: best?.action ?? null, ...from, interrupted: false };

    const effects = new Set(matching(this.model.unhappyPaths, states).map((entry) => entry.effect));
    // A rule about something else ended with listening: the form that was interrupted asks again.
    const endsGeneralRule = best?.action === "action_listen" && best.states.at(-1)?.active_loop === undefined;
    if (endsGeneralRule) {
      const action = effects.has("do-not-predict") ? null : loop;
      return { action, ...from, interrupted: false };
    }
    return { action: best?.action ?? null, ...from, interrupted: effects.has("interrupted") };
  }
}

/** A form that wasn't rejected runs, and then listens, whatever else the rules say. */
function loopHappyPath(tracker: Tracker): string | null {
  const loop = tracker.activeLoop;
  if (!loop || loop.rejected || loop.name === SHOULD_NOT_BE_SET) return null;
  return tracker.latestAction === loop.name ? "action_listen" : loop.name;
}

function loopKey(tracker: Tracker, action: string): string {
  return `loop: ${tracker.activeLoop?.name} -> ${action}`;
}

function longest(rules: IndexedRule[]): IndexedRule | null {
  return rules.reduce<IndexedRule | null>(
    (best, rule) => (best && best.key.length >= rule.key.length ? best : rule),
    null,
  );
}

/** The entries whose states all match the newest states of the conversation. */
function matching<E extends { states: DialogueState[] }>(
  entries: readonly E[],
  conversation: readonly DialogueState[],
): E[] {
  return entries.filter(({ states }) => {
    if (states.length > conversation.length) return false;
    for (let back = 1; back <= states.length; back++) {
      const rule = states.at(-back);
      const actual = conversation.at(-back);
      if (!rule || !actual || !stateMatches(rule, actual)) return false;
    }
    return true;
  });
}

function stateMatches(rule: DialogueState, actual: DialogueState): boolean {
  // Only the first state of a conversation has no previous action; initial slot values there are nobody's business.
  if (rule.prev_action === undefined && actual.prev_action === undefined) return true;
  if (rule.prev_action === undefined || actual.prev_action === undefined) return false;
  return (
    rule.prev_action === actual.prev_action &&
    loopMatches(rule.active_loop, actual.active_loop) &&
    userMatches(rule.user, actual.user) &&
    slotsMatch(rule.slots, actual.slots)
  );
}

function loopMatches(rule: string | undefined, actual: string | undefined): boolean {
  if (rule === undefined) return true;
  if (rule === SHOULD_NOT_BE_SET) return actual === undefined || actual === SHOULD_NOT_BE_SET;
  return rule === actual;
}

function userMatches(rule: DialogueState["user"], actual: DialogueState["user"]): boolean {
  if (!rule) return true;
  if (rule.intent !== undefined && rule.intent !== actual?.intent) return false;
  if (rule.text !== undefined && rule.text !== actual?.text) return false;
  return rule.entities === undefined || sameList(rule.entities, actual?.entities);
}

function slotsMatch(rule: DialogueState["slots"], actual: DialogueState["slots"]): boolean {
  return Object.entries(rule ?? {}).every(([name, wanted]) => {
    const value = actual?.[name];
    if (wanted === SHOULD_NOT_BE_SET) return value === undefined || value === SHOULD_NOT_BE_SET;
    return Array.isArray(value) && sameList(wanted, value);
  });
}

function sameList<T>(a: readonly T[], b: readonly T[] | undefined): boolean {
  return b?.length === a.length && a.every((item, i) => item === b[i]);
}
