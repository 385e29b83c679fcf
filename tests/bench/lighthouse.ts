/**
 * `npx tsx tests/bench/lighthouse.ts`: Lighthouse on the build in dist/ as a phone sees it, and the same start with a processor four times
 * slower on a network as it is. Takes half a minute; prints one line a figure, and exits 1 when one is missed.
 */
import { launch } from "chrome-launcher";
import lighthouse, { type Config, type Flags, type Result } from "lighthouse";
import { preview } from "vite";
import { CHROMIUM_ARGS, ensureChromium } from "../chromium";

/** What each category must reach, of 100. */
const SCORES = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };

/** Milliseconds on a slow processor. */
const TIMES = { "largest-contentful-paint": 1500, "total-blocking-time": 150 };

const SLOW_PROCESSOR: Flags = {
  throttlingMethod: "devtools",
  throttling: {
    cpuSlowdownMultiplier: 4,
    rttMs: 0,
    throughputKbps: 0,
    requestLatencyMs: 0,
    downloadThroughputKbps: 0,
    uploadThroughputKbps: 0,
  },
  onlyCategories: ["performance"],
};

let missed = 0;

function figure(name: string, value: number, isReached: boolean, goal: string): void {
  if (!isReached) missed++;
  console.log(`${isReached ? "ok    " : "MISSED"} ${name.padEnd(40)} ${value.toFixed(0).padStart(6)} (${goal})`);
}

const server = await preview({ preview: { port: 4179 } });
const [address = ""] = server.resolvedUrls?.local ?? [];

/** A browser of its own each time: nothing is cached. */
async function run(flags: Flags): Promise<Result> {
  const chrome = await launch({ chromePath: ensureChromium(), chromeFlags: ["--headless=new", ...CHROMIUM_ARGS] });
  try {
    const config: Config = { extends: "lighthouse:default" };
    const result = await lighthouse(
      address,
      { port: chrome.port, logLevel: "error", formFactor: "mobile", ...flags },
      config,
    );
    if (!result || result.lhr.runtimeError)
      throw new Error(result?.lhr.runtimeError?.message ?? "Lighthouse gave no result.");
    return result.lhr;
  } finally {
    chrome.kill();
  }
}

const phone = await run({});
for (const [id, least] of Object.entries(SCORES)) {
  const score = 100 * (phone.categories[id]?.score ?? 0);
  figure(id, score, score >= least, `at least ${least}`);
  for (const { id: audit } of phone.categories[id]?.auditRefs ?? []) {
    const { score, title, displayValue } = phone.audits[audit] ?? {};
    if (score !== null && score !== undefined && score < 1) console.log(`       ${title} ${displayValue ?? ""}`);
  }
}
const slow = await run(SLOW_PROCESSOR);
for (const [id, most] of Object.entries(TIMES)) {
  const value = slow.audits[id]?.numericValue ?? Infinity;
  figure(`${id}, ms`, value, value <= most, `at most ${most}`);
}
await server.close();
process.exit(missed > 0 ? 1 : 0);
