import type { CoreModel, PolicyModel } from "../../src/engine/dialogue/policies/load";
import { SHOULD_NOT_BE_SET } from "../../src/engine/dialogue/slots";
import type { RuleOnly } from "../../src/engine/dialogue/states";
import type { Domain } from "../../src/engine/project/domain";
import type { Component, Fault, Project } from "../formats/types";
import { trainMemoization } from "./memoization-trainer";
import { trainRulePolicy } from "./rule-trainer";
import { MAX_PATHS, storyPaths } from "./story-graph";
import { examplesOf, ruleTracker, storyTracker, type TrainingTracker } from "./story-tracker";

export interface TrainedCore {
  model: CoreModel;
  faults: Fault[];
}

/** Policies that learn by gradient descent; they are left out, and the others decide. */
const NOT_TRAINED = ["TEDPolicy", "UnexpecTEDIntentPolicy"];

/** Builds the policies that a project's config names, in its order. */
export function trainCore({
  domain,
  config,
  stories,
  rules,
}: Pick<Project, "domain" | "config" | "stories" | "rules">): TrainedCore {
  const faults: Fault[] = [];
  const { paths, cut } = storyPaths(stories);
  const [firstStory] = stories;
  if (cut && firstStory) {
    const message = `checkpoints and or-steps make more than ${MAX_PATHS} stories; the rest is not learnt. Use fewer of them`;
    faults.push({ place: firstStory.place, code: "story.too-many-paths", message, severity: "warning" });
  }
  const storyTrackers = paths.map((path) => storyTracker(path, domain));
  const ruleTrackers = rules.flatMap((rule) => storyPaths([rule]).paths.map((path) => ruleTracker(rule, path, domain)));
  const ruleOnly = onlyInRules(ruleTrackers, storyTrackers, domain);

  const policies = config.policies.flatMap((component): PolicyModel[] => {
    if (component.name === "RulePolicy") {
      const trained = trainRulePolicy(ruleTrackers, storyTrackers, domain, component.options);
      faults.push(...trained.faults);
      return [trained.model];
    }
    if (component.name === "MemoizationPolicy" || component.name === "AugmentedMemoizationPolicy")
      return [trainMemoization(component, storyTrackers, domain, ruleOnly)];
    faults.push(notBuilt(component));
    return [];
  });
  return { model: { domain, policies }, faults };
}

/** Slots and loops that rules speak of and no story does. */
function onlyInRules(rules: readonly TrainingTracker[], stories: readonly TrainingTracker[], domain: Domain): RuleOnly {
  const inRules = mentioned(rules, domain);
  const inStories = mentioned(stories, domain);
  const only = (a: Set<string>, b: Set<string>): string[] => [...a].filter((name) => !b.has(name)).sort();
  return { slots: only(inRules.slots, inStories.slots), loops: only(inRules.loops, inStories.loops) };
}

function mentioned(trackers: readonly TrainingTracker[], domain: Domain): { slots: Set<string>; loops: Set<string> } {
  const states = trackers.flatMap((tracker) =>
    examplesOf(tracker, domain).flatMap((example) => example.states.at(-1) ?? []),
  );
  const loops = states.flatMap(({ active_loop }) =>
    active_loop && active_loop !== SHOULD_NOT_BE_SET ? [active_loop] : [],
  );
  return { slots: new Set(states.flatMap(({ slots }) => Object.keys(slots ?? {}))), loops: new Set(loops) };
}

function notBuilt({ name, place }: Component): Fault {
  if (NOT_TRAINED.includes(name)) {
    return {
      place,
      code: "config.policy-skipped",
      message: `${name} is not trained by this version; the other policies decide`,
      severity: "warning",
    };
  }
  return { place, code: "config.unknown-policy", message: `no policy is called ${name}`, severity: "error" };
}
