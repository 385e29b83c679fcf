/*
 * What fingers do to a word. Costs are in bits: a slip that costs one bit more is half as likely. They were set by how many of the
 * words misspelt by seed come back (docs/log.md), and the order matters more than the figures.
 */

/** Two letters exchanged: "teh". */
const EXCHANGED = 1;
/** A letter typed twice, or a double one once: "milkk", "tomorow". */
const DOUBLED = 0.5;
const MISSING = 1.5;
const ADDED = 2;
/** The key beside the right one. */
const NEIGHBOUR = 1.5;
const OTHER_LETTER = 4;
/** On top, where it is the first letter: people watch that one. */
const FIRST_LETTER = 2;

const A = 97;
/** For each letter, a bit for each of those around it on the keyboard. */
const NEIGHBOURS = keyboardNeighbours(["qwertyuiop", "asdfghjkl", "zxcvbnm"]);

/** The cost of the one slip that makes `typed` of `meant`, two different words; Infinity where it takes more than one. */
export function slipCost(typed: string, meant: string): number {
  let start = 0;
  while (start < typed.length && start < meant.length && typed[start] === meant[start]) start++;
  let typedEnd = typed.length;
  let meantEnd = meant.length;
  while (typedEnd > start && meantEnd > start && typed[typedEnd - 1] === meant[meantEnd - 1]) {
    typedEnd--;
    meantEnd--;
  }
  const first = start === 0 ? FIRST_LETTER : 0;
  // What differs, of each.
  switch (`${typedEnd - start} ${meantEnd - start}`) {
    case "1 0":
      return (isDouble(typed, start) ? DOUBLED : ADDED) + first;
    case "0 1":
      return (isDouble(meant, start) ? DOUBLED : MISSING) + first;
    case "1 1":
      return (areNeighbours(typed.charCodeAt(start), meant.charCodeAt(start)) ? NEIGHBOUR : OTHER_LETTER) + first;
    case "2 2": {
      const isExchange = typed[start] === meant[start + 1] && typed[start + 1] === meant[start];
      return isExchange ? EXCHANGED + first : Infinity;
    }
    default:
      return Infinity;
  }
}

const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

/** Whether two slips or fewer make one word of the other (optimal string alignment); words of at most 63 letters. */
export function areTwoSlipsApart(a: string, b: string): boolean {
  let [beforeLast, last, row] = rows;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let slips = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, (beforeLast[j - 2] as number) + 1);
      row[j] = slips;
      least = Math.min(least, slips);
    }
    if (least > 2) return false;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return (last[b.length] as number) <= 2;
}

function isDouble(word: string, at: number): boolean {
  return word[at] === word[at - 1] || word[at] === word[at + 1];
}

function areNeighbours(a: number, b: number): boolean {
  return (((NEIGHBOURS[a - A] ?? 0) >> (b - A)) & 1) === 1;
}

/** The letters around one on the keyboard; none for what is no letter of it. */
export function neighboursOf(letter: string): string {
  return Array.from("abcdefghijklmnopqrstuvwxyz")
    .filter((other) => areNeighbours(letter.charCodeAt(0), other.charCodeAt(0)))
    .join("");
}

function keyboardNeighbours(keyRows: string[]): Int32Array {
  const neighbours = new Int32Array(26);
  const keys = keyRows.flatMap((row, y) =>
    Array.from(row, (letter, x) => ({ letter: letter.charCodeAt(0) - A, x: x + y / 2, y })),
  );
  for (const a of keys) {
    for (const b of keys) {
      // Half a key's shift from row to row: a letter has up to six around it.
      const isBeside = a !== b && Math.abs(a.y - b.y) <= 1 && Math.abs(a.x - b.x) <= 1;
      if (isBeside) neighbours[a.letter] = (neighbours[a.letter] as number) | (1 << b.letter);
    }
  }
  return neighbours;
}
