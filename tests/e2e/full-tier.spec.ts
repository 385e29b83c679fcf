import { expect, test, type Locator, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { Talk, untilCached } from "./talk";

const { encoder } = JSON.parse(readFileSync("dist/models/current.json", "utf8")) as { encoder?: string };

test.use({ storageState: { cookies: [], origins: [] } });
test.skip(encoder === undefined, "the models that ship have no encoder: there is no full tier");

/** Opens the settings; the sentence that says how the full tier is. */
async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("button", { name: "Settings" }).click();
  return page.getByRole("region", { name: "Understanding" }).getByRole("status");
}

/** Runs in the worker before its own code. */
async function inWorker(page: Page, code: string): Promise<void> {
  await page.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });
}

const button = (page: Page, name: RegExp) =>
  page.getByRole("region", { name: "Understanding" }).getByRole("button", { name });

test("comes in the background from its own origin, is used, starts offline, and can be removed", async ({
  page,
  context,
  baseURL,
}) => {
  const others: string[] = [];
  const broken: string[] = [];
  context.on("request", (request) => {
    if (!request.url().startsWith(baseURL ?? "-")) others.push(request.url());
  });
  context.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) broken.push(message.text());
  });
  const talk = await new Talk(page).open();
  await expect(await talk.say("flip a coin")).toContainText(/heads|tails/i);
  const status = await openSettings(page);
  await expect(status).toHaveText("Full is in use.", { timeout: 60_000 });
  await expect(await talk.say("what's 7 times 8")).toContainText("56");
  expect(others).toEqual([]);
  expect(broken).toEqual([]);

  await untilCached(page);
  await context.setOffline(true);
  await page.reload();
  const again = await openSettings(page);
  await expect(again).toHaveText("Full is in use.", { timeout: 30_000 });
  await button(page, /^Remove/).click();
  await expect(again).toHaveText("Full is not on this device.");
  await expect(await talk.say("flip a coin")).toContainText(/heads|tails/i);
  expect(await page.evaluate(() => caches.has("sotto-full-tier"))).toBe(false);
});

test.describe("on a network that is watched", () => {
  // The service worker's requests would not be.
  test.use({ serviceWorkers: "block" });

  test("isn't fetched when the device saves data, is when asked, and stops when told", async ({ page }) => {
    await inWorker(page, `Object.defineProperty(NetworkInformation.prototype, "saveData", { get: () => true });`);
    const asked: string[] = [];
    // The file never comes to its end, so that what is shown meanwhile can be looked at.
    await page.route("**/*.onnx", (route) => void asked.push(route.request().url()));
    await new Talk(page).open();
    const status = await openSettings(page);
    await expect(status).toContainText("set to save data");
    expect(asked).toEqual([]);

    await button(page, /Download anyway/).click();
    const progress = page.getByRole("progressbar", { name: "Download of the full understanding" });
    await expect(progress).toBeVisible();
    await expect.poll(() => asked.length).toBe(1);
    expect(Number(await progress.getAttribute("value"))).toBeGreaterThan(0);
    await button(page, /Cancel/).press("Enter");
    await expect(status).toHaveText("A part of full is on this device.");
    // The button is gone; whoever pressed it is not sent back to the top.
    await expect(page.getByRole("group", { name: "Full understanding" })).toBeFocused();
    await expect(page.getByRole("radio", { name: "Lite only" })).toBeChecked();
  });

  test("is refused by name when it stays damaged, and the lite one goes on", async ({ page }) => {
    await page.route("**/vocabulary.txt*", async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[100] = (body[100] ?? 0) ^ 1;
      await route.fulfill({ response, body });
    });
    const talk = await new Talk(page).open();
    await expect(
      page.getByRole("status").filter({ hasText: /damaged \(vocabulary\.txt\).*Lite stays in use/ }),
    ).toBeVisible({
      timeout: 60_000,
    });
    await expect(await talk.say("flip a coin")).toContainText(/heads|tails/i);
  });

  test("gives way to the lite one within the message that it can't read", async ({ page }) => {
    // The encoder runs once as it starts; from the first message on it fails.
    await inWorker(
      page,
      `let runs = 0;
       const make = BigInt64Array.from;
       BigInt64Array.from = (...args) => { if (runs++ > 0) throw new RangeError("out of memory"); return make.apply(BigInt64Array, args); };`,
    );
    const talk = await new Talk(page).open();
    const status = await openSettings(page);
    await expect(status).toHaveText("Full is in use.", { timeout: 60_000 });
    await expect(await talk.say("flip a coin")).toContainText(/heads|tails/i);
    // Above the conversation; the settings, which are open, say so too.
    const told = page.getByRole("status").filter({ hasText: /doesn't run on this device.*Lite stays in use/ });
    await expect(told.first()).toBeVisible();
    await expect(await talk.say("flip a coin")).toContainText(/heads|tails/i);
  });
});
