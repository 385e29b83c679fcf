import type { Item } from "../../storage/schema";
import { closest, coverage, stems } from "../matching";
import { splitItems } from "./items";

/** Which items a message means. */
export interface Picked {
  items: Item[];
  /** Words that fit several items equally well. */
  unclear: { words: string; items: Item[] }[];
  /** Words that fit none. */
  missing: string[];
}

/** Whether an item is one that is probably meant: where there are such, others hardly are. */
type IsLikely = (item: Item) => boolean;

/** The items of a list that the given words mean, each taken whole before it is taken apart at "and". */
export function pickNamed(names: string[], items: Item[], isLikely: IsLikely): Picked {
  const picked: Picked = { items: [], unclear: [], missing: [] };
  const whole = names.flatMap((name) => (closest(name, items, textOf).length > 0 ? [name] : splitItems(name)));
  for (const words of whole) {
    const found = prefer(isLikely, closest(words, items, textOf));
    if (found.length === 0) picked.missing.push(words);
    else if (found.length === 1) picked.items.push(...found);
    else picked.unclear.push({ words, items: found });
  }
  return { ...picked, items: [...new Set(picked.items)] };
}

/** The items that a text mentions in full: for messages in which no item was recognized. */
export function pickMentioned(text: string, items: Item[], isLikely: IsLikely): Item[] {
  const words = stems(text);
  const mentioned = items.filter((item) => coverage(stems(item.text), words) >= 0.9);
  return prefer(isLikely, mentioned);
}

function prefer(isLikely: IsLikely, items: Item[]): Item[] {
  const likely = items.filter(isLikely);
  return likely.length > 0 ? likely : items;
}

const EVERYTHING = /\b(?:everything|all|the lot|both)\b/i;
const PLACES: [RegExp, number][] = [
  [/\b(?:last|latest|newest|bottom)\b/i, -1],
  [/\b(?:first|1st|top)\b/i, 0],
  [/\b(?:second|2nd)\b/i, 1],
  [/\b(?:third|3rd)\b/i, 2],
  [/\b(?:fourth|4th)\b/i, 3],
  [/\b(?:fifth|5th)\b/i, 4],
];

const SEVERAL = /\b(first|top|last|bottom) (two|three|four|[2-9])\b/i;
const COUNTS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4 };

/** The items a text points to by their place among these: "the last one", "everything"; null where it does no such thing. */
export function pickByPlace(text: string, items: Item[]): Item[] | null {
  if (EVERYTHING.test(text)) return items;
  const [, end = "", count = ""] = SEVERAL.exec(text) ?? [];
  if (end !== "") {
    const many = COUNTS[count.toLowerCase()] ?? Number(count);
    return /^(?:first|top)/i.test(end) ? items.slice(0, many) : items.slice(-many);
  }
  const place = PLACES.find(([pattern]) => pattern.test(text))?.[1];
  if (place === undefined) return null;
  const item = items.at(place);
  return item ? [item] : [];
}

const textOf = (item: Item) => item.text;
