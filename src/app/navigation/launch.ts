/** Chromium's queue of launches of the installed app; not in TypeScript's DOM types as other browsers don't have it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { targetURL?: string }) => void): void;
}

/** The installed app's shortcuts (manifest.webmanifest) open their section in the window that is there already. */
export function listenForLaunches(): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ targetURL }) => {
    const hash = targetURL === undefined ? "" : new URL(targetURL).hash;
    if (hash !== "") location.hash = hash;
  });
}
