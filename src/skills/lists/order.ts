import type { Item } from "../../storage/schema";
import { byCreated } from "../records";

/** As they stand on their list: by the places the user gave them, then those without one in the order they came. */
export function inOrder(a: Item, b: Item): number {
  const [first, second] = [a.position ?? Infinity, b.position ?? Infinity];
  return first === second ? byCreated(a, b) : first - second;
}

/** Where an item is to go. */
export type Place = { to: "top" | "bottom" | "up" | "down" } | { to: "before" | "after"; other: string };

/** What is moved, and where to; null where a text says neither. */
export interface Move {
  item: string;
  place: Place;
}

const VERB =
  "(?:please |can you |could you |i want |i'd like |let's )*(?:move|put|place|shift|bring|drag|push|bump|make|get|have|set|swap|rank|send|list)?";
const MOVES: readonly [pattern: RegExp, place: (match: RegExpExecArray) => Place][] = [
  [
    new RegExp(
      `^${VERB}\\s*(.+?)\\s+(?:right |directly |just |to |come |go |goes |be )*(before|above|ahead of|in front of|on top of|over|after|below|under|underneath|behind|beneath)\\s+(.+)$`,
      "iu",
    ),
    ([, , relation = "", other = ""]) => ({
      to: /^(?:before|above|ahead|in front|on top|over)/i.test(relation) ? "before" : "after",
      other,
    }),
  ],
  [
    new RegExp(
      `^${VERB}\\s*(.+?)\\s+(?:up |down |all the way |right |go |goes |be )*(?:to|at|on|in)\\s+(?:the )?(?:very )?(top|start|beginning|front|head|first (?:place|position)|bottom|end|back|last (?:place|position))\\b`,
      "iu",
    ),
    ([, , where = ""]) => ({ to: /^(?:top|start|begin|front|head|first)/i.test(where) ? "top" : "bottom" }),
  ],
  [
    new RegExp(
      `^${VERB}\\s*(.+?)\\s+(?:is |be |go |goes |comes? |the )*(first|last)(?: (?:one|item|thing|on|of|in)\\b.*)?$`,
      "iu",
    ),
    ([, , where = ""]) => ({ to: where.toLowerCase() === "first" ? "top" : "bottom" }),
  ],
  [
    new RegExp(`^${VERB}\\s*(.+?)\\s+(?:one |a )?(?:place |step |spot |bit )?(up|down|higher|lower)\\b`, "iu"),
    ([, , where = ""]) => ({ to: /^(?:up|higher)/i.test(where) ? "up" : "down" }),
  ],
];
const LIST_AFTER =
  /\s+(?:on|in|of|from|to)\s+(?:my|the|our|that|this)\s+(?:[\p{L}-]+\s+){0,2}(?:lists?|to-?dos?|tasks|groceries)\b.*$/iu;

/** What a text moves: "move milk to the top", "put eggs after bread". */
export function readMove(text: string): Move | null {
  const plain = text
    .trim()
    .replace(/[\s.!?]+$/, "")
    .replace(/[\s,]+(?:please|pls|thanks)$/i, "");
  for (const [pattern, placeOf] of MOVES) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const place = placeOf(match);
    const item = named(match[1] ?? "");
    return { item, place: "other" in place ? { ...place, other: named(place.other) } : place };
  }
  return null;
}

function named(words: string): string {
  return words
    .replace(LIST_AFTER, "")
    .replace(/^(?:the|my) /i, "")
    .replace(/["“”]/g, "")
    .trim();
}

/** The items in their new order; null where the move changes nothing. */
export function moved(items: readonly Item[], item: Item, to: Place["to"], other: Item | null): Item[] | null {
  const rest = items.filter(({ id }) => id !== item.id);
  const old = items.findIndex(({ id }) => id === item.id);
  const beside = rest.findIndex(({ id }) => id === other?.id);
  const place = {
    top: 0,
    bottom: rest.length,
    up: Math.max(0, old - 1),
    down: Math.min(rest.length, old + 1),
    before: beside,
    after: beside + 1,
  }[to];
  return place === old ? null : rest.toSpliced(place, 0, item);
}

/** Those of the items, in their new order, whose place must be written anew. */
export function placed(items: readonly Item[]): Item[] {
  return items.flatMap((item, position) => (item.position === position ? [] : [{ ...item, position }]));
}
