let asked = false;

/** Asks the browser, once, not to clear what is kept when space runs short. Call it when the user has begun to use the page. */
export function askToKeepData(): void {
  // Not in every browser.
  const storage: Partial<StorageManager> | undefined = navigator.storage;
  if (asked || !storage?.persist) return;
  asked = true;
  void storage.persist().catch(() => false);
}
