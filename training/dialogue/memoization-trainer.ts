import { memoryKey, type MemoizationModel } from "../../src/engine/dialogue/policies/memoization-policy";
import { PRIORITY } from "../../src/engine/dialogue/policies/policy";
import type { RuleOnly } from "../../src/engine/dialogue/states";
import type { Domain } from "../../src/engine/project/domain";
import type { Component } from "../formats/types";
import { examplesOf, type TrainingTracker } from "./story-tracker";

/** Remembers what the stories do in each of their situations; a situation in which two stories differ is forgotten. */
export function trainMemoization(
  { name, options }: Component,
  stories: readonly TrainingTracker[],
  domain: Domain,
  ruleOnly: RuleOnly,
): MemoizationModel {
  const maxHistory = typeof options["max_history"] === "number" ? options["max_history"] : null;
  const memory = new Map<string, { action: string; story: string }>();
  const ambiguous = new Set<string>();
  for (const story of stories) {
    for (const { states, action } of examplesOf(story, domain)) {
      const key = memoryKey(states, maxHistory);
      const known = memory.get(key);
      if (known && known.action !== action) ambiguous.add(key);
      else memory.set(key, { action, story: story.path.name });
    }
  }
  for (const key of ambiguous) memory.delete(key);
  return {
    name: name === "AugmentedMemoizationPolicy" ? name : "MemoizationPolicy",
    priority: typeof options["priority"] === "number" ? options["priority"] : PRIORITY.MemoizationPolicy,
    maxHistory,
    memory: Object.fromEntries([...memory].sort(([a], [b]) => (a < b ? -1 : 1))),
    ruleOnly,
  };
}
