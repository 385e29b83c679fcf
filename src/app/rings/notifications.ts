import type { Ring } from "../session/state";
import { Store } from "../session/store";

type Permission = NotificationPermission | "unsupported";

/** Whether the page may show notifications. Changes only through `askForNotifications`. */
export const notificationPermission = new Store<Permission>(
  "Notification" in window ? Notification.permission : "unsupported",
);

/** Asks the user; call it from a click, as browsers refuse otherwise. */
export async function askForNotifications(): Promise<void> {
  notificationPermission.set(await Notification.requestPermission());
}

/** Shows a ring outside the page while the page is hidden. Does nothing without permission. */
export async function notify(ring: Ring): Promise<void> {
  await show(ring.title, { tag: ring.id, requireInteraction: true });
}

/** The same of what was told without being asked for: a newer one takes the place of the one before. */
export async function notifyNews(text: string): Promise<void> {
  const [title = "", ...body] = text.split("\n");
  await show(title, { tag: "news", body: body.join("\n") });
}

async function show(title: string, more: NotificationOptions): Promise<void> {
  if (!document.hidden || notificationPermission.get() !== "granted") return;
  const options: NotificationOptions = { icon: "./icons/icon-192.png", ...more };
  // Phones show notifications only through the service worker.
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration) return registration.showNotification(title, options);
  new Notification(title, options).onclick = () => window.focus();
}
