import type { Item } from "../../storage/schema";
import { byCreated } from "../records";

/** As they stand on their list: by the places the user gave them, then those without one in the order they came. */
export function inOrder(a: Item, b: Item): number {
  if (a.position !== undefined && b.position !== undefined) return a.position - b.position;
  if (a.position === undefined && b.position === undefined) return byCreated(a, b);
  return a.position === undefined ? 1 : -1;
}
