import { expect, test, type Page } from "@playwright/test";
import { Talk } from "./talk";

// The service worker would answer for the network here.
test.use({ serviceWorkers: "block" });

async function damage(page: Page, pattern: string): Promise<void> {
  await page.route(pattern, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
    await route.fulfill({ response, body });
  });
}

test("names a damaged model file in a sentence, and never shows a blank page", async ({ page }) => {
  await damage(page, "**/weights.bin*");
  const talk = await new Talk(page).open();
  await expect(page.getByText(/damaged/).first()).toBeVisible();
  await talk.box.fill("hello");
  await talk.box.press("Enter");
  await expect(talk.said).toContainText("hello");
});

test("names a missing model file", async ({ page }) => {
  await page.route("**/policies.json*", (route) => route.fulfill({ status: 404, body: "" }));
  await new Talk(page).open();
  await expect(page.getByText(/missing/).first()).toBeVisible();
});

test("offline without a model, it doesn't say that everything works", async ({ page, context }) => {
  await page.route("**/policies.json*", (route) => route.fulfill({ status: 404, body: "" }));
  await new Talk(page).open();
  await expect(page.getByText(/missing/).first()).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/You’re offline, and Sotto needs a network/)).toBeVisible();
  await expect(page.getByText(/Everything here still works/)).toBeHidden();
});

test("keeps the previous model when the new one is damaged", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("flip a coin");
  await damage(page, "**/weights.bin*");
  await page.reload();
  await expect(page.getByText(/damaged/).first()).toBeVisible();
  await expect(await talk.say("flip a coin")).toContainText(/heads|tails/i);
});

test("answers what was said while no model was there, once there is one", async ({ page }) => {
  await page.route("**/policies.json*", (route) => route.fulfill({ status: 404, body: "" }));
  const talk = await new Talk(page).open();
  await talk.box.fill("flip a coin");
  await talk.box.press("Enter");
  // Until then it is on its way to the worker; the worker keeps it before anything else, and then tells why it can't answer.
  await expect(talk.said.getByRole("button", { name: "Try again" })).toBeVisible();
  await page.unroute("**/policies.json*");
  await page.reload();
  await expect(talk.answers.last()).toContainText(/heads|tails/i);
});

test("goes on, and says that nothing is kept, when the browser refuses storage", async ({ page }) => {
  await page.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    const refuse = `IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); };\n`;
    await route.fulfill({ response, body: refuse + (await response.text()) });
  });
  const talk = await new Talk(page).open();
  await expect(page.getByText(/This conversation isn.t being kept/)).toBeVisible();
  await expect(await talk.say("flip a coin")).toContainText(/heads|tails/i);
});
