const key = "conversation";

/** The conversation this tab was in last, else the one that any tab was in: where the page goes on after a reload. */
export const lastConversation = {
  get(): string | null {
    try {
      return sessionStorage.getItem(key) ?? localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(id: string): void {
    try {
      sessionStorage.setItem(key, id);
      localStorage.setItem(key, id);
    } catch {
      // Storage refused: the next visit opens the newest.
    }
  },
};
