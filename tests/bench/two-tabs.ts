/**
 * `npx tsx tests/bench/two-tabs.ts [--changes 1000] [--seed 1]`: two tabs of the build in dist/ change the same data at once, in Chromium;
 * then everything is compared with what was done. Exits 1 where a change was lost or doubled. 1,000 changes take some minutes.
 */
import { chromium } from "@playwright/test";
import { parseArgs } from "node:util";
import { CHROMIUM_ARGS, ensureChromium } from "../chromium";
import { served } from "../support/durability/served";
import { twoTabs } from "../support/durability/two-tabs";

const { values } = parseArgs({
  options: { changes: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
const server = await served();
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
try {
  const context = await browser.newContext({ baseURL: server.address });
  // What compiles this script marks functions with a helper that pages don't have.
  await context.addInitScript("globalThis.__name = (marked) => marked; localStorage.understanding = 'lite'");
  const start = performance.now();
  const { changes, faults } = await twoTabs(
    [await context.newPage(), await context.newPage()],
    Number(values.changes),
    Number(values.seed),
  );
  for (const fault of faults) console.error(fault);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${changes} changes from two tabs in ${seconds} s: ${faults.length} lost or doubled`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await server.close();
}
