import { expect, test, type Page } from "@playwright/test";
import { pdfOf } from "../support/pdf-file";
import { Talk } from "./talk";
import { violations } from "./violations";

const panel = (page: Page) => page.getByRole("region", { name: "Knowledge", exact: true });

/** Until the sample handbook is in. */
async function openWithHandbook(page: Page): Promise<Talk> {
  const talk = await new Talk(page).open("./#/knowledge");
  await expect(panel(page).getByRole("link", { name: /Annual leave/ })).toBeVisible();
  return talk;
}

test("somebody new asks about the company's rules: an answer in the document's words, and where it stands", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const talk = await openWithHandbook(page);
  const answer = await talk.say("what does the handbook say about carrying leave days over to the next year?");
  await expect(answer).toContainText("Annual leave");
  await expect(answer.getByRole("group", { name: /Annual leave, / })).toBeVisible();
  await answer.getByRole("link", { name: "Open it where it stands" }).click();
  await expect(panel(page).getByRole("heading", { name: "Annual leave", level: 2 })).toBeVisible();
  const mark = panel(page).locator("mark").first();
  await expect(mark).toBeInViewport();
  await expect(mark).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await answer.getByRole("button", { name: "Helpful", exact: true }).click();
  await expect(talk.answers.last()).toContainText(/thanks|helped/i);
});

test("the very first question is answered, though the handbook isn't in yet when it is asked", async ({ page }) => {
  const talk = await new Talk(page).open();
  await expect(await talk.say("how much notice must I give when I leave?")).toContainText(/notice/i);
});

test("so is the very first question about the articles themselves", async ({ page }) => {
  const talk = await new Talk(page).open();
  await expect(await talk.say("which articles are published?")).toContainText("24 articles");
});

test("a question that the documents don't answer is declined, with what is near", async ({ page }) => {
  const talk = await openWithHandbook(page);
  await page.goto("./#/chat");
  const answer = await talk.say("what does the handbook say about bringing a parrot to the moon?");
  await expect(answer).toContainText(/no answer|don't answer|nothing about/);
});

test("documents of one's own are taken in, and those that can't be are listed with the reason", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const talk = await openWithHandbook(page);
  await panel(page).getByRole("link", { name: "Import" }).click();
  await panel(page)
    .getByLabel("Documents", { exact: true })
    .setInputFiles([
      {
        name: "kitchen.md",
        mimeType: "text/markdown",
        buffer: Buffer.from("# Kitchen\n\n## Kettle\n\nThe kettle is descaled on Tuesdays."),
      },
      {
        name: "lifts.pdf",
        mimeType: "application/pdf",
        buffer: Buffer.from(pdfOf([["The goods lift carries 900 kilograms."]])),
      },
      { name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdfOf([[]])) },
      { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.from("x") },
    ]);
  await expect(panel(page).getByText("2 documents added, 2 not taken in.")).toBeVisible();
  await expect(panel(page).getByText(/it was scanned/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const answer = await talk.say("what do the documents say about when the kettle is descaled?");
  await expect(answer).toContainText("The kettle is descaled on Tuesdays.");
  const lift = await talk.say("according to the documents, how much can the goods lift carry?");
  await expect(lift).toContainText("900 kilograms");
  await expect(lift.getByRole("group", { name: /page 1/ })).toBeVisible();
});

test("the sample handbook can be taken out, stays out, and comes back by undo", async ({ page }) => {
  await openWithHandbook(page);
  await panel(page)
    .getByRole("button", { name: /Take out the sample handbook/ })
    .click();
  await expect(panel(page).getByText("No documents yet.")).toBeVisible();
  await page.reload();
  await expect(panel(page).getByText("No documents yet.")).toBeVisible();
  await page.goto("./#/chat");
  const talk = new Talk(page);
  await talk.say("undo");
  await page.goto("./#/knowledge");
  await expect(panel(page).getByRole("link", { name: /Annual leave/ })).toBeVisible();
});
