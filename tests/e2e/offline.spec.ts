import { expect, test } from "@playwright/test";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preview } from "vite";
import { Talk, untilCached } from "./talk";

test("works with the network off after the first visit, and says that it is off", async ({ page, context }) => {
  await new Talk(page).open();
  await untilCached(page);
  await context.setOffline(true);
  const talk = await new Talk(page).open();
  await expect(page.getByText("You’re offline. Everything here still works.")).toBeVisible();
  await expect(await talk.say("what's 7 times 8")).toContainText("56");
  await expect(await talk.say("set a timer for 5 minutes")).toContainText(/5/);
});

test("fetches a model file again that was damaged when it was kept for offline use", async ({ page }) => {
  await new Talk(page).open();
  await untilCached(page);
  // As a first visit leaves it on a bad line: damaged in the precache, and no earlier models to fall back on.
  const damaged = await page.evaluate(async () => {
    await caches.delete("sotto-known-good-models");
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      const weights = (await cache.keys()).find(({ url }) => url.endsWith("weights.bin"));
      if (!weights) continue;
      await cache.put(weights, new Response("damaged"));
      return name;
    }
    return null;
  });
  expect(damaged).toContain("precache");
  const asked = page.waitForRequest(/weights\.bin\?again=/);
  const talk = await new Talk(page).open();
  await asked;
  await expect(await talk.say("what's 7 times 8")).toContainText("56");
  await expect(page.getByText(/damaged/)).toBeHidden();
});

test("asks nobody but its own origin", async ({ page, baseURL }) => {
  const others: string[] = [];
  page.context().on("request", (request) => {
    if (!request.url().startsWith(baseURL ?? "-")) others.push(request.url());
  });
  const talk = await new Talk(page).open();
  await untilCached(page);
  await talk.say("what time is it in Tokyo");
  expect(others).toEqual([]);
});

test("says when a new version is ready, and changes over when told", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "sotto-"));
  cpSync("dist", folder, { recursive: true });
  const server = await preview({
    build: { outDir: folder },
    preview: { port: 4176, strictPort: true },
    logLevel: "error",
  });
  try {
    await page.goto("http://localhost:4176/");
    await untilCached(page);
    const shell = join(folder, "sw.js");
    writeFileSync(shell, `${readFileSync(shell, "utf8")}\n// a newer build\n`);
    await page.reload();
    const banner = page.getByText("A new version is ready");
    await expect(banner).toBeVisible();
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(banner).toBeHidden();
    await expect(page.getByRole("textbox", { name: "Message" })).toBeVisible();
  } finally {
    await server.close();
  }
});

test("is installable", async ({ page }) => {
  await new Talk(page).open();
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // The test's profile is an incognito one.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});

test("at an address without HTTPS it says what is needed, and starts nothing", async ({ page }) => {
  await page.route("http://sotto.test/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ path: join("dist", pathname === "/" ? "index.html" : pathname) });
  });
  await page.goto("http://sotto.test/");
  await expect(page.getByRole("heading", { name: "Open Sotto over HTTPS or on localhost" })).toBeVisible();
  expect(page.workers()).toEqual([]);
});
