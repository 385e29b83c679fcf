/** What keeps files for offline use is not waited for longer than this (milliseconds): it may never be done. */
const KEPT_LIMIT = 30_000;

/** A page that is never idle, or doesn't tell, is not waited for longer than this (milliseconds): dialogs keep Chromium from telling. */
const IDLE_LIMIT = 3_000;

/** Resolves when the shell is `kept` for offline use and the page has nothing to do. */
export async function whenIdle(kept: Promise<void>): Promise<void> {
  await Promise.race([kept, new Promise((resolve) => setTimeout(resolve, KEPT_LIMIT))]);
  await new Promise<void>((resolve) => {
    // Not in Safari.
    if (typeof requestIdleCallback === "undefined") setTimeout(resolve, IDLE_LIMIT);
    else requestIdleCallback(() => resolve(), { timeout: IDLE_LIMIT });
  });
}
