import type { Browser, Page } from "@playwright/test";

/** Milliseconds from the worker's start, medians. `full` is null where the build has no full tier. */
export interface Readiness {
  lite: number;
  full: number | null;
}

const STARTS = 5;

/**
 * How soon the built worker can read messages, with all of its files on the device. Speaks its protocol from a page that is of the
 * app's origin and under its service worker, but doesn't start the app.
 */
export async function readiness(browser: Browser, address: string, worker: string): Promise<Readiness> {
  const context = await browser.newContext();
  try {
    const app = await context.newPage();
    await app.goto(address);
    await app.evaluate(async () => navigator.serviceWorker.ready);
    await app.close();
    const page = await context.newPage();
    // What compiles this script marks functions with a helper that pages don't have.
    await page.addInitScript("globalThis.__name = (marked) => marked");
    await page.goto(`${address}manifest.webmanifest`);
    await start(page, worker, "download");
    const starts: Readiness[] = [];
    for (let i = 0; i < STARTS; i++) starts.push(await start(page, worker, "idle"));
    return {
      lite: median(starts.map(({ lite }) => lite)),
      full: starts.every(({ full }) => full === null) ? null : median(starts.map(({ full }) => full ?? Infinity)),
    };
  } finally {
    await context.close();
  }
}

/** Starts a worker once, gives it the order, and waits for both tiers. */
async function start(page: Page, worker: string, order: "download" | "idle"): Promise<Readiness> {
  return page.evaluate(
    async ({ worker, order }) => {
      const current = (await (await fetch("models/current.json")).json()) as { encoder?: string };
      const base = new URL(".", location.href).href;
      const began = performance.now();
      const port = new Worker(worker, { type: "module" });
      let lite = Infinity;
      const full = await new Promise<number | null>((resolve, reject) => {
        port.addEventListener("message", ({ data }: MessageEvent<Told>) => {
          if (data.kind !== "notice") return;
          const { about, model, fullTier } = data.notice;
          if (about === "model" && model?.state === "ready") {
            lite = performance.now() - began;
            if (current.encoder === undefined) resolve(null);
            else if (order === "download") port.postMessage({ id: 2, kind: "fullTier", ask: { order } });
          }
          if (about === "fullTier" && fullTier?.state === "ready") resolve(performance.now() - began);
          if (about === "fullTier" && fullTier?.state === "failed") reject(new Error(JSON.stringify(fullTier)));
        });
        port.postMessage({ id: 1, kind: "open", ask: { base, tier: "automatic" } });
      });
      port.terminate();
      return { lite, full };
    },
    { worker, order },
  );
}

/** What of the worker's words counts here. */
interface Told {
  kind: string;
  notice: { about: string; model?: { state: string }; fullTier?: { state: string } };
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Infinity;
}
