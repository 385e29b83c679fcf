import type { Component } from "../formats/types";

/** Policies that learn by gradient descent. */
const LEARNERS = ["TEDPolicy", "UnexpecTEDIntentPolicy"] as const;
export type LearnerName = (typeof LEARNERS)[number];

/** A policy of the config that is still to learn. */
export interface Learner {
  name: LearnerName;
  component: Component;
}

export function isLearner(name: string): name is LearnerName {
  return LEARNERS.some((learner) => learner === name);
}
