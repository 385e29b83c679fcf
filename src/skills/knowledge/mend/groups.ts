import { stems } from "../../matching";

/** A question, and the article that is nearest to it. */
export interface Asked {
  question: string;
  article?: string | undefined;
}

/** Questions at least so like each other are of one meaning; less is enough where the same article is nearest (docs/log.md). */
const ALIKE = 0.8;
const ALIKE_AT_ONE_ARTICLE = 0.6;

interface Group {
  members: number[];
  key: string;
  article: string | undefined;
  /** The sum of its members' vectors. */
  sum: Float32Array;
}

/**
 * Questions of one meaning together, in the order in which each group's first one comes: each joins the group that it is most like, or begins
 * one. `vectors` have length 1; without them only those of the same words are together. The same questions give the same groups.
 */
export function groupByMeaning(questions: readonly Asked[], vectors: readonly Float32Array[] | null): number[][] {
  const groups: Group[] = [];
  questions.forEach(({ question, article }, i) => {
    const key = stems(question).sort().join(" ");
    const vector = vectors?.[i] ?? new Float32Array();
    const known = groups.find((group) => group.key === key) ?? mostAlike(groups, vector, article);
    if (!known) return void groups.push({ members: [i], key, article, sum: vector.slice() });
    known.members.push(i);
    vector.forEach((value, at) => (known.sum[at] = (known.sum[at] ?? 0) + value));
  });
  return groups.map(({ members }) => members);
}

function mostAlike(groups: readonly Group[], vector: Float32Array, article: string | undefined): Group | null {
  let best: { group: Group; like: number } | null = null;
  for (const group of groups) {
    const like = cosine(group.sum, vector);
    const enough = article !== undefined && article === group.article ? ALIKE_AT_ONE_ARTICLE : ALIKE;
    if (like >= enough && like > (best?.like ?? 0)) best = { group, like };
  }
  return best?.group ?? null;
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return product === 0 ? 0 : product / Math.sqrt(squaresA * squaresB);
}
