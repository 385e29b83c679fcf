import { readNumber } from "../../engine/nlu/extractors/number-words";

export interface Dice {
  count: number;
  sides: number;
}

export const MAX_DICE = 100;
export const MAX_SIDES = 1000;

const NOTATION = /\b(\d{1,9})?\s?d\s?(\d{1,9}|%)s?\b/i;
const SIDED = /^[\s-]*(?:sided?|siders?|faced?)\b/i;
const WITH_SIDES = /^\s*(?:sides|faces)\b/i;
/** "a twenty-sider", "percentile". */
const PERCENTILE = /\bpercentile\b/i;
const PAIR = /\b(?:pair|couple) of\b/i;

/** What to throw: "2d6", "a d20", "three ten-sided dice", "two dice"; one die of six sides where nothing else is said. */
export function readDice(text: string): Dice {
  const notation = NOTATION.exec(text);
  if (notation) {
    const sides = notation[2] === "%" ? 100 : Number(notation[2]);
    const before = readNumber(text.slice(0, notation.index)).at(-1);
    return { count: Number(notation[1] ?? before?.value ?? 1), sides };
  }
  let count: number | null = null;
  let sides: number | null = null;
  for (const { value, end } of readNumber(text.replace(/-(?=side|face)/gi, " "))) {
    const after = text.slice(end);
    if (SIDED.test(after) || WITH_SIDES.test(after)) sides ??= value;
    else count ??= value;
  }
  return { count: count ?? (PAIR.test(text) ? 2 : 1), sides: sides ?? (PERCENTILE.test(text) ? 100 : 6) };
}
