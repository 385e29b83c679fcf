import { expect, test } from "@playwright/test";
import { CaseServer, helpDesk } from "../support/case-server";
import { Talk } from "./talk";
import { violations } from "./violations";

/** The support agent's story with a server of tickets on loopback, which a description makes known. */

let server: CaseServer;
test.beforeEach(async () => {
  server = await new CaseServer().start();
});
test.afterEach(() => server.stop());

test("an agent reads the tickets of a server, closes one offline, sees the difference, and sends it when the server is back", async ({
  page,
}) => {
  await new Talk(page).open();
  await page.goto("./#/settings");
  await page.getByRole("button", { name: "Connect a server" }).click();
  const form = page.getByRole("form", { name: "Connect a server" });
  await form.getByLabel("What it is").selectOption({ label: "Other server with customers" });
  await form.getByLabel("Address").fill(server.address);
  await form.getByLabel("Name").fill("Desk");
  await form.getByLabel("Description").fill("{ not: [yaml");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("status")).toContainText("can’t be read");
  await form.getByLabel("Description").fill(JSON.stringify(helpDesk));
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Connected servers" })).toContainText("Desk");

  await page.goto("./#/customers");
  const panel = page.getByRole("region", { name: "Customers", exact: true });
  await panel.getByRole("button", { name: "Refresh from Desk" }).click();
  await expect(panel.getByText("2 customers added, 2 cases saved")).toBeVisible();
  await expect(panel.getByText("From Desk, read a moment ago")).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await panel.getByRole("link", { name: /Anna Berg/ }).click();
  await expect(panel.getByText("From Desk, read a moment ago")).toBeVisible();
  await expect(panel.getByText("It burns")).toBeVisible();
  await panel.getByLabel("State of case 12").selectOption("closed");
  await expect(panel.getByText("Case 12: closed.")).toBeVisible();
  expect(server.writes).toEqual([]);

  await server.stop();
  await page.goto("./#/customers");
  await panel.getByRole("button", { name: "Refresh from Desk" }).click();
  await expect(panel.getByText(/Desk \(127\.0\.0\.1:\d+\) can’t be reached/)).toBeVisible();
  await panel.getByRole("link", { name: "1 change not sent" }).click();
  const changes = panel.getByRole("list", { name: "Changes not sent" });
  await expect(changes).toContainText("Case 12, “Printer on fire”");
  await expect(changes.getByText("State: open closed")).toBeVisible();
  await changes.getByRole("button", { name: "Send to Desk" }).click();
  await expect(changes).toContainText("Waits for the network");
  expect(await violations(page)).toEqual([]);

  await server.start();
  await changes.getByRole("button", { name: "Send to Desk" }).click();
  await expect(panel.getByText("Nothing was changed here that isn’t sent.")).toBeVisible();
  expect(server.cases[0]).toMatchObject({ state: "closed" });
  expect(server.writes).toHaveLength(1);
});
