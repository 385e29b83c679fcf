import type { ParseData } from "../../engine/nlu/parse-data";
import { wordingOf } from "../message";
import { itemsIn, TO_LIST } from "./items";

/** A list's name (the first group), and what leads from it to the next request. */
const LIST_AND = new RegExp(
  `\\b(${TO_LIST})\\s*(?:,|;|\\b(?:and|then|plus)\\b)(?:\\s*(?:and|then|also)\\b)*\\s*`,
  "giu",
);
const NAMES_LIST = new RegExp(`\\b${TO_LIST}`, "iu");

/**
 * A message that names several lists in a request for each: "add milk to my shopping list and bread to my to-do list" in
 * two. Each part has the entities that stand in it. Any other message stays whole.
 */
export function requestsIn(message: ParseData): ParseData[] {
  const text = wordingOf(message);
  const breaks = [...text.matchAll(LIST_AND)]
    .map(({ 0: found, 1: list = "", index }) => ({ end: index + list.length, next: index + found.length }))
    .filter(({ next }) => NAMES_LIST.test(text.slice(next)));
  const starts = [0, ...breaks.map(({ next }) => next)];
  const parts = starts.map((start, place) => cut(message, start, breaks[place]?.end ?? text.length));
  const areRequests = parts.length > 1 && parts.every((part) => itemsIn(part).length > 0);
  return areRequests ? parts : [message];
}

function cut(message: ParseData, from: number, to: number): ParseData {
  const entities = message.entities
    .filter(({ start, end }) => start >= from && end <= to)
    .map((entity) => ({ ...entity, start: entity.start - from, end: entity.end - from }));
  return { ...message, text: message.text.slice(from, to), entities };
}
