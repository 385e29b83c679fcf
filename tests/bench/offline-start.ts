import type { Browser } from "@playwright/test";

const TRIES = 5;

/** Milliseconds from navigation to the first answer shown, everything cached and the network off: the median of five starts. */
export async function offlineStart(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  const first = await context.newPage();
  await first.goto(address);
  await first.evaluate(async () => navigator.serviceWorker.ready);
  await first.getByRole("textbox").fill("hello");
  await first.keyboard.press("Enter");
  await first.locator("[data-from=assistant]").first().waitFor();
  await first.close();
  await context.setOffline(true);
  const times: number[] = [];
  for (let i = 0; i < TRIES; i++) {
    const page = await context.newPage();
    await page.goto(address, { waitUntil: "commit" });
    const box = page.getByRole("textbox");
    await box.waitFor();
    const before = await page.locator("[data-from=assistant]").count();
    await box.fill("tell me a joke");
    await page.keyboard.press("Enter");
    await page.waitForFunction((count) => document.querySelectorAll("[data-from=assistant]").length > count, before);
    times.push(await page.evaluate(() => performance.now()));
    await page.close();
  }
  await context.close();
  return times.sort((a, b) => a - b)[Math.floor(TRIES / 2)] ?? Infinity;
}
