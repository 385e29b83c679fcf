import { expect, test, type Page } from "@playwright/test";
import { savedFile, Talk } from "./talk";
import { violations } from "./violations";

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("keeps several conversations apart, goes on in one after a reload, and shares what was done", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("add milk to my shopping list");
  await page.goto("./#/conversations");
  await panel(page, "Chats").getByRole("button", { name: "New" }).click();
  await expect(talk.said).toHaveCount(0);
  await expect(await talk.say("what's on my shopping list")).toContainText(/milk/i);
  await page.reload();
  await expect(talk.said.first()).toContainText("what's on my shopping list");

  await page.goto("./#/conversations");
  const list = panel(page, "Chats").getByRole("list", { name: "Conversations" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
  await list.getByRole("link", { name: /add milk/ }).click();
  const name = page.getByRole("textbox", { name: "Name of this conversation" });
  await name.fill("Groceries");
  await name.press("Enter");
  await expect(page.getByRole("heading", { name: "Groceries" })).toBeVisible();
  await page.getByRole("link", { name: "All conversations" }).click();
  await list.getByRole("button", { name: /Groceries/ }).click();
  await expect(talk.said.first()).toContainText("add milk to my shopping list");
});

test("saves a conversation as a file, and deletes it for good when asked twice", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("add milk to my shopping list");
  await page.goto("./#/conversations");
  await page.getByRole("link", { name: /add milk/ }).click();
  const text = await savedFile(page, () => page.getByRole("button", { name: "Save as text" }).click());
  expect(text).toMatch(/you: add milk to my shopping list\n/);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Delete this conversation?" });
  await question.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Conversations" })).toBeVisible();
  await page.goto("./#/chat");
  await expect(talk.said).toHaveCount(0);
});

test("a backup brings everything back after everything was deleted", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("add milk to my shopping list");
  await page.goto("./#/settings");
  await page.getByLabel(/Passphrase/).fill("correct horse");
  const backup = await savedFile(page, () => page.getByRole("button", { name: "Save a backup" }).click());
  expect(backup).not.toContain("milk");
  const file = { name: "backup.json", mimeType: "application/json", buffer: Buffer.from(backup) };

  await page.getByRole("button", { name: "Delete everything" }).click();
  const question = page.getByRole("dialog", { name: "Delete everything?" });
  await question.getByRole("button", { name: "Delete everything" }).click();
  await page.goto("./#/chat");
  await expect(page.getByRole("heading", { name: "What’s on your mind?" })).toBeVisible();

  await page.goto("./#/settings");
  const restored = panel(page, "Settings").getByText(/Restored the backup/);
  await page.getByLabel("Backup to restore").setInputFiles(file);
  await expect(panel(page, "Settings").getByText("This backup is locked with a passphrase.")).toBeVisible();
  await page.getByLabel(/Passphrase/).fill("correct horse");
  await page.getByLabel("Backup to restore").setInputFiles(file);
  await expect(restored).toContainText(/\d+ things added.*, 1 conversation/);
  await page.goto("./#/lists");
  await panel(page, "Lists")
    .getByRole("link", { name: /Shopping list/ })
    .click();
  await expect(page.getByRole("checkbox", { name: "milk" })).toBeVisible();
});
