import { AllowedTransitions, tagCount } from "./tag-set";

/**
 * A linear-chain conditional random field over BILOU tags: the score of a sequence is the sum of its emissions (token, tag)
 * and transitions (tag, next tag). Sequences that BILOU forbids have no probability at all.
 */
export class Crf {
  readonly tags: number;
  private readonly allowed: AllowedTransitions;

  constructor(labels: number) {
    this.tags = tagCount(labels);
    this.allowed = new AllowedTransitions(labels);
  }

  /** The most likely tags (Viterbi). `emissions` is [tokens, tags], `transitions` is [tag, next tag]. */
  decode(emissions: Float32Array, transitions: Float32Array, tokens: number): Int32Array {
    const K = this.tags;
    let scores = new Float64Array(K).fill(-Infinity);
    let next = new Float64Array(K);
    const from = new Int32Array(tokens * K);
    for (const tag of this.allowed.openers) scores[tag] = emissions[tag] as number;
    for (let t = 1; t < tokens; t++) {
      for (let tag = 0; tag < K; tag++) {
        let best = -Infinity;
        let bestFrom = 0;
        for (const previous of this.allowed.before[tag] as Int32Array) {
          const score = (scores[previous] as number) + (transitions[previous * K + tag] as number);
          if (score > best) {
            best = score;
            bestFrom = previous;
          }
        }
        next[tag] = best + (emissions[t * K + tag] as number);
        from[t * K + tag] = bestFrom;
      }
      [scores, next] = [next, scores];
    }
    let last = 0;
    for (const tag of this.allowed.closers) if ((scores[tag] as number) > (scores[last] as number)) last = tag;
    const path = new Int32Array(tokens);
    for (let t = tokens - 1; t >= 0; t--) {
      path[t] = last;
      last = from[t * K + last] as number;
    }
    return path;
  }

  /**
   * Fills `marginals` ([tokens, tags], from `offset`) with the probability of each tag at each token, and returns the logarithm of
   * the sum over all sequences. `weights` are the exponentials of the transitions. `pairs` ([tag, next tag]), where given,
   * gains the expected number of each transition. Sums are kept in range by scaling each token's to 1.
   */
  marginals(
    emissions: Float32Array,
    weights: Float32Array,
    tokens: number,
    marginals: Float32Array,
    offset = 0,
    pairs?: Float64Array,
  ): number {
    const K = this.tags;
    const potentials = new Float64Array(tokens * K);
    const forward = new Float64Array(tokens * K);
    const scales = new Float64Array(tokens);
    let logSum = 0;
    for (let t = 0; t < tokens; t++) {
      let max = -Infinity;
      for (let tag = 0; tag < K; tag++) max = Math.max(max, emissions[offset + t * K + tag] as number);
      let scale = 0;
      for (let tag = 0; tag < K; tag++) {
        const potential = Math.exp((emissions[offset + t * K + tag] as number) - max);
        let sum = 0;
        if (t > 0) {
          for (const previous of this.allowed.before[tag] as Int32Array) {
            sum += (forward[(t - 1) * K + previous] as number) * (weights[previous * K + tag] as number);
          }
        }
        potentials[t * K + tag] = potential;
        forward[t * K + tag] = sum * potential;
      }
      if (t === 0) for (const tag of this.allowed.openers) forward[tag] = potentials[tag] as number;
      for (let tag = 0; tag < K; tag++) scale += forward[t * K + tag] as number;
      for (let tag = 0; tag < K; tag++) forward[t * K + tag] = (forward[t * K + tag] as number) / scale;
      scales[t] = scale;
      logSum += Math.log(scale) + max;
    }

    let backward = new Float64Array(K);
    let earlier = new Float64Array(K);
    let end = 0;
    for (const tag of this.allowed.closers) {
      backward[tag] = 1;
      end += forward[(tokens - 1) * K + tag] as number;
    }
    logSum += Math.log(end);
    backward = backward.map((value) => value / end);
    for (let t = tokens - 1; t >= 0; t--) {
      for (let tag = 0; tag < K; tag++) {
        marginals[offset + t * K + tag] = (forward[t * K + tag] as number) * (backward[tag] as number);
      }
      if (t === 0) break;
      for (let tag = 0; tag < K; tag++)
        backward[tag] = ((backward[tag] as number) * (potentials[t * K + tag] as number)) / (scales[t] as number);
      for (let previous = 0; previous < K; previous++) {
        let sum = 0;
        for (const tag of this.allowed.after[previous] as Int32Array) {
          const step = (weights[previous * K + tag] as number) * (backward[tag] as number);
          sum += step;
          if (pairs)
            pairs[previous * K + tag] =
              (pairs[previous * K + tag] as number) + step * (forward[(t - 1) * K + previous] as number);
        }
        earlier[previous] = sum;
      }
      [backward, earlier] = [earlier, backward];
    }
    return logSum;
  }
}
