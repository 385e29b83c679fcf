import * as v from "valibot";

/** How familiar messages in scope look: the energies of held-out examples, nearly normal. */
export const scopeSchema = v.object({ mean: v.number(), deviation: v.number() });

export type Scope = v.InferOutput<typeof scopeSchema>;

/** Logits of a message whose like was learnt are large: minus its free energy (Liu et al. 2020, https://arxiv.org/abs/2010.03759). */
export function familiarity(logits: Float32Array): number {
  let max = -Infinity;
  for (const logit of logits) if (logit > max) max = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - max);
  return max + Math.log(sum);
}

/** Share of messages in scope that look more familiar than this one, in [0, 1]: near 1, hardly any looks as strange. */
export function outOfScopeScore(logits: Float32Array, { mean, deviation }: Scope): number {
  return 1 / (1 + Math.exp((LOGISTIC * (familiarity(logits) - mean)) / deviation));
}

/** The logistic distribution with this scale is the normal one to 0.01, and tells far tails apart where that has rounded to 1. */
const LOGISTIC = 1.702;
