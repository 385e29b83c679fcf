import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

declare const self: ServiceWorkerGlobalScope & {
  /** Every file of the build with its revision, put in by vite-plugin-pwa. */
  __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0];
};

// All of the app and its models, so that everything works without a network after the first visit.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html")));
clientsClaim();

// A new version takes over only when the user asked for it: open tabs keep the files they were built with until then.
self.addEventListener("message", (event) => {
  const message = event.data as { type?: string } | null;
  if (message?.type === "SKIP_WAITING") void self.skipWaiting();
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(showPage());
});

async function showPage(): Promise<void> {
  const [page] = await self.clients.matchAll({ type: "window" });
  if (page) await page.focus();
  else await self.clients.openWindow("./");
}
