import type { Clock } from "./environment";

/* What whoever calls a server needs to know of the way there. */

/** Browsers allow http to this device itself, and need no network for it. */
export function isThisDevice(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^(127\.|\[::1\])/.test(hostname);
}

/** http from a page on https, which browsers refuse. */
export function isMixedContent(address: string, origin: string): boolean {
  return origin.startsWith("https:") && address.startsWith("http:") && !isThisDevice(address);
}

/** `Retry-After` in milliseconds: it holds seconds, or a date. */
export function waitAskedFor(header: string | null, clock: Clock): number | null {
  if (header === null) return null;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - clock.now();
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

/** Node says more in the cause: `ECONNREFUSED`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === "string" ? cause.code : error.message;
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** An address as it is kept: whole, http or https, without a login, a question, or a slash at its end. Null where it is none. */
export function readAddress(text: string): string | null {
  const bare = text.trim();
  const scheme = /^(?:localhost|127\.|\[::1\])/.test(bare) ? "http" : "https";
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(bare) ? bare : `${scheme}://${bare}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
