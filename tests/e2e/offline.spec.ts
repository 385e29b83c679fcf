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
  await expect(page.getByText(/offline/i).first()).toBeVisible();
  await expect(await talk.say("what's 7 times 8")).toContainText("56");
  await expect(await talk.say("set a timer for 5 minutes")).toContainText(/5/);
});

test("asks nobody but its own origin", async ({ page }) => {
  const others: string[] = [];
  page.context().on("request", (request) => {
    if (!request.url().startsWith("http://localhost:4174/")) others.push(request.url());
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
