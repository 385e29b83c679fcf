import { DATA_STORES } from "../../src/storage/schema";
import type { Contents } from "../../src/storage/storage";

/** Every store with nothing in it but what is given. */
export function recordsOf(given: Partial<Contents["records"]>): Contents["records"] {
  const none = Object.fromEntries(DATA_STORES.map((store) => [store, []])) as unknown as Contents["records"];
  return { ...none, ...given };
}
