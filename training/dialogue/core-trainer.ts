import type { CoreModel, PolicyModel } from "../../src/engine/dialogue/policies/load";
import { SHOULD_NOT_BE_SET } from "../../src/engine/dialogue/slots";
import type { RuleOnly } from "../../src/engine/dialogue/states";
import { sha256 } from "../../src/engine/project/bundle";
import type { Domain } from "../../src/engine/project/domain";
import { Weights, type WeightsManifest } from "../../src/engine/project/weights";
import type { Component, Fault, Place, Project, Story } from "../formats/types";
import { joinWeights, type WeightsPart } from "../nlu/join-weights";
import { trainMemoization } from "./memoization-trainer";
import { isLearner, type Learner } from "./learner";
import type { LearnerProgress, PreviousCore } from "./policy-learners";
import { trainRulePolicy } from "./rule-trainer";
import { MAX_PATHS, storyPaths } from "./story-graph";
import { examplesOf, meetsConditions, ruleTracker, storyTracker, type TrainingTracker } from "./story-tracker";

type CoreProject = Pick<Project, "domain" | "config" | "stories" | "rules">;

/** What can be said of a project's dialogue at once: the policies that follow rules and remember stories, and all faults. */
export interface CompiledCore {
  /** Without the policies that learn. */
  model: CoreModel;
  faults: Fault[];
}

export interface CoreSettings {
  seed: number;
  /** Rasa's `--augmentation`: how much is glued together of the stories, for the policies that learn. */
  augmentation?: number;
  progress?: LearnerProgress;
  previous?: PreviousCore | null;
  /** Goes on from the previous networks for this share of their epochs (`--finetune`). */
  epochShare?: number | null;
}

export interface TrainedCore extends CompiledCore {
  /** The bytes behind `model.weights`, as a bundle holds them. */
  weights: { manifest: WeightsManifest; bytes: Uint8Array };
}

export const DEFAULT_AUGMENTATION = 50;

/** SHA-256 of what the policies are made from, wherever it stands in the files. */
export function coreDataHash({ domain, config, stories, rules }: CoreProject): Promise<string> {
  const all = { domain, policies: config.policies, stories, rules };
  const text = JSON.stringify(all, (key, value: unknown) => (key === "place" ? undefined : value));
  return sha256(new TextEncoder().encode(text));
}

/** Compiles the policies that need no training by gradient; takes seconds at most. */
export function compileCore(project: CoreProject): CompiledCore {
  const { model, policies, faults } = compile(project);
  return {
    model: { ...model, policies: policies.flatMap((policy) => ("component" in policy ? [] : [policy])) },
    faults,
  };
}

/** Builds all the policies that a project's config names, in its order; none learns where there are errors. */
export async function trainCore(
  project: CoreProject,
  { seed, augmentation = DEFAULT_AUGMENTATION, progress, previous, epochShare = null }: CoreSettings,
): Promise<TrainedCore> {
  const { model, policies, faults, learners } = compile(project);
  const parts: WeightsPart[] = [];
  const trained: PolicyModel[] = [];
  const isFaulty = faults.some(({ severity }) => severity === "error");
  for (const [index, policy] of policies.entries()) {
    if (!("component" in policy)) trained.push(policy);
    else if (!isFaulty) {
      // What trains them is large, and only loaded where there is one to train.
      const { trainLearner } = await import("./policy-learners");
      const prefix = `${index}/`;
      const learnt = await trainLearner(policy, {
        ...learners,
        augmentation,
        seed,
        prefix,
        progress,
        previous,
        epochShare,
      });
      trained.push(learnt.model);
      parts.push({ prefix, ...learnt.weights });
    }
  }
  const weights = joinWeights(parts);
  return {
    model: { ...model, policies: trained, weights: new Weights(weights.manifest, weights.bytes) },
    faults,
    weights,
  };
}

interface Compiled {
  model: Pick<CoreModel, "domain" | "weights">;
  policies: (PolicyModel | Learner)[];
  faults: Fault[];
  learners: { stories: TrainingTracker[]; domain: Domain; ruleOnly: RuleOnly };
}

function compile({ domain: written, config, stories, rules }: CoreProject): Compiled {
  const domain = withEndToEndActions(written, [...stories, ...rules]);
  const faults: Fault[] = [];
  const { paths, cut } = storyPaths(stories);
  const [firstStory] = stories;
  if (cut && firstStory) {
    const message = `checkpoints and or-steps make more than ${MAX_PATHS} stories; the rest is not learnt. Use fewer of them`;
    faults.push({ place: firstStory.place, code: "story.too-many-paths", message, severity: "warning" });
  }
  const storyTrackers = paths.filter((path) => meetsConditions(path, domain)).map((path) => storyTracker(path, domain));
  const ruleTrackers = rules.flatMap((rule) => storyPaths([rule]).paths.map((path) => ruleTracker(rule, path, domain)));
  const ruleOnly = onlyInRules(ruleTrackers, storyTrackers, domain);

  const policies = config.policies.flatMap((component): (PolicyModel | Learner)[] => {
    if (component.name === "RulePolicy") {
      const trained = trainRulePolicy(ruleTrackers, storyTrackers, domain, component.options);
      faults.push(...trained.faults);
      return [trained.model];
    }
    if (component.name === "MemoizationPolicy" || component.name === "AugmentedMemoizationPolicy")
      return [trainMemoization(component, storyTrackers, domain, ruleOnly)];
    const { name, place } = component;
    if (isLearner(name) && storyTrackers.length > 0) return [{ name, component }];
    if (isLearner(name)) faults.push(skipped(place, `${name} learns from stories, and there are none`));
    else if (component.isOwn) faults.push(skipped(place, `${name} is a program of the project's own, and isn't run`));
    else faults.push(unknownPolicy(component));
    return [];
  });
  const weights = new Weights([], new Uint8Array());
  return { model: { domain, weights }, policies, faults, learners: { stories: storyTrackers, domain, ruleOnly } };
}

/** What stories have the assistant say is an action each, after all others. */
function withEndToEndActions(domain: Domain, stories: readonly Story[]): Domain {
  const texts = stories.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === "bot" ? [step.text] : [])));
  const endToEndActions = [...new Set(texts)];
  return { ...domain, actions: [...domain.actions, ...endToEndActions], endToEndActions };
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

function skipped(place: Place, why: string): Fault {
  return { place, code: "config.policy-skipped", message: `${why}; the other policies decide`, severity: "warning" };
}

function unknownPolicy({ name, place }: Component): Fault {
  const known = "RulePolicy, MemoizationPolicy, AugmentedMemoizationPolicy, TEDPolicy or UnexpecTEDIntentPolicy";
  const message = `Sotto has no policy ${name}. Remove it, or use ${known}.`;
  return { place, code: "config.unknown-policy", message, severity: "error" };
}
