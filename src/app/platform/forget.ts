/** Everything was deleted: what the page keeps of its own (drafts, choices) goes too, and it begins anew. */
export function forgetAndReload(): void {
  for (const name of ["sessionStorage", "localStorage"] as const) {
    try {
      window[name].clear();
    } catch {
      // Storage refused: there is nothing in it.
    }
  }
  location.reload();
}
