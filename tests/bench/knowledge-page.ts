import { chromium } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "../../src/engine/environment";
import { CHROMIUM_ARGS, ensureChromium } from "../chromium";
import { served } from "../support/durability/served";
import { madeUpArticles, PAGES_AN_ARTICLE } from "./made-up-articles";

/*
 * `npx tsx tests/bench/knowledge-page.ts [ARTICLES]`: imports 10,000 made-up articles of ten passages each (a zip) into the build in dist/, in
 * Chromium with the lite tier, and searches them: pages (300 words) a minute, milliseconds from a request to the worker to its answer, and
 * what the worker's heap and buffers hold after a collection, before and after.
 */

const ARTICLES = Number(process.argv[2] ?? 10_000);
const SEARCHES = 200;
const MINUTES = 60_000;

const { article, question } = madeUpArticles(seededRandom(1));
const folder = mkdtempSync(join(tmpdir(), "sotto-articles-"));
const zip = join(folder, "articles.zip");
const files = Array.from({ length: ARTICLES }, (_, i) => [`${i}.md`, strToU8(article(i))] as const);
writeFileSync(zip, zipSync(Object.fromEntries(files), { level: 1 }));

const server = await served();
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
try {
  const page = await (await browser.newContext({ baseURL: server.address })).newPage();
  page.setDefaultTimeout(30 * MINUTES);
  // What compiles this script marks functions with a helper that pages don't have.
  await page.addInitScript("globalThis.__name = (marked) => marked");
  await page.addInitScript(() => {
    localStorage.understanding = "lite";
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        Object.assign(globalThis, { started: this });
      }
    };
  });
  await page.goto("./#/knowledge");
  await page.getByRole("link", { name: /Annual leave/ }).waitFor();
  console.log(`the worker before: ${await memory()} MB`);
  const began = Date.now();
  await page.getByRole("link", { name: "Import" }).click();
  await page.getByLabel("Documents", { exact: true }).setInputFiles(zip);
  await page.getByText(/documents added/).waitFor();
  const imported = Date.now();
  // A search waits for the index where little is left of it: asked until nothing is.
  const times: number[] = [];
  await search();
  const indexed = Date.now();
  const minutes = (imported - began) / MINUTES;
  console.log(
    `imported ${ARTICLES} articles in ${(minutes * 60).toFixed(1)} s: ${Math.round((ARTICLES * PAGES_AN_ARTICLE) / minutes)} pages a minute`,
  );
  console.log(`the first search was answered ${((indexed - imported) / 1000).toFixed(1)} s later`);
  for (let i = 0; i < SEARCHES; i++) times.push(await search());
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(`search, asked and answered: p50 ${at(0.5)} p95 ${at(0.95)} ms`);
  console.log(`the worker after: ${await memory()} MB`);

  /** One search, in milliseconds. */
  async function search(): Promise<number> {
    return page.evaluate(async (question) => {
      const { started } = globalThis as unknown as { started: Worker };
      const id = 1e9 + Math.floor(performance.now() * 1000);
      const start = performance.now();
      await new Promise<void>((resolve) => {
        started.addEventListener("message", function hear({ data }: MessageEvent<{ id?: number }>) {
          if (data.id !== id) return;
          started.removeEventListener("message", hear);
          resolve();
        });
        started.postMessage({ id, kind: "findPassages", ask: { question } });
      });
      return performance.now() - start;
    }, question());
  }

  /** Megabytes of the worker's heap and its buffers. */
  async function memory(): Promise<number> {
    const session = await browser.newBrowserCDPSession();
    const { targetInfos } = await session.send("Target.getTargets");
    const target = targetInfos.find(({ type }) => type === "worker");
    if (!target) throw new Error("there is no worker");
    const { sessionId } = await session.send("Target.attachToTarget", { targetId: target.targetId, flatten: false });
    const ask = async (id: number, method: string) => {
      const answer = new Promise<{ usedSize: number; backingStorageSize?: number }>((resolve) => {
        session.on("Target.receivedMessageFromTarget", ({ message }) => {
          const told = JSON.parse(message) as { id: number; result: { usedSize: number } };
          if (told.id === id) resolve(told.result);
        });
      });
      await session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
      return answer;
    };
    await ask(1, "HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize = 0 } = await ask(2, "Runtime.getHeapUsage");
    await session.detach();
    return Math.round((usedSize + backingStorageSize) / 2 ** 20);
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
