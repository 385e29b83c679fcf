import type { Domain } from "../../project/domain";
import { MemoizationPolicy, type MemoizationModel } from "./memoization-policy";
import type { Policy } from "./policy";
import { RulePolicy, type RulePolicyModel } from "./rule-policy";

export type PolicyModel = RulePolicyModel | MemoizationModel;

/** What `sotto train core` makes of a project: the compiled domain and the policies, in the order of the config. */
export interface CoreModel {
  domain: Domain;
  policies: PolicyModel[];
}

export function loadPolicies({ domain, policies }: CoreModel): Policy[] {
  return policies.map((model) => {
    switch (model.name) {
      case "RulePolicy":
        return new RulePolicy(model, domain);
      case "MemoizationPolicy":
      case "AugmentedMemoizationPolicy":
        return new MemoizationPolicy(model, domain);
      default:
        return model satisfies never;
    }
  });
}
