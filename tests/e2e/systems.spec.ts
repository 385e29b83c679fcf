import { expect, test } from "@playwright/test";
import { installMonitoring, Monitoring, until } from "../support/monitoring";
import { Talk } from "./talk";
import { violations } from "./violations";

/** The system administrator's story, with Debian's Prometheus and Alertmanager on loopback. */

const missing = installMonitoring();
test.skip(missing.length > 0, `could not install ${missing.join(", ")}`);

let monitoring: Monitoring;
test.beforeAll(async () => {
  monitoring = await Monitoring.start();
  await until(async () => (await (await fetch(`${monitoring.alertmanager}/api/v2/alerts`)).text()).includes("WebDown"));
});
test.afterAll(() => monitoring.stop());

test("an administrator connects both servers, sees what fires, silences it, and is told what is stale", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  const talk = await new Talk(page).open();
  await expect(await talk.say("how are the servers?")).toContainText(/connect/i);
  const own = new URL(page.url()).origin;
  expect(new Set(asked.filter((origin) => origin.startsWith("http")))).toEqual(new Set([own]));

  await page.goto("./#/settings");
  const connect = async (kind: string, address: string, found: RegExp) => {
    await page.getByRole("button", { name: "Connect a server" }).click();
    const form = page.getByRole("form", { name: "Connect a server" });
    await form.getByLabel("What it is").selectOption({ label: kind });
    await form.getByLabel("Address").fill(address);
    await form.getByRole("button", { name: "Test it" }).click();
    await expect(form.getByRole("status")).toHaveText(found);
    await form.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("list", { name: "Connected servers" })).toContainText(kind);
  };
  await connect("Prometheus", monitoring.prometheus, /It works\. Prometheus 2\./);
  await connect("Alertmanager", monitoring.alertmanager, /It works\. Alertmanager 0\./);
  expect(await violations(page)).toEqual([]);

  await page.goto("./#/chat");
  await expect(await talk.say("how are the servers?")).toContainText("1 of 2 targets is down");
  await expect(await talk.say("anything firing?")).toContainText("WebDown (The web server is down)");
  await talk.say("acknowledge the web alert for an hour");
  await page.getByRole("button", { name: "Yes, silence" }).last().click();
  await expect(talk.answers.last()).toContainText(/silence|silent/);
  await expect(async () => expect(await talk.say("anything firing?")).toContainText("silenced")).toPass();

  await monitoring.kill("prometheus");
  await expect(await talk.say("how are the servers?")).toContainText("can’t be reached");
  await page.goto("./#/systems");
  const panel = page.getByRole("region", { name: "Systems" });
  await expect(panel.getByRole("list", { name: "Machines" })).toContainText("Down");
  await expect(panel.getByText("What Prometheus says is from")).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.goto("./#/settings");
  await page.getByText("What left this device").click();
  const requests = page.getByRole("region", { name: "Requests" });
  await expect(requests).toContainText("silence: Acknowledged: WebDown");
  await expect(requests).toContainText(new URL(monitoring.prometheus).host);
});

test("a login is locked in the vault: no request goes out without its passphrase", async ({ page }) => {
  await page.goto("./#/settings");
  await page.getByRole("button", { name: "Connect a server" }).click();
  const form = page.getByRole("form", { name: "Connect a server" });
  await form.getByLabel("Address").fill(monitoring.alertmanager);
  await form.getByLabel("What it is").selectOption({ label: "Alertmanager" });
  await form.getByLabel("Login").selectOption({ label: "User and password" });
  await form.getByLabel("User").fill("jo");
  await form.getByLabel("Password").fill("hush-hush");
  // Debian's Alertmanager lets no page send it a login.
  await form.getByRole("button", { name: "Test it" }).click();
  await expect(form.getByRole("status")).toContainText("doesn’t let this page read it");
  await form.getByLabel("A passphrase for the vault").fill("correct horse");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Lock now" })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.reload();
  await expect(page.getByText("Servers that want a login aren’t asked")).toBeVisible();
  await page.getByLabel("Passphrase of the vault").fill("wrong horse");
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect(page.getByText("This isn’t the vault’s passphrase.")).toBeVisible();
  const kept = await page.evaluate(async () => {
    const opening = indexedDB.open("sotto");
    const database = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const all = await Promise.all(
      [...database.objectStoreNames].map((name) => {
        const asked = database.transaction(name).objectStore(name).getAll();
        return new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
      }),
    );
    database.close();
    return JSON.stringify(all);
  });
  expect(kept).toContain("Alertmanager");
  expect(kept).not.toContain("hush-hush");
});
