import type { TierChoice } from "../../worker/protocol";
import { Store } from "../session/store";

const key = "understanding";

/** The user's choice of tier, kept on this device for all of Sotto's tabs. */
export const tierChoice = new Store<TierChoice>(read());

export function setTierChoice(choice: TierChoice): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
  tierChoice.set(choice);
}

/** Calls `listener` when another tab's user chose. */
export function listenForTierChoice(listener: (choice: TierChoice) => void): void {
  window.addEventListener("storage", (event) => {
    if (event.key !== key) return;
    tierChoice.set(read());
    listener(tierChoice.get());
  });
}

function read(): TierChoice {
  try {
    return localStorage.getItem(key) === "lite" ? "lite" : "automatic";
  } catch {
    return "automatic";
  }
}
