import type { Domain } from "../../project/domain";
import type { Weights } from "../../project/weights";
import { MemoizationPolicy, type MemoizationModel } from "./memoization-policy";
import type { Policy } from "./policy";
import { RulePolicy, type RulePolicyModel } from "./rule-policy";
import { TedPolicy, type TedModel } from "./ted/ted-policy";
import { UnexpectedIntentPolicy, type UnexpectedIntentModel } from "./ted/unexpected-intent-policy";

export type PolicyModel = RulePolicyModel | MemoizationModel | TedModel | UnexpectedIntentModel;

/** What `sotto train core` makes of a project: the compiled domain and the policies, in the order of the config. */
export interface CoreModel {
  domain: Domain;
  policies: PolicyModel[];
  /** Those of all policies that have any. */
  weights: Weights;
}

export function loadPolicies({ domain, policies, weights }: CoreModel): Policy[] {
  return policies.map((model) => {
    switch (model.name) {
      case "RulePolicy":
        return new RulePolicy(model, domain);
      case "MemoizationPolicy":
      case "AugmentedMemoizationPolicy":
        return new MemoizationPolicy(model, domain);
      case "TEDPolicy":
        return new TedPolicy(model, domain, weights);
      case "UnexpecTEDIntentPolicy":
        return new UnexpectedIntentPolicy(model, domain, weights);
      default:
        return model satisfies never;
    }
  });
}
