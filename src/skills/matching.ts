/**
 * Finding the record a user means by other words than those it was stored with: "called the bank" for "call the bank", "egs"
 * for "eggs", "grandma's scarf" for "scarf for grandma".
 */

const STOP_WORDS = new Set(
  (
    "a an the my our your his her their this that these those some any of for to at on in with and or from about into up off " +
    "is are was were be it its i we you me us thing"
  ).split(" "),
);

/** Past forms that no rule gives. */
const IRREGULAR: Record<string, string> = {
  ate: "eat",
  bought: "buy",
  brought: "bring",
  came: "come",
  did: "do",
  done: "do",
  drove: "drive",
  fed: "feed",
  found: "find",
  gave: "give",
  got: "get",
  made: "make",
  met: "meet",
  left: "leave",
  paid: "pay",
  ran: "run",
  rang: "ring",
  rung: "ring",
  sent: "send",
  sold: "sell",
  took: "take",
  taken: "take",
  told: "tell",
  went: "go",
  wrote: "write",
  written: "write",
};

/** What is left of a word without plural, tense and possessive; no dictionary form, but the same one for all of them. */
export function stem(word: string): string {
  let base = word.toLowerCase().replace(/['’]s?$/, "");
  base = IRREGULAR[base] ?? base;
  if (base.length > 3) {
    base = base
      .replace(/i(?:es|ed)$/, "y")
      .replace(/(s|x|z|ch|sh|o)es$/, "$1")
      .replace(/([^su])s$/, "$1")
      .replace(/^(.*[aeiouy].*[^e])(?:ing|ed)$/, "$1")
      .replace(/(..)e$/, "$1");
  }
  return base.replace(/([^aeiou\d])\1$/, "$1");
}

/** The stems of the words that carry meaning; of all words where none does; the signs (🍎) where there is no word. */
export function stems(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];
  if (words.length === 0) return text.match(/\p{So}/gu) ?? [];
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  return (telling.length > 0 ? telling : words).map(stem);
}

/** Both say the same, but for plural, tense, articles and the order of words. */
export function sameMeaning(a: string, b: string): boolean {
  return stems(a).sort().join(" ") === stems(b).sort().join(" ");
}

/** A word that was probably meant: the same, or one slip of the finger away (two in a long word), the first letter right. */
function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  const length = Math.min(a.length, b.length);
  if (length < 4 || a[0] !== b[0]) return false;
  const slips = editDistance(a, b);
  // In four letters only a swap counts: "mlik" is milk, but soap is not soup.
  if (length === 4) return slips === 1 && a.length === b.length && [...a].sort().join() === [...b].sort().join();
  return slips <= (length < 8 ? 1 : 2);
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
export function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const differs = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + differs,
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, (older[column - 2] ?? 0) + 1);
      }
      current.push(least);
    }
    older = above;
    above = current;
  }
  return above[b.length] ?? 0;
}

/** The share of the query's words that the text has, in [0, 1]; a near word counts a little less. */
export function coverage(query: string[], text: string[]): number {
  if (query.length === 0) return 0;
  const found = query.map((word) => (text.includes(word) ? 1 : text.some((other) => isNear(word, other)) ? 0.9 : 0));
  return found.reduce<number>((sum, value) => sum + value, 0) / query.length;
}

/**
 * The records that fit the query best, all of them where several fit equally well. A record fits when it has all of the
 * query's words ("bank": "call the bank") or nearly the same ones.
 */
export function closest<R>(query: string, records: R[], textOf: (record: R) => string): R[] {
  const wanted = stems(query);
  const scored = records
    .map((record) => {
      const words = stems(textOf(record));
      const has = coverage(wanted, words);
      const isMeant = coverage(words, wanted);
      const score = has + isMeant === 0 ? 0 : (2 * has * isMeant) / (has + isMeant);
      return { record, score, fits: has >= 0.9 || score >= 0.7 };
    })
    .filter(({ fits }) => fits);
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ record }) => record);
}
