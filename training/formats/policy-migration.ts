import type { Json, JsonObject } from "../../src/engine/json";
import type { ReadLog } from "./read-log";
import type { Component, Config, Place, Rule, Step } from "./types";

/** What stands for the policies of Rasa 1 today. */
export interface MigratedConfig {
  config: Config;
  /** Those that FallbackPolicy and TwoStageFallbackPolicy had built in. */
  rules: Rule[];
}

/** Policies that are one of today's under another name, or learn as it does. */
const RENAMED: Readonly<Record<string, string>> = {
  EmbeddingPolicy: "TEDPolicy",
  KerasPolicy: "TEDPolicy",
  SklearnPolicy: "TEDPolicy",
};

/** Options that mean the same in `TEDPolicy` as in those before it. */
const LEARNER_OPTIONS = ["max_history", "epochs", "priority", "random_seed"];

/** Policies that RulePolicy does the work of. */
const RULES = ["FormPolicy", "MappingPolicy", "FallbackPolicy", "TwoStageFallbackPolicy"];

/** Replaces the policies that Rasa 2 took away, as its own `rasa data convert config` did. */
export function migratePolicies(config: Config, log: ReadLog): MigratedConfig {
  const older = config.policies.filter(({ name }) => RULES.includes(name) || Object.hasOwn(RENAMED, name));
  if (older.length === 0) return { config, rules: [] };
  for (const { name, place } of older) {
    const today = RENAMED[name] ?? "RulePolicy";
    const message = `${name} is of Rasa 1; ${today} takes its place. Name that instead.`;
    log.warning(place, "config.policy-replaced", message);
  }
  const fallback = older.find(({ name }) => /Fallback/.test(name));
  return {
    config: {
      ...config,
      pipeline: fallback ? withClassifier(config.pipeline, fallback) : config.pipeline,
      policies: replaced(config.policies, fallback),
    },
    rules: fallback ? [fallbackRule(fallback, log)] : [],
  };
}

/** One RulePolicy for all that it replaces, in the place of the first; the project's own, where it has one. */
function replaced(policies: readonly Component[], fallback: Component | undefined): Component[] {
  const hasOwn = policies.some(({ name }) => name === "RulePolicy");
  const first = policies.find(({ name }) => RULES.includes(name));
  return policies.flatMap((policy) => {
    const learner = RENAMED[policy.name];
    if (learner !== undefined) return { ...policy, name: learner, options: picked(policy.options, LEARNER_OPTIONS) };
    if (policy.name === "RulePolicy") return { ...policy, options: { ...ruleOptions(fallback), ...policy.options } };
    if (!RULES.includes(policy.name)) return policy;
    return policy === first && !hasOwn ? { ...policy, name: "RulePolicy", options: ruleOptions(fallback) } : [];
  });
}

/** Without a FallbackPolicy, Rasa 1 had no fallback. */
function ruleOptions(fallback: Component | undefined): JsonObject {
  if (!fallback) return { enable_fallback_prediction: false };
  const { options } = fallback;
  return {
    core_fallback_threshold: options["core_threshold"] ?? 0.3,
    core_fallback_action_name: coreAction(options),
  };
}

function coreAction(options: JsonObject): Json {
  return options["fallback_core_action_name"] ?? options["fallback_action_name"] ?? "action_default_fallback";
}

/** Rasa 1 declined unsure messages in the policy, Rasa 2 in the pipeline. */
function withClassifier(pipeline: Component[], { options, place }: Component): Component[] {
  if (pipeline.some(({ name }) => name === "FallbackClassifier")) return pipeline;
  const thresholds = {
    threshold: options["nlu_threshold"] ?? 0.3,
    ambiguity_threshold: options["ambiguity_threshold"] ?? 0.1,
  };
  return [...pipeline, { name: "FallbackClassifier", options: thresholds, place }];
}

function fallbackRule({ name, options, place }: Component, log: ReadLog): Rule {
  if (name === "TwoStageFallbackPolicy") {
    const loop = "action_two_stage_fallback";
    const steps: Step[] = [
      { kind: "action", name: loop, place },
      { kind: "loop", name: loop, place },
    ];
    return intentRule("ask what an unsure message means", "nlu_fallback", steps, place);
  }
  const written = options["fallback_action_name"];
  const action = typeof written === "string" ? written : "action_default_fallback";
  const where = `the policy ${name}`;
  log.refer({ kind: "action", name: action, place, where, code: "story.unknown-action" });
  return intentRule("answer an unsure message", "nlu_fallback", [{ kind: "action", name: action, place }], place);
}

/** A rule for what follows one intent. */
export function intentRule(name: string, intent: string, then: Step[], place: Place): Rule {
  return {
    name,
    condition: [],
    conversationStart: false,
    waitForUserInput: true,
    steps: [{ kind: "user", intent, entities: [], place }, ...then],
    place,
  };
}

function picked(options: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(options).filter(([key]) => keys.includes(key)));
}
