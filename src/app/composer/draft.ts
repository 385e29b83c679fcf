/** The longest message that is sent, in UTF-16 code units. */
export const longestMessage = 100_000;

const key = "draft";

/** What was being written when this tab was last reloaded. */
export function readDraft(): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

export function writeDraft(text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Storage refused or full: the draft lasts as long as the page.
  }
}
