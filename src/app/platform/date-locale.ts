import { Store } from "../session/store";

/** How dates and times are written. The page speaks English; `automatic` takes of its regional forms the one the browser prefers. */
export type DateForm = "automatic" | "en-GB" | "en-US";

const key = "dates";

/** The user's choice, kept on this device. */
export const dateForm = new Store<DateForm>(read());

export function setDateForm(chosen: DateForm): void {
  try {
    localStorage.setItem(key, chosen);
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
  dateForm.set(chosen);
}

/** What is chosen, as a BCP 47 tag. */
export function dateLocale(): string {
  const chosen = dateForm.get();
  if (chosen !== "automatic") return chosen;
  return navigator.languages.find((language) => language.startsWith("en")) ?? "en";
}

function read(): DateForm {
  try {
    const kept = localStorage.getItem(key);
    return kept === "en-GB" || kept === "en-US" ? kept : "automatic";
  } catch {
    return "automatic";
  }
}
