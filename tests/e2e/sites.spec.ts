import { expect, test, type Page } from "@playwright/test";
import { FakeSite } from "../support/fake-site";
import { Talk } from "./talk";
import { violations } from "./violations";

/** A content manager's site, read into the knowledge base. */

const panel = (page: Page) => page.getByRole("region", { name: "Knowledge", exact: true });

let site: FakeSite;
test.beforeEach(async () => {
  site = await new FakeSite("wordpress").start();
  const changed = "2026-01-12T09:00:00Z";
  site.pages = [
    { id: 1, title: "Bicycle cellar", html: "<h2>Key</h2><p>The bicycle cellar opens with code 7311.</p>", changed },
    { id: 2, title: "Empty one", html: "<img>", changed },
    { id: 3, title: "Sauna", html: "<p>The sauna on the roof is heated on Thursdays.</p>", changed },
  ];
});
test.afterEach(() => site.kill());

test("somebody reads their site, asks, follows the answer to its page there, and hears what is stale", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const talk = await new Talk(page).open("./#/settings");
  await page.getByRole("button", { name: "Connect a server" }).click();
  const form = page.getByRole("form", { name: "Connect a server" });
  await form.getByLabel("What it is").selectOption({ label: "WordPress" });
  await form.getByLabel("Address").fill(site.address);
  await form.getByLabel("Name").fill("Intranet");
  await form.getByRole("button", { name: "Test it" }).click();
  await expect(form.getByRole("status")).toHaveText("It works. WordPress with 2 pages.");
  await form.getByRole("button", { name: "Save" }).click();

  await page.goto("./#/knowledge/import");
  await expect(panel(page).getByText("Not read yet")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await panel(page).getByRole("button", { name: "Read Intranet" }).click();
  await expect(panel(page).getByText("2 documents added, 1 not taken in.")).toBeVisible();
  await expect(panel(page).getByRole("region", { name: "Not taken in" })).toContainText("It has no text.");
  expect(await violations(page)).toEqual([]);

  const answer = await talk.say("what is the company policy on the sauna?");
  await expect(answer).toContainText("heated on Thursdays");
  const link = answer.getByRole("link", { name: `On ${new URL(site.address).host}` });
  await expect(link).toHaveAttribute("href", `${site.address}/page-3/`);

  site.pages = site.pages.slice(0, 2);
  await page.goto("./#/knowledge/import");
  await panel(page).getByRole("button", { name: "Import more" }).click();
  await panel(page).getByRole("button", { name: "Read Intranet" }).click();
  await expect(panel(page).getByText(/1 retired, as the site no longer has them: Sauna/)).toBeVisible();

  await site.kill();
  await panel(page).getByRole("button", { name: "Import more" }).click();
  await panel(page).getByRole("button", { name: "Read Intranet" }).click();
  await expect(panel(page).getByText(/It ended too early\. Intranet .* can’t be reached/)).toBeVisible();
  await panel(page).getByRole("button", { name: "Import more" }).click();
  await expect(panel(page).getByText(/Read last: .* 1 page couldn’t|The last try .* failed/)).toBeVisible();
});
