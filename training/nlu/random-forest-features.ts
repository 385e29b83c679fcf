/** More features make a larger, slower and hardly better forest: on 77 and 60 intents, 1,000 give 78.5 and 87.8 %, these 79.5 and 89.4. */
export const MOST_FEATURES = 2000;

/** A feature of a single example can't tell anything about others. */
const FEWEST_OCCURRENCES = 2;

/**
 * The hashes of the features that say most about the class, in ascending order: those with the highest information gain. At most
 * `most` of them.
 *
 * @param examples The hashes of each example's features.
 * @param classes The class of each example, counted from 0.
 */
export function informativeFeatures(examples: Int32Array[], classes: Int32Array, most: number): Int32Array {
  const ofClass: number[] = [];
  const occurrences = new Map<number, Map<number, number>>();
  examples.forEach((features, index) => {
    const of = classes[index] as number;
    ofClass[of] = (ofClass[of] ?? 0) + 1;
    for (const hash of new Set(features)) {
      const counts = occurrences.get(hash) ?? new Map<number, number>();
      occurrences.set(hash, counts.set(of, (counts.get(of) ?? 0) + 1));
    }
  });
  const scored: { hash: number; gain: number }[] = [];
  for (const [hash, counts] of occurrences) {
    let total = 0;
    for (const count of counts.values()) total += count;
    if (total < FEWEST_OCCURRENCES || total === examples.length) continue;
    scored.push({ hash, gain: informationGain(counts, total, ofClass, examples.length) });
  }
  scored.sort((a, b) => b.gain - a.gain || a.hash - b.hash);
  return Int32Array.from(scored.slice(0, most), ({ hash }) => hash).sort();
}

/** How much less is to be known of the class once the feature is, but for a constant: that of the classes' own entropy. */
function informationGain(counts: Map<number, number>, total: number, ofClass: number[], examples: number): number {
  const without = examples - total;
  let gain = 0;
  ofClass.forEach((size, of) => {
    const count = counts.get(of) ?? 0;
    gain += plogp(count, total) + plogp(size - count, without);
  });
  return gain;
}

function plogp(count: number, of: number): number {
  return count === 0 ? 0 : count * Math.log(count / of);
}
