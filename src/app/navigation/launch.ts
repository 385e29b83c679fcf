import { receiveFile, receiveShared } from "../incoming/incoming";
import { address, goTo } from "./address";

/** Chromium's queue of launches of the installed app; not in TypeScript's DOM types as other browsers don't have it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { targetURL?: string; files?: FileSystemFileHandle[] }) => void): void;
}

/** The installed app's shortcuts (manifest.webmanifest) open their section in the window that is there already, and files come in. */
export function listenForLaunches(): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ targetURL, files = [] }) => {
    const hash = targetURL === undefined ? "" : new URL(targetURL).hash;
    if (hash !== "") location.hash = hash;
    for (const handle of files) void handle.getFile().then(receiveFile);
  });
  address.subscribe(takeShared);
  takeShared();
}

/** `#/shared` is where the service worker sends what was shared. */
function takeShared(): void {
  if (address.get().section !== "shared") return;
  goTo("chat");
  void receiveShared();
}
