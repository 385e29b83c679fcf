import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { Talk } from "./talk";
import { violations } from "./violations";

const panel = (page: Page) => page.getByRole("region", { name: "Knowledge", exact: true });
const button = (page: Page, name: string | RegExp) => panel(page).getByRole("button", { name });
const link = (page: Page, name: string | RegExp) => panel(page).getByRole("link", { name });
const field = (page: Page, name: string | RegExp) => panel(page).getByRole("textbox", { name });

/** Until the sample handbook is in. */
async function openWithHandbook(page: Page): Promise<Talk> {
  await page.setViewportSize({ width: 1280, height: 900 });
  const talk = await new Talk(page).open("./#/knowledge");
  await expect(link(page, /Annual leave/)).toBeVisible();
  return talk;
}

async function write(page: Page, title: string, text: string): Promise<void> {
  await page.goto("./#/knowledge/new");
  await field(page, "Title").fill(title);
  await field(page, "Text, in Markdown").fill(text);
  await button(page, "Save").click();
  await expect(panel(page).getByText(`Kept “${title}” as a draft.`)).toBeVisible();
}

test("a content manager sees what people couldn't find, writes the article, and the question is answered", async ({
  page,
}) => {
  const talk = await openWithHandbook(page);
  await talk.say("what is the company policy on parrots?");
  await expect(talk.answers.last()).toContainText(/no answer|don't answer|nothing about/);

  await link(page, "Questions to mend (1)").click();
  await link(page, /policy on parrots/).click();
  await expect(panel(page).getByText(/^No answer/)).toBeVisible();
  await expect(panel(page).getByText("The documents don’t answer it yet.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const question = page.url();

  await write(page, "Pets at work", "## Parrots in the office\n\nParrots need the **approval** of Facilities.");
  await link(page, /Pets at work/).click();
  await button(page, "Send to review").click();
  await button(page, "Publish").click();
  await expect(panel(page).getByText("Published “Pets at work”.")).toBeVisible();

  await page.goto(question);
  await expect(panel(page).getByText("need the approval of Facilities")).toBeVisible();
  await button(page, "Close").click();
  await expect(panel(page).getByText(/Closed: answered now, from Pets at work/)).toBeVisible();
  await expect(panel(page).getByText(/Nothing to mend/)).toBeVisible();

  const answer = await talk.say("what is the company policy on parrots?");
  await expect(answer).toContainText("approval of Facilities");
});

test("an answer that was no help comes to the queue, with why and what it should have said", async ({ page }) => {
  const talk = await openWithHandbook(page);
  const answer = await talk.say("what does the handbook say about carrying leave days over to the next year?");
  await answer.getByRole("button", { name: "Not helpful" }).click();
  await page.getByRole("radio", { name: "It is out of date" }).check();
  await page.getByRole("textbox", { name: "What should it have said?" }).fill("Five days may be kept.");
  await page.getByRole("button", { name: "Send", exact: true }).first().click();
  await link(page, "Questions to mend (1)").click();
  await link(page, /carrying leave days/).click();
  await expect(panel(page).getByText("It should have said: Five days may be kept.")).toBeVisible();
  await expect(panel(page).getByText("Why it was no help: It is out of date")).toBeVisible();
  await expect(link(page, "Edit “Annual leave”")).toBeVisible();
});

test("an article is edited, compared, taken back to what it said, and flagged where it answers", async ({ page }) => {
  const talk = await openWithHandbook(page);
  await write(page, "Kettle", "The kettle is descaled on Tuesdays.");
  await link(page, /Kettle/).click();
  await button(page, "Publish").click();
  await link(page, "Edit").click();
  await field(page, "Text, in Markdown").fill("The kettle is descaled on Fridays.");
  await expect(panel(page).getByRole("region", { name: "Preview" })).toContainText("on Fridays");
  expect(await violations(page)).toEqual([]);
  await button(page, "Save").click();
  await link(page, "Versions (2)").click();
  const differences = panel(page).getByRole("list", { name: "Differences" });
  await expect(differences.locator("del")).toHaveText("Tuesdays");
  await expect(differences.locator("ins")).toHaveText("Fridays");
  expect(await violations(page)).toEqual([]);
  await button(page, /Go back to it, version 1/).click();
  await expect(panel(page).getByText("descaled on Tuesdays")).toBeVisible();
  await button(page, "Undo").click();
  await expect(panel(page).getByText("descaled on Fridays")).toBeVisible();

  await button(page, "Mark as out of date").click();
  await field(page, "Why is it out of date?").fill("we have a new kettle");
  await button(page, "Mark it").click();
  await expect(panel(page).getByText("Marked as out of date: we have a new kettle").first()).toBeVisible();
  const answer = await talk.say("what do the documents say about when the kettle is descaled?");
  await expect(answer).toContainText("Fridays");
  await expect(answer).toContainText("Marked as out of date: we have a new kettle");
});

test("what is said in words changes articles, shows the change, and is undone", async ({ page }) => {
  const talk = await openWithHandbook(page);
  await expect(await talk.say("update the travel policy: change 14 days to 10 days")).toContainText(
    "Updated “Travel and expenses”, now version 2",
  );
  await expect(await talk.say("what changed in the travel policy?")).toContainText("1 line changed");
  await expect(talk.answers.last().locator("ins").first()).toHaveText("10");
  await expect(await talk.say("the travel policy is out of date: prices went up")).toContainText("prices went up");
  await expect(await talk.say("which articles are out of date?")).toContainText("Travel and expenses");
  await expect(await talk.say("retire the whistleblowing article")).toContainText("retired");
  await expect(await talk.say("undo")).toContainText("Raising concerns");
  await expect(await talk.say("what couldn't you answer?")).toContainText(/Nothing to mend|No open questions/);
});

test("the whole knowledge base is saved as Markdown in a zip, and taken in again nothing changes", async ({ page }) => {
  await openWithHandbook(page);
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Save all as a zip").click()]);
  const buffer = await readFile(await download.path());
  await link(page, "Import").click();
  await panel(page)
    .getByLabel("Documents", { exact: true })
    .setInputFiles({ name: "knowledge.zip", mimeType: "application/zip", buffer });
  await expect(panel(page).getByText(/^0 documents added, 24 unchanged\.$/)).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [390, 1280])
    test(`the content manager's views are accessible, ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await openWithHandbook(page);
      await page.setViewportSize({ width, height: 844 });
      expect(await violations(page)).toEqual([]);
      await link(page, /Travel and expenses/).click();
      await button(page, "Mark as out of date").click();
      expect(await violations(page)).toEqual([]);
      await page.goto("./#/knowledge/travel-and-expenses/edit");
      await expect(field(page, "Title")).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
