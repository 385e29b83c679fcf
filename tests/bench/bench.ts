/**
 * `npm run bench`: the figures that Sotto answers for, on this machine, of the build in dist/. Takes about a minute; prints one line a figure with what it must reach, and exits 1 when one is missed.
 */
import { chromium } from "@playwright/test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { preview } from "vite";
import { readModels } from "../../training/commands/models";
import { openTests } from "../../training/commands/project-files";
import { testNlu } from "../../training/evaluation/nlu-report";
import { CHROMIUM_ARGS, ensureChromium } from "../chromium";
import { offlineStart } from "./offline-start";
import { readiness } from "./readiness";
import { DATED_MESSAGES, PLAIN_MESSAGES, workerLatency } from "./worker-latency";

let missed = 0;

function figure(name: string, value: number, unit: string, limit: number, better: "more" | "less"): void {
  const isReached = better === "more" ? value >= limit : value <= limit;
  if (!isReached) missed++;
  const goal = `${better === "more" ? "at least" : "at most"} ${limit} ${unit}`;
  console.log(
    `${isReached ? "ok    " : "MISSED"} ${name.padEnd(48)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(3)} (${goal})`,
  );
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const report = await testNlu((await readModels("models")).interpreter, openTests("training/assistant").examples);
figure("held-out accuracy, intents", report.intent.accuracy * 100, "%", 92, "more");
console.log(`       calibration error (ECE) on the same: ${report.intent.ece.toFixed(3)}`);

const built = files("dist").filter((path) => !path.endsWith(".map"));
const ofFullTier = built.filter((path) => /[\\/](encoder|runtime|full)[\\/]/.test(path));
const megabytes = (paths: string[]): number => paths.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6;
const first = built.filter((path) => !ofFullTier.includes(path));
figure("first visit, everything, as stored", megabytes(first), "MB", 6, "less");
figure("full tier, everything, as fetched", megabytes(ofFullTier), "MB", 26, "less");
const html = readFileSync("dist/index.html", "utf8");
const pageScripts = built.filter(
  (path) => path.endsWith(".js") && html.includes(path.replace(/^dist./, "").replaceAll("\\", "/")),
);
const gzipped = pageScripts.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
figure("the page's own JavaScript, gzipped", gzipped / 1e3, "kB", 200, "less");

const server = await preview({ preview: { port: 4175, strictPort: true }, logLevel: "error" });
const address = "http://localhost:4175/";
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
try {
  const worker = built.find((path) => /[\\/]worker-[^\\/]*\.js$/.test(path));
  if (worker === undefined) throw new Error("dist/ holds no worker: run npm run build first");
  const page = await (await browser.newContext()).newPage();
  // What compiles this script marks functions with a helper that pages don't have.
  await page.addInitScript("globalThis.__name = (marked) => marked");
  // The manifest is of the app's origin, but doesn't start it.
  await page.goto(`${address}manifest.webmanifest`);
  const script = new URL(worker.replace(/^dist./, ""), address).href;
  const plain = await workerLatency(page, script, PLAIN_MESSAGES, 20);
  figure(`message to reply without dates, p95 (p50 ${plain.p50.toFixed(1)})`, plain.p95, "ms", 16, "less");
  const dated = await workerLatency(page, script, DATED_MESSAGES, 20);
  figure(`message to reply with dates, p95 (p50 ${dated.p50.toFixed(1)})`, dated.p95, "ms", 30, "less");
  const ready = await readiness(browser, address, script);
  figure("worker's start to lite ready, from cache", ready.lite, "ms", 300, "less");
  if (ready.full !== null) figure("worker's start to full ready, from cache", ready.full, "ms", 1500, "less");
  figure("navigation to first answer, warm, offline", (await offlineStart(browser, address)) / 1000, "s", 1.5, "less");
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = missed === 0 ? 0 : 1;
