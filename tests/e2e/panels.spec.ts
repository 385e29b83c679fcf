import { expect, test, type Page } from "@playwright/test";
import { Talk } from "./talk";
import { violations } from "./violations";

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const sections = (page: Page) => page.getByRole("navigation", { name: "Sections" });
const PHONE = { width: 390, height: 844 };

test("goes from section to section, back and forth, and puts the focus at the heading", async ({ page }) => {
  await page.setViewportSize(PHONE);
  const talk = await new Talk(page).open();
  await sections(page).getByRole("link", { name: "Today" }).click();
  await expect(page.getByRole("heading", { name: "Today", level: 2 })).toBeFocused();
  await expect(talk.box).toBeHidden();
  await sections(page).getByRole("link", { name: "Lists" }).click();
  await expect(page.getByRole("heading", { name: "Lists" })).toBeFocused();
  await expect(sections(page).getByRole("link", { name: "Lists" })).toHaveAttribute("aria-current", "page");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Today", level: 2 })).toBeFocused();
  await page.goBack();
  await expect(talk.box).toBeVisible();
  await page.goForward();
  await expect(panel(page, "Today")).toBeVisible();
});

test("opens the section that an installed app's shortcut names, and the chat for one that isn't there", async ({
  page,
}) => {
  await page.goto("./#/notes");
  await expect(page.getByRole("heading", { name: "Notes" })).toBeVisible();
  await page.goto("./#/nowhere");
  await expect(page.getByRole("heading", { name: "Notes" })).toBeHidden();
  await expect(new Talk(page).box).toBeVisible();
  const response = await page.request.get("./manifest.webmanifest");
  const { shortcuts } = (await response.json()) as { shortcuts: { url: string }[] };
  expect(shortcuts.map(({ url }) => url)).toEqual(["./#/today", "./#/lists", "./#/notes"]);
});

test("keeps the chat beside a panel on a wide screen, and each shows what the other does", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  const talk = await new Talk(page).open();
  await sections(page).getByRole("link", { name: "Lists" }).click();
  // The panel takes the focus once it is there: what is typed before that goes astray.
  await expect(page.getByRole("heading", { name: "Lists" })).toBeFocused();
  await talk.say("add milk to my shopping list");
  await panel(page, "Lists")
    .getByRole("link", { name: /Shopping list/ })
    .click();
  await panel(page, "Lists").getByRole("checkbox", { name: "milk" }).click();
  await expect(talk.answers.last().getByRole("checkbox", { name: "milk" })).toBeChecked();
});

test("tells what the day holds, and what to try where it holds nothing", async ({ page }) => {
  await page.setViewportSize(PHONE);
  const talk = await new Talk(page).open();
  await sections(page).getByRole("link", { name: "Today" }).click();
  const today = panel(page, "Today");
  await today.getByRole("button", { name: "Set a timer for 10 minutes" }).click();
  await expect(talk.box).toBeFocused();
  await expect(talk.box).toHaveValue("Set a timer for 10 minutes");
  await talk.box.press("Enter");
  await talk.say("remind me to call Anna tomorrow at nine");
  await sections(page).getByRole("link", { name: "Today" }).click();
  await expect(today.getByRole("timer")).toHaveText(/^(10:00|9:\d\d)$/);
  const later = today.getByRole("region", { name: "Later" });
  await expect(later).toContainText(/09:00Call Anna/);
  await later.getByRole("button", { name: "Delete Call Anna" }).click();
  await expect(later).toBeHidden();
  await today.getByRole("button", { name: "Undo" }).click();
  await expect(later).toContainText("Call Anna");
});

test("makes a list, fills it, ticks, orders, rewords, renames and deletes it", async ({ page }) => {
  await page.goto("./#/lists");
  const lists = panel(page, "Lists");
  await lists.getByRole("textbox", { name: "Name of a new list" }).fill("Packing");
  await lists.getByRole("button", { name: "Add", exact: true }).click();
  await lists.getByRole("link", { name: /Packing list/ }).click();
  const field = lists.getByRole("textbox", { name: "Add to the list" });
  for (const item of ["Hat", "salt, coarse", "Socks"]) {
    await field.fill(item);
    await field.press("Enter");
    await expect(lists.getByRole("checkbox", { name: item })).toBeVisible();
  }
  const items = lists.getByRole("list", { name: "Packing list" }).getByRole("listitem");
  await lists.getByRole("button", { name: "Edit" }).click();
  const up = lists.getByRole("button", { name: "Move Socks up" });
  await up.press("Enter");
  await expect(items.nth(1).getByRole("textbox")).toHaveValue("Socks");
  await up.press("Enter");
  await expect(items.first().getByRole("textbox")).toHaveValue("Socks");
  // Whoever moves it goes on moving it.
  await expect(up).toBeFocused();
  await lists.getByRole("button", { name: "Move Socks down" }).press("Enter");
  await expect(items.nth(1).getByRole("textbox")).toHaveValue("Socks");
  await lists.getByRole("textbox", { name: "Wording of Hat" }).fill("Sun hat");
  await lists.getByRole("textbox", { name: "Name of the list" }).fill("Holiday");
  await lists.getByRole("button", { name: "Rename" }).click();
  await expect(lists.getByRole("heading", { name: "Holiday list" })).toBeVisible();
  await lists.getByRole("button", { name: "Edit" }).click();
  await expect(lists.getByRole("checkbox")).toHaveCount(3);
  await lists.getByRole("checkbox", { name: "Sun hat" }).click();
  await lists.getByRole("button", { name: "Clear ticked" }).click();
  await expect(lists.getByRole("checkbox")).toHaveCount(2);

  await page.reload();
  await expect(lists.getByRole("listitem")).toHaveText(["Socks", "salt, coarse"]);
  await lists.getByRole("button", { name: "Edit" }).click();
  await lists.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(lists.getByRole("heading", { name: "Holiday list" })).toBeVisible();
  await lists.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(lists).toContainText("No lists yet");
  await lists.getByRole("button", { name: "Undo" }).click();
  await expect(lists.getByRole("link", { name: /Holiday list/ })).toContainText("2 things");
});

test("writes notes, keeps what isn't saved yet, finds, changes and deletes them", async ({ page }) => {
  await page.goto("./#/notes/new");
  const notes = panel(page, "Notes");
  const text = notes.getByRole("textbox", { name: "Text of the note" });
  await expect(text).toBeFocused();
  await text.fill("The café on the corner\nask for {the window}");
  await page.reload();
  await expect(text).toHaveValue("The café on the corner\nask for {the window}");
  await text.press("Control+Enter");
  await expect(notes.getByRole("link", { name: /The café on the corner/ })).toBeVisible();
  await notes.getByRole("link", { name: "New note" }).click();
  await text.fill("this");
  await notes.getByRole("button", { name: "Save" }).click();
  await expect(notes.getByRole("list", { name: "Notes" }).getByRole("link")).toHaveCount(2);
  await notes.getByRole("searchbox").fill("CAFE");
  await expect(notes.getByRole("list", { name: "Notes" }).getByRole("link")).toHaveCount(1);
  await notes.getByRole("link", { name: /café/ }).click();
  await text.fill("The bakery");
  await notes.getByRole("button", { name: "Save" }).click();
  await notes.getByRole("link", { name: /The bakery/ }).click();
  await notes.getByRole("button", { name: "Delete" }).click();
  await expect(notes.getByRole("list", { name: "Notes" }).getByRole("link")).toHaveText([/this/]);
  await notes.getByRole("button", { name: "Undo" }).click();
  await expect(notes.getByRole("link", { name: /The bakery/ })).toBeVisible();
});

test("takes back a change of the last minutes, and offers it of none that was changed since", async ({ page }) => {
  await page.setViewportSize(PHONE);
  const talk = await new Talk(page).open();
  await talk.say("note that the code is 4411");
  await talk.say("remind me to call Anna tomorrow at nine");
  await talk.say("no, make it ten");
  await page.goto("./#/settings");
  const changes = page.getByRole("list", { name: "Recent changes" }).getByRole("listitem");
  await expect(changes).toHaveCount(3);
  await changes.filter({ hasText: "4411" }).getByRole("button", { name: /^Undo/ }).click();
  await expect(changes.filter({ hasText: "4411" })).toContainText("undone");
  await expect(page.getByRole("link", { name: /The note “the code is 4411” is gone again/ })).toBeVisible();
  await expect(changes.filter({ hasText: "10:00" }).getByRole("button", { name: /^Undo/ })).toBeVisible();
  await expect(changes.filter({ hasText: "09:00" }).getByRole("button", { name: /^Undo/ })).toBeHidden();
});

test("writes dates as is chosen, and tells what is stored", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-03-02T14:30:00+01:00") });
  await page.goto("./#/settings");
  const settings = panel(page, "Settings");
  await expect(settings).toContainText("Monday 2 March, 14:30");
  await settings.getByText("American").click();
  await expect(settings).toContainText("Monday, March 2, 2:30");
  await page.reload();
  await expect(settings.getByRole("radio", { name: "American" })).toBeChecked();
  await expect(panel(page, "Storage")).toContainText(/Used.*MB/);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing in an empty panel, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(PHONE);
    await new Talk(page).open();
    for (const id of ["today", "lists", "notes"]) {
      await page.goto(`./#/${id}`);
      await expect(page.getByRole("heading", { level: 2 }).first()).toBeFocused();
      expect(await violations(page), id).toEqual([]);
    }
  });
}

test("no panel scrolls sideways at 200 % zoom", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 500 });
  const talk = await new Talk(page).open();
  await talk.say("add a very-long-word-that-nobody-would-ever-want-to-break to the shopping list");
  for (const id of ["today", "lists", "notes", "notes/new", "settings"]) {
    await page.goto(`./#/${id}`);
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    const overflow = await page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll("html, main > section")].map((box) => box.scrollWidth - box.clientWidth),
      ),
    );
    expect(overflow, id).toBe(0);
    // The page itself never scrolls, whatever is brought into view.
    await page
      .locator("main > section")
      .first()
      .evaluate((panel) => {
        for (const field of panel.querySelectorAll<HTMLElement>("input, button, p")) field.scrollIntoView();
      });
    expect(await page.evaluate(() => document.documentElement.scrollTop + document.body.scrollTop), id).toBe(0);
  }
});
