import { expect, test, type Page } from "@playwright/test";
import { Talk } from "./talk";

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("keeps an event added by hand, tells of it in words, and deletes it with a way back", async ({ page }) => {
  const talk = await new Talk(page).open();
  await page.goto("./#/calendar");
  const calendar = panel(page, "Calendar");
  await calendar.getByRole("button", { name: "New event" }).click();
  await calendar.getByRole("textbox", { name: "Title" }).fill("Dentist");
  await calendar.getByRole("button", { name: "Save" }).click();
  await expect(calendar.getByText("Dentist").first()).toBeVisible();
  await page.goto("./#/chat");
  await expect(await talk.say("what's on my calendar today")).toContainText("Dentist");
  await page.goto("./#/calendar");
  await calendar.getByRole("button", { name: "Delete Dentist" }).click();
  await expect(calendar.getByRole("button", { name: "Delete Dentist" })).toBeHidden();
  await page.goto("./#/chat");
  await talk.say("undo");
  await expect(await talk.say("what's on my calendar today")).toContainText("Dentist");
});

test("takes in a calendar's file and a file of contacts, and answers from them", async ({ page }) => {
  const talk = await new Talk(page).open();
  await page.goto("./#/calendar");
  const ics = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    ...Array.from({ length: 400 }, (_, i) => [
      "BEGIN:VEVENT",
      `UID:filler-${i}@example.org`,
      `DTSTART:20200101T${String(i % 24).padStart(2, "0")}0000Z`,
      `SUMMARY:Filler ${i} ${"with a long summary ".repeat(10)}`,
      "END:VEVENT",
    ]).flat(),
    "BEGIN:VEVENT",
    "UID:trip@example.org",
    "DTSTART;VALUE=DATE:20991224",
    "SUMMARY:Trip to Bergen",
    "END:VEVENT",
    "END:VCALENDAR",
  ].join("\r\n");
  const file = { name: "trips.ics", mimeType: "text/calendar", buffer: Buffer.from(ics) };
  await panel(page, "Calendar").locator("input[type=file]").setInputFiles(file);
  await page.goto("./#/chat");
  await expect(talk.answers.last()).toContainText("401");
  await expect(await talk.say("what is on my calendar on 24 December 2099")).toContainText("Trip to Bergen");

  await page.goto("./#/people");
  const vcf = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Berg\r\nTEL;TYPE=CELL:+47 555 0101\r\nEND:VCARD\r\n";
  await panel(page, "People")
    .getByLabel("File of contacts")
    .setInputFiles({ name: "people.vcf", mimeType: "text/vcard", buffer: Buffer.from(vcf) });
  await expect(panel(page, "People").getByText("Anna Berg").first()).toBeVisible();
  await page.goto("./#/chat");
  await expect(await talk.say("what is Anna's number")).toContainText("+47 555 0101");
});
