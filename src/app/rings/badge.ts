/** The number on the installed app's icon; nothing where the system shows none. */
export function showBadge(count: number): void {
  const done = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  // Refused where the page isn't installed.
  done?.catch(() => undefined);
}
