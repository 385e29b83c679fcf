import { goTo } from "../navigation/address";
import { Store } from "../session/store";

/** What is to be put into the composer, which takes it and empties this again. */
export const prefilled = new Store<string | null>(null);

/** Begins a message for the user, who goes on with it; what was being written comes after it. */
export function prefill(beginning: string): void {
  if (!matchMedia("(min-width: 56.25rem)").matches) goTo("chat");
  prefilled.set(beginning);
}
