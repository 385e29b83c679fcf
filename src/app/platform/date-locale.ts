import { KeptChoice } from "./kept-choice";

/** How dates and times are written. The page speaks English; `automatic` takes of its regional forms the one the browser prefers. */
export type DateForm = "automatic" | "en-GB" | "en-US";

export const dateForm = new KeptChoice<DateForm>("dates", ["automatic", "en-GB", "en-US"]);

/** What is chosen, as a BCP 47 tag. */
export function dateLocale(): string {
  const chosen = dateForm.get();
  if (chosen !== "automatic") return chosen;
  return navigator.languages.find((language) => language.startsWith("en")) ?? "en";
}
