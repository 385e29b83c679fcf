import { BEGIN, INSIDE, LAST, OUTSIDE, tagCount, UNIT } from "./tag-set";

/**
 * A linear-chain conditional random field over BILOU tags. The score of a sequence is the sum of its emissions (token, tag) and of
 * a transition wherever one thing ends and the next begins: a thing is an entity of some label, or a word outside of all. Within
 * an entity only its own Inside and Last may follow, without a score of their own: the emissions say how likely they are. Sequences
 * that BILOU forbids have no probability at all.
 *
 * So the transitions are [things, things] rather than [tags, tags], with the outside first and label i at i + 1, and the sums over
 * all sequences take things² steps a token: 1,600 for 39 labels, where pairs of tags would be 6,400 or more.
 */
export class Crf {
  readonly tags: number;
  /** Rows and columns of the transitions. */
  readonly things: number;
  /** Scratch of one token: for each thing, what has ended with it, and what may begin with it. */
  private readonly ended: Float64Array;
  private readonly begun: Float64Array;
  /** Scratch of a message: [tokens, tags] each, grown to the longest seen. */
  private potentials = new Float64Array(0);
  private forward = new Float64Array(0);
  private backward: Float64Array;

  constructor(labels: number) {
    this.tags = tagCount(labels);
    this.things = labels + 1;
    this.ended = new Float64Array(this.things);
    this.begun = new Float64Array(this.things);
    this.backward = new Float64Array(this.tags);
  }

  /** The most likely tags (Viterbi). `emissions` is [tokens, tags], `transitions` [thing, next thing]. */
  decode(emissions: Float32Array, transitions: Float32Array, tokens: number): Int32Array {
    const { tags, things, ended, begun } = this;
    let scores = new Float64Array(tags);
    let next = new Float64Array(tags);
    const from = new Int32Array(tokens * tags);
    const fromThing = new Int32Array(things);
    for (let t = 0; t < tokens; t++) {
      const at = t * tags;
      if (t === 0) {
        begun.fill(0);
        scores.fill(-Infinity);
      } else {
        ended[0] = scores[OUTSIDE] as number;
        for (let thing = 1, tag = 0; thing < things; thing++, tag += 4)
          ended[thing] = Math.max(scores[tag + LAST] as number, scores[tag + UNIT] as number);
        begun.fill(-Infinity);
        for (let thing = 0, i = 0; thing < things; thing++) {
          for (let after = 0; after < things; after++, i++) {
            const score = (ended[thing] as number) + (transitions[i] as number);
            if (score <= (begun[after] as number)) continue;
            begun[after] = score;
            fromThing[after] = this.endOf(thing, scores);
          }
        }
      }
      next[OUTSIDE] = (begun[0] as number) + (emissions[at] as number);
      from[at] = fromThing[0] as number;
      for (let thing = 1, tag = 0; thing < things; thing++, tag += 4) {
        const isBegun = (scores[tag + BEGIN] as number) > (scores[tag + INSIDE] as number);
        const inner = isBegun ? tag + BEGIN : tag + INSIDE;
        const open = begun[thing] as number;
        const inside = scores[inner] as number;
        const here = at + tag;
        next[tag + BEGIN] = open + (emissions[here + BEGIN] as number);
        next[tag + INSIDE] = inside + (emissions[here + INSIDE] as number);
        next[tag + LAST] = inside + (emissions[here + LAST] as number);
        next[tag + UNIT] = open + (emissions[here + UNIT] as number);
        from[here + BEGIN] = from[here + UNIT] = fromThing[thing] as number;
        from[here + INSIDE] = from[here + LAST] = inner;
      }
      [scores, next] = [next, scores];
    }
    let last = OUTSIDE;
    for (let thing = 1; thing < things; thing++) {
      const end = this.endOf(thing, scores);
      if ((scores[end] as number) > (scores[last] as number)) last = end;
    }
    const path = new Int32Array(tokens);
    for (let t = tokens - 1; t >= 0; t--) {
      path[t] = last;
      last = from[t * tags + last] as number;
    }
    return path;
  }

  /** The likelier of the tags that a thing may end with. */
  private endOf(thing: number, scores: Float64Array): number {
    if (thing === 0) return OUTSIDE;
    const tag = 4 * (thing - 1);
    return (scores[tag + LAST] as number) > (scores[tag + UNIT] as number) ? tag + LAST : tag + UNIT;
  }

  /**
   * Fills `marginals` ([tokens, tags], from `offset`) with the probability of each tag at each token, and returns the logarithm of
   * the sum over all sequences. `weights` are the exponentials of the transitions. `pairs` ([thing, next thing]), where given,
   * gains the expected number of each transition, but for the factor of its weight. Sums are kept in range by scaling each token's
   * to 1.
   */
  marginals(
    emissions: Float32Array,
    weights: Float32Array,
    tokens: number,
    marginals: Float32Array,
    offset = 0,
    pairs?: Float64Array,
  ): number {
    const logSum = this.sumForward(emissions, weights, tokens, offset);
    this.sumBackward(weights, tokens, marginals, offset, pairs);
    return logSum;
  }

  private sumForward(emissions: Float32Array, weights: Float32Array, tokens: number, offset: number): number {
    const { tags, things, begun } = this;
    if (this.forward.length < tokens * tags) {
      this.forward = new Float64Array(tokens * tags);
      this.potentials = new Float64Array(tokens * tags);
    }
    const { forward, potentials } = this;
    let logSum = 0;
    for (let t = 0; t < tokens; t++) {
      const at = t * tags;
      let max = -Infinity;
      for (let tag = 0; tag < tags; tag++) max = Math.max(max, emissions[offset + at + tag] as number);
      for (let tag = 0; tag < tags; tag++)
        potentials[at + tag] = Math.exp((emissions[offset + at + tag] as number) - max);
      if (t === 0) begun.fill(1);
      else this.begin(weights, at - tags);
      let scale = (begun[0] as number) * (potentials[at] as number);
      forward[at] = scale;
      for (let thing = 1, tag = at; thing < things; thing++, tag += 4) {
        const open = begun[thing] as number;
        const inner = t === 0 ? 0 : (forward[tag - tags + BEGIN] as number) + (forward[tag - tags + INSIDE] as number);
        const begin = open * (potentials[tag + BEGIN] as number);
        const inside = inner * (potentials[tag + INSIDE] as number);
        const last = inner * (potentials[tag + LAST] as number);
        const unit = open * (potentials[tag + UNIT] as number);
        forward[tag + BEGIN] = begin;
        forward[tag + INSIDE] = inside;
        forward[tag + LAST] = last;
        forward[tag + UNIT] = unit;
        scale += begin + inside + last + unit;
      }
      // The backward sums need the same scale: it goes into the potentials.
      for (let tag = at; tag < at + tags; tag++) {
        forward[tag] = (forward[tag] as number) / scale;
        potentials[tag] = (potentials[tag] as number) / scale;
      }
      logSum += Math.log(scale) + max;
    }
    return logSum + Math.log(this.end((tokens - 1) * tags));
  }

  /** Sums what has ended at the token whose sums begin at `at`, by thing, into `ended`; returns the total. */
  private end(at: number): number {
    const { forward, ended, things } = this;
    let total = forward[at] as number;
    ended[0] = total;
    for (let thing = 1, tag = at; thing < things; thing++, tag += 4) {
      const sum = (forward[tag + LAST] as number) + (forward[tag + UNIT] as number);
      ended[thing] = sum;
      total += sum;
    }
    return total;
  }

  /** What may begin behind the token whose sums begin at `at`, by thing, into `begun`. */
  private begin(weights: Float32Array, at: number): void {
    const { ended, begun, things } = this;
    this.end(at);
    begun.fill(0);
    for (let thing = 0, i = 0; thing < things; thing++) {
      const sum = ended[thing] as number;
      for (let after = 0; after < things; after++, i++)
        begun[after] = (begun[after] as number) + sum * (weights[i] as number);
    }
  }

  private sumBackward(
    weights: Float32Array,
    tokens: number,
    marginals: Float32Array,
    offset: number,
    pairs?: Float64Array,
  ): void {
    const { tags, things, forward, potentials, backward, ended, begun } = this;
    backward.fill(0);
    const end = 1 / this.end((tokens - 1) * tags);
    backward[OUTSIDE] = end;
    for (let thing = 1, tag = 0; thing < things; thing++, tag += 4) {
      backward[tag + LAST] = end;
      backward[tag + UNIT] = end;
    }
    for (let t = tokens - 1; ; t--) {
      const at = t * tags;
      for (let tag = 0; tag < tags; tag++)
        marginals[offset + at + tag] = (forward[at + tag] as number) * (backward[tag] as number);
      if (t === 0) return;
      begun[0] = backward[OUTSIDE] * (potentials[at] as number);
      for (let thing = 1, tag = 0; thing < things; thing++, tag += 4) {
        const inner =
          (backward[tag + INSIDE] as number) * (potentials[at + tag + INSIDE] as number) +
          (backward[tag + LAST] as number) * (potentials[at + tag + LAST] as number);
        begun[thing] =
          (backward[tag + BEGIN] as number) * (potentials[at + tag + BEGIN] as number) +
          (backward[tag + UNIT] as number) * (potentials[at + tag + UNIT] as number);
        backward[tag + BEGIN] = inner;
        backward[tag + INSIDE] = inner;
      }
      if (pairs) this.end(at - tags);
      for (let thing = 0, i = 0; thing < things; thing++) {
        let sum = 0;
        for (let after = 0; after < things; after++) sum += (weights[i + after] as number) * (begun[after] as number);
        if (pairs) {
          const before = ended[thing] as number;
          for (let after = 0; after < things; after++)
            pairs[i + after] = (pairs[i + after] as number) + before * (begun[after] as number);
        }
        i += things;
        if (thing === 0) {
          backward[OUTSIDE] = sum;
        } else {
          backward[4 * (thing - 1) + LAST] = sum;
          backward[4 * (thing - 1) + UNIT] = sum;
        }
      }
    }
  }
}
