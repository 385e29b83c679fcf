import { Store } from "../session/store";

/** Chromium's offer to install the page; not in TypeScript's DOM types as other browsers don't have it. */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

/** Asks the browser to install Sotto; null where it can't or has been done. */
export const install = new Store<(() => void) | null>(null);

/** Keeps the browser's offer for the menu instead of letting it interrupt. */
export function listenForInstallOffer(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    install.set(() => {
      install.set(null);
      void (event as BeforeInstallPromptEvent).prompt();
    });
  });
  window.addEventListener("appinstalled", () => install.set(null));
}
