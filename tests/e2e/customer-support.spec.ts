import { expect, test, type Page } from "@playwright/test";
import { Talk } from "./talk";
import { violations } from "./violations";

const panel = (page: Page) => page.getByRole("region", { name: "Customers", exact: true });

async function importSample(page: Page): Promise<void> {
  await page.goto("./#/customers/import");
  await panel(page).getByRole("button", { name: "Try a sample" }).click();
  await panel(page).getByRole("button", { name: "Import", exact: true }).click();
  await expect(panel(page).getByText("12 customers added")).toBeVisible();
}

test("a support agent finds out who is calling and what happened before, and writes down what is said", async ({
  page,
}) => {
  const talk = await new Talk(page).open();
  await importSample(page);

  await page.goto("./#/chat");
  await expect(await talk.say("who is this: anna.berg@acme.example")).toContainText("Anna Berg, Buyer at Acme Ltd");
  await expect(await talk.say("her open cases")).toContainText("1042 “Printer on fire”");
  await expect(await talk.say("what did we last talk about")).toContainText("Technician swapped the power supply");
  await expect(await talk.say("log a call: she wants a refund for order 1182")).toContainText(
    "Logged the call with Anna Berg: She wants a refund for order 1182",
  );
  await expect(await talk.say("add a note to her record: write in the morning")).toContainText("Noted on Anna Berg");
  await expect(await talk.say("close case 1042")).toContainText("closed");
  await expect(await talk.say("who from Acme hasn't answered since May")).toContainText("Ines Duarte");
  await expect(await talk.say("what's new with Acme")).toContainText("Write in the morning");
  await expect(await talk.say("open a case for Yuki Mori: projector stays dark")).toContainText("Opened case 1044");

  await page.goto("./#/customers");
  await panel(page).getByRole("searchbox", { name: "Find a customer" }).fill("acme buyer");
  await panel(page)
    .getByRole("link", { name: /Anna Berg/ })
    .click();
  const entries = panel(page).getByRole("region", { name: "History" }).getByRole("listitem");
  await expect(entries.first()).toContainText("Write in the morning");
  await expect(entries.nth(1)).toContainText("She wants a refund for order 1182");
  await panel(page).getByRole("searchbox", { name: "Search the history" }).fill("refund");
  await expect(entries).toHaveCount(3);
});

test("a canned reply comes with the customer's name in it, and nothing is sent", async ({ page }) => {
  const talk = await new Talk(page).open();
  await importSample(page);
  await page.goto("./#/customers/replies");
  await panel(page).getByRole("button", { name: "Add" }).click();
  await panel(page).getByRole("textbox", { name: "Name" }).fill("refund");
  await panel(page).getByRole("textbox", { name: "Text" }).fill("Dear {first name}, your refund is on its way.");
  await panel(page).getByRole("button", { name: "Save" }).click();
  await page.goto("./#/chat");
  await talk.say("who is this: greta@fjordcafe.example");
  await expect(await talk.say("reply with the refund template")).toContainText(
    "Dear Greta, your refund is on its way.",
  );
});

test("a file of several encodings, with bad rows in it, comes in as far as it can, and says what didn't", async ({
  page,
}) => {
  await new Talk(page).open();
  await page.goto("./#/customers/import");
  const buffer = Buffer.concat([
    Buffer.from("Name,Email\nZoë Quinn,zoe@x.example\n"),
    Buffer.from("Jürgen Krämer,j@x.example\n", "latin1"),
    Buffer.from('nobody,\n,,\n"open,q@x.example\n'),
  ]);
  await panel(page).getByLabel("File of customers").setInputFiles({ name: "mixed.csv", mimeType: "text/csv", buffer });
  await panel(page).getByRole("button", { name: "Import", exact: true }).click();
  await expect(panel(page).getByText("more than one encoding")).toBeVisible();
  await expect(panel(page).getByRole("list", { name: "Rows and reasons" })).toContainText("Line 6");
  await panel(page).getByRole("link", { name: "See the customers" }).click();
  await expect(panel(page).getByText("Jürgen Krämer")).toBeVisible();
});

test("double customers are looked at side by side, merged, and apart again by undo", async ({ page }) => {
  await new Talk(page).open();
  await page.goto("./#/customers/import");
  const buffer = Buffer.from("Name,Email,Job title\nAnna Berg,a@x.example,Buyer\nBerg Anna,a.berg@x.example,Head\n");
  await panel(page).getByLabel("File of customers").setInputFiles({ name: "two.csv", mimeType: "text/csv", buffer });
  await panel(page).getByRole("button", { name: "Import", exact: true }).click();
  await panel(page).getByRole("link", { name: "See the customers" }).click();
  await panel(page).getByRole("link", { name: "Duplicates" }).click();
  await panel(page).getByRole("button", { name: /Anna/ }).click();
  await panel(page).getByRole("radio", { name: "Head" }).check();
  await panel(page).getByRole("button", { name: "Merge" }).click();
  await expect(panel(page).getByText("No two customers look like the same person.")).toBeVisible();
  await panel(page).getByRole("button", { name: "Undo" }).click();
  await expect(panel(page).getByRole("button", { name: /Anna/ })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  for (const size of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ])
    test(`the customers are accessible, ${colorScheme}, ${size.width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      await new Talk(page).open();
      await page.goto("./#/customers/import");
      await panel(page).getByRole("button", { name: "Try a sample" }).click();
      await expect(panel(page).getByRole("table")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await panel(page).getByRole("button", { name: "Import", exact: true }).click();
      await panel(page).getByRole("link", { name: "See the customers" }).click();
      expect(await violations(page)).toEqual([]);
      await panel(page)
        .getByRole("link", { name: /Anna Berg/ })
        .click();
      await panel(page).getByRole("button", { name: "Log a contact" }).click();
      expect(await violations(page)).toEqual([]);
    });
