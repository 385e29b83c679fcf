import { Workbox } from "workbox-window";
import { Store } from "../session/store";

/** `waiting`: a new version is ready. `replaced`: another tab has switched to it, and this one still shows the old. */
export type UpdateState = "none" | "waiting" | "replaced";

/** How often a page that stays open looks for a new version (milliseconds). */
const checkEvery = 60 * 60_000;

/** The service worker as the page sees it: registered, watched, and replaced only when the user says so. */
export class Updates {
  readonly state = new Store<UpdateState>("none");
  readonly #workbox = new Workbox("./sw.js");
  #wanted = false;
  #controlled = Boolean(navigator.serviceWorker.controller);

  /** Rejects where the browser refuses service workers (private windows may): the page then works as long as there is a network. */
  async register(): Promise<void> {
    this.#workbox.addEventListener("waiting", () => this.state.set("waiting"));
    navigator.serviceWorker.addEventListener("controllerchange", () => this.#controllerChanged());
    await this.#workbox.register({ immediate: true });

    const check = () => {
      if (navigator.onLine && document.visibilityState === "visible")
        void this.#workbox.update().catch(() => undefined);
    };
    setInterval(check, checkEvery);
    document.addEventListener("visibilitychange", check);
  }

  /** The user's click: switches to the new version and loads it. */
  readonly apply = (): void => {
    if (this.state.get() === "replaced") return location.reload();
    this.#wanted = true;
    this.#workbox.messageSkipWaiting();
  };

  #controllerChanged(): void {
    // The first visit: the page is taken under control, and is of the same version.
    const isUpdate = this.#controlled;
    this.#controlled = true;
    if (!isUpdate) return;
    if (this.#wanted || document.hidden) location.reload();
    else this.state.set("replaced");
  }
}
