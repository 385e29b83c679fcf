const key = (id: string) => `note-draft:${id}`;

/** What was being written of a note in this tab, and not saved. */
export function readNoteDraft(id: string): string | null {
  try {
    return sessionStorage.getItem(key(id));
  } catch {
    return null;
  }
}

/** `null` forgets it: it was saved. */
export function writeNoteDraft(id: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key(id));
    else sessionStorage.setItem(key(id), text);
  } catch {
    // Storage refused or full: the draft lasts as long as the editor.
  }
}
