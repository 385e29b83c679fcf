import * as v from "valibot";
import { PRIORITY } from "../../src/engine/dialogue/policies/policy";
import {
  RulePolicy,
  type RuleEntry,
  type RulePolicyModel,
  type UnhappyPathEntry,
} from "../../src/engine/dialogue/policies/rule-policy";
import { stateKey, type DialogueState } from "../../src/engine/dialogue/states";
import { Tracker } from "../../src/engine/dialogue/tracker";
import { initialSlots } from "../../src/engine/dialogue/slots";
import type { JsonObject } from "../../src/engine/json";
import type { Domain } from "../../src/engine/project/domain";
import type { Fault } from "../formats/types";
import { incompleteRules, rulesOfSeveralTurns } from "./rule-checks";
import { RULE_SNIPPET, examplesOf, type TrainingTracker } from "./story-tracker";

/** Rasa's options and defaults; what is of another type counts as not given. */
const optionsSchema = v.object({
  priority: v.fallback(v.number(), PRIORITY.RulePolicy),
  core_fallback_action_name: v.fallback(v.string(), "action_default_fallback"),
  core_fallback_threshold: v.fallback(v.number(), 0.3),
  enable_fallback_prediction: v.fallback(v.boolean(), true),
  check_for_contradictions: v.fallback(v.boolean(), true),
  restrict_rules: v.fallback(v.boolean(), true),
});

/**
 * Compiles rules and stories into a RulePolicy (`rasa/core/policies/rule_policy.py`), and checks that no rule or story
 * contradicts the rules.
 */
export function trainRulePolicy(
  rules: readonly TrainingTracker[],
  stories: readonly TrainingTracker[],
  domain: Domain,
  options: JsonObject,
): { model: RulePolicyModel; faults: Fault[] } {
  const settings = v.parse(optionsSchema, options);
  const compiled = compileRules(rules, domain);
  const model: RulePolicyModel = {
    name: "RulePolicy",
    priority: settings.priority,
    rules: compiled.entries,
    unhappyPaths: compileUnhappyPaths([...rules, ...stories], domain),
    notInStories: [],
    fallback: settings.enable_fallback_prediction
      ? { action: settings.core_fallback_action_name, threshold: settings.core_fallback_threshold }
      : null,
  };
  const { faults, usedInRules, usedInStories, superseded } = followAll(model, rules, stories, domain);
  model.rules = model.rules.filter((rule) => !superseded.has(stateKey(rule.states)));
  model.notInStories = [...usedInRules].filter((source) => !usedInStories.has(source)).sort();
  const restricted = settings.restrict_rules ? rulesOfSeveralTurns(rules) : [];
  if (!settings.check_for_contradictions) return { model, faults: restricted };
  const incomplete = incompleteRules(rules, domain);
  return { model, faults: [...restricted, ...incomplete, ...compiled.faults, ...faults] };
}

/** The states after the last `...`; empty where nothing of the rule is left. */
function snippet(states: readonly DialogueState[]): DialogueState[] {
  const cut = states.findLastIndex((state) => state.prev_action === RULE_SNIPPET);
  return states.slice(cut + 1);
}

/** What rules do in each of their situations. Where two differ neither counts, and the later one is at fault. */
function compileRules(rules: readonly TrainingTracker[], domain: Domain): { entries: RuleEntry[]; faults: Fault[] } {
  const byKey = new Map<string, RuleEntry>();
  const ambiguous = new Set<string>();
  const faults: Fault[] = [];
  for (const rule of rules) {
    for (const { states: before, action } of examplesOf(rule, domain)) {
      const states = snippet(before);
      if (states.length === 0) continue;
      const key = stateKey(states);
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { states, action, name: rule.path.story.name });
      if (known === undefined || known.action === action) continue;
      // Where one of them leaves it to other rules there is nothing to contradict.
      const isOpen = action === RULE_SNIPPET || known.action === RULE_SNIPPET;
      if (!isOpen && !ambiguous.has(key)) faults.push(contradiction(rule, known.action, action, known.name));
      ambiguous.add(key);
    }
  }
  const entries = [...byKey].filter(([key, entry]) => !ambiguous.has(key) && entry.action !== RULE_SNIPPET);
  return { entries: entries.map(([, entry]) => entry), faults };
}

function compileUnhappyPaths(trackers: readonly TrainingTracker[], domain: Domain): UnhappyPathEntry[] {
  const byKey = new Map<string, UnhappyPathEntry>();
  for (const { states, action } of trackers.flatMap((tracker) => examplesOf(tracker, domain))) {
    const present = states.at(-1);
    const loop = present?.active_loop;
    if (!present || loop === undefined) continue;
    const listened = present.prev_action === "action_listen";
    if (listened !== (action === loop)) continue;
    const before = states.at(-2)?.prev_action;
    const lastTwo = snippet(before === undefined ? [present] : [{ prev_action: before }, present]);
    if (lastTwo.length === 0) continue;
    byKey.set(stateKey(lastTwo), { states: lastTwo, effect: listened ? "interrupted" : "do-not-predict" });
  }
  return [...byKey.values()];
}

interface Following {
  faults: Fault[];
  usedInRules: Set<string>;
  usedInStories: Set<string>;
  /** Keys of rules that a story overrules: "then listen" after one action, where the story goes on. */
  superseded: Set<string>;
}

/** Predicts along every rule and story, and compares. */
function followAll(
  model: RulePolicyModel,
  rules: readonly TrainingTracker[],
  stories: readonly TrainingTracker[],
  domain: Domain,
): Following {
  const policy = new RulePolicy(model, domain);
  const byKey = new Map(model.rules.map((rule) => [stateKey(rule.states), rule]));
  const result: Following = { faults: [], usedInRules: new Set(), usedInStories: new Set(), superseded: new Set() };
  for (const training of [...rules, ...stories]) {
    for (const { predicted, key, gold } of follow(training, policy, domain)) {
      (training.isRule ? result.usedInRules : result.usedInStories).add(key);
      if (predicted === gold || result.superseded.has(key)) continue;
      const rule = byKey.get(key);
      const isOwnListen =
        predicted === "action_listen" && !training.isRule && rule !== undefined && rule.states.length <= 2;
      if (isOwnListen) result.superseded.add(key);
      else result.faults.push(contradiction(training, predicted, gold, rule?.name ?? key));
    }
  }
  return result;
}

interface Step {
  predicted: string;
  key: string;
  gold: string;
}

/** What the policy says at each action of a training conversation that could be predicted, where it says anything. */
function follow({ tracker, path }: TrainingTracker, policy: RulePolicy, domain: Domain): Step[] {
  const steps: Step[] = [];
  const running = new Tracker(path.name, initialSlots(domain));
  let predictable = false;
  for (const event of tracker.applied()) {
    if (event.event === "action") {
      if (event.name !== RULE_SNIPPET && predictable) {
        let prediction = predictionOf(policy, running);
        if (prediction && prediction.action !== event.name && prediction.action in domain.forms) {
          const rejected = {
            event: "action_execution_rejected",
            name: prediction.action,
            policy: null,
            confidence: null,
          } as const;
          const afterRejection = running.copy();
          afterRejection.update({ ...rejected, timestamp: 0 });
          prediction = predictionOf(policy, afterRejection);
        }
        if (prediction) steps.push({ predicted: prediction.action, key: prediction.key, gold: event.name });
      }
      predictable = event.name !== RULE_SNIPPET;
    }
    running.update(event);
  }
  return steps;
}

function predictionOf(policy: RulePolicy, tracker: Tracker): { action: string; key: string } | null {
  const { probabilities, key } = policy.predict(tracker);
  const action = [...probabilities.keys()][0];
  return key === null || action === undefined ? null : { action, key };
}

function contradiction({ path, isRule }: TrainingTracker, predicted: string, gold: string, rule: string): Fault {
  const what = isRule ? "rule" : "story";
  return {
    place: path.story.place,
    code: "story.contradiction",
    message: `the ${what} "${path.story.name}" goes on with ${gold} where the rule "${rule}" says ${predicted}; change one of them`,
    severity: "error",
  };
}
