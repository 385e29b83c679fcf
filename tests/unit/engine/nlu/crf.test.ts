import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import { Crf } from "../../../../src/engine/nlu/crf";
import { spansToTags, tagCount, tagsToSpans, type LabelledSpan } from "../../../../src/engine/nlu/tag-set";

const LABELS = 2;
const TOKENS = 4;
const TAGS = tagCount(LABELS);
const THINGS = LABELS + 1;

/** 0 is outside; the four tags of a label are one thing. */
const thing = (tag: number): number => Math.ceil(tag / 4);

function randomScores(length: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => random() * 4 - 2);
}

/** Every sequence that spans can make, with its score. */
function allSequences(emissions: Float32Array, transitions: Float32Array): { tags: number[]; score: number }[] {
  const sequences: { tags: number[]; score: number }[] = [];
  const extend = (tags: number[]): void => {
    if (tags.length === TOKENS) {
      const isPossible = spansToTags(tagsToSpans(tags), TOKENS).every((tag, t) => tag === tags[t]);
      if (!isPossible) return;
      let score = 0;
      tags.forEach((tag, t) => {
        score += emissions[t * TAGS + tag] ?? 0;
        const begins = tagsToSpans(tags).some(({ first }) => first === t) || tag === 0;
        if (t > 0 && begins) score += transitions[thing(tags[t - 1] ?? 0) * THINGS + thing(tag)] ?? 0;
      });
      sequences.push({ tags, score });
      return;
    }
    for (let tag = 0; tag < TAGS; tag++) extend([...tags, tag]);
  };
  extend([]);
  return sequences;
}

describe("Crf", () => {
  const crf = new Crf(LABELS);

  it.each([1, 2, 3])(
    "finds the best sequence, its sum and its marginals as a search of all sequences does (seed %i)",
    (seed) => {
      const emissions = randomScores(TOKENS * TAGS, seed);
      const transitions = randomScores(THINGS * THINGS, seed + 100);
      const sequences = allSequences(emissions, transitions);
      const best = sequences.reduce((a, b) => (b.score > a.score ? b : a));
      const sum = sequences.reduce((total, { score }) => total + Math.exp(score), 0);

      expect([...crf.decode(emissions, transitions, TOKENS)]).toEqual(best.tags);

      const marginals = new Float32Array(TOKENS * TAGS);
      const logSum = crf.marginals(emissions, transitions.map(Math.exp), TOKENS, marginals);
      expect(logSum).toBeCloseTo(Math.log(sum), 5);
      for (let t = 0; t < TOKENS; t++) {
        for (let tag = 0; tag < TAGS; tag++) {
          const expected =
            sequences.filter(({ tags }) => tags[t] === tag).reduce((total, { score }) => total + Math.exp(score), 0) /
            sum;
          expect(marginals[t * TAGS + tag]).toBeCloseTo(expected, 5);
        }
      }
    },
  );

  it("keeps nothing of a longer message read before", () => {
    const transitions = randomScores(THINGS * THINGS, 5);
    const weights = transitions.map(Math.exp);
    const short = randomScores(2 * TAGS, 6);
    const expected = new Float32Array(2 * TAGS);
    const fresh = new Crf(LABELS).marginals(short, weights, 2, expected);
    const marginals = new Float32Array(9 * TAGS);
    crf.marginals(randomScores(9 * TAGS, 7), weights, 9, marginals);
    expect(crf.marginals(short, weights, 2, marginals)).toBe(fresh);
    expect(marginals.slice(0, 2 * TAGS)).toEqual(expected);
  });

  it("stays finite on scores far apart", () => {
    const emissions = Float32Array.from({ length: 50 * TAGS }, (_, i) => (i % TAGS === 0 ? 80 : -80));
    const marginals = new Float32Array(emissions.length);
    expect(crf.marginals(emissions, new Float32Array(THINGS * THINGS).fill(1), 50, marginals)).toBeCloseTo(4000, 0);
    expect(marginals[0]).toBeCloseTo(1, 5);
  });
});

describe("tags", () => {
  it("give back the spans they were made of", () => {
    const spans = fc
      .uniqueArray(fc.nat(11), { maxLength: 8 })
      .chain((edges) =>
        fc.tuple(fc.constant(edges.toSorted((a, b) => a - b)), fc.array(fc.nat(2), { minLength: 8, maxLength: 8 })),
      )
      .map(([edges, labels]) => {
        const made: LabelledSpan[] = [];
        for (let i = 0; i + 1 < edges.length; i += 2)
          made.push({ label: labels[i] ?? 0, first: edges[i] ?? 0, last: edges[i + 1] ?? 0 });
        return made;
      });
    fc.assert(
      fc.property(spans, (made) => {
        expect(tagsToSpans(spansToTags(made, 12))).toEqual(made);
      }),
    );
  });
});
