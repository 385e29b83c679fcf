import { clientsClaim } from "workbox-core";
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  matchPrecache,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

declare const self: ServiceWorkerGlobalScope & {
  /** Every file of the build with its revision, put in by vite-plugin-pwa. */
  __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0];
};

// On a host that sends no headers of its own, those that isolate the page from other origins: only an isolated one may use threads.
addPlugins([
  {
    handlerWillRespond: async ({ request, response }) =>
      isolated(response, request.destination === "worker" ? await policyOfPage() : null),
  },
]);

// All of the app and its lite models, so that everything works without a network after the first visit.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html")));
registerRoute(({ url }) => url.href === new URL("share", self.registration.scope).href, takeShared, "POST");
clientsClaim();

// A new version takes over only when the user asked for it: open tabs keep the files they were built with until then.
self.addEventListener("message", (event) => {
  const message = event.data as { type?: string } | null;
  if (message?.type === "SKIP_WAITING") void self.skipWaiting();
});

/** What the page says of itself in a meta tag. A worker takes its policy from its own headers only. */
async function policyOfPage(): Promise<string | null> {
  const page = await (await matchPrecache("index.html"))?.text();
  return /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page ?? "")?.[1] ?? null;
}

/** The same response with the headers of an isolated page. It takes effect at the next navigation; a worker must carry them like its page. */
function isolated(response: Response, policy: string | null): Response {
  const headers = new Headers(response.headers);
  if (policy !== null) headers.set("Content-Security-Policy", policy);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  // Safari knows only the stricter one, under which images of other origins show only where those agree.
  const hasCredentialless = /Chrome|Firefox/.test(navigator.userAgent);
  headers.set("Cross-Origin-Embedder-Policy", hasCredentialless ? "credentialless" : "require-corp");
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(showPage());
});

async function showPage(): Promise<void> {
  const [page] = await self.clients.matchAll({ type: "window" });
  if (page) await page.focus();
  else await self.clients.openWindow("./");
}

/** Another app shared something (the manifest's `share_target`): it is left for the page, which asks what to do with it. */
async function takeShared({ request }: { request: Request }): Promise<Response> {
  const { scope } = self.registration;
  const shared = await caches.open(`shared ${scope}`);
  const form = await request.formData();
  const parts = ["title", "text", "url"].map((name) => form.get(name));
  const words = parts.filter((part): part is string => typeof part === "string" && part !== "");
  const keep = (content: Blob | string, headers: HeadersInit = {}) =>
    shared.put(new URL(`shared/${crypto.randomUUID()}`, scope), new Response(content, { headers }));
  if (words.length > 0) await keep(words.join("\n"));
  for (const file of form.getAll("files"))
    if (typeof file !== "string") await keep(file, { "X-Name": encodeURIComponent(file.name) });
  return Response.redirect(`${scope}#/shared`, 303);
}
