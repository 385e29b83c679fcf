import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface PageWithAxe {
  axe?: { run(options: RunOptions): Promise<AxeResults> };
}

/** All that axe has, and what it leaves out unless asked: that a target is 24 pixels large or stands free. */
const ALL: RunOptions = { rules: { "target-size": { enabled: true } } };
const COLOURS: RunOptions = { runOnly: ["color-contrast"] };

/** What axe finds on the page as it is, one string each. `colours`: the contrast alone, for a page that differs in its colours only. */
export async function violations(page: Page, what: "all" | "colours" = "all"): Promise<string[]> {
  // The same page for every browser: axe looks at it in one.
  if (page.context().browser()?.browserType().name() !== "chromium") return [];
  // Evaluated by the debugger, which the page's own policy doesn't bind.
  if (!(await page.evaluate(() => (globalThis as PageWithAxe).axe !== undefined))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    async (options) => {
      const { axe } = globalThis as PageWithAxe;
      if (!axe) throw new Error("axe was not loaded");
      return axe.run({ ...options, resultTypes: ["violations"] });
    },
    what === "all" ? ALL : COLOURS,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
