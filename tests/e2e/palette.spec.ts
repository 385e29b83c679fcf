import { expect, test, type Page } from "@playwright/test";
import { Talk } from "./talk";
import { violations } from "./violations";

const palette = (page: Page) => page.getByRole("dialog", { name: "Search and commands" });
const field = (page: Page) => page.getByRole("combobox");
const group = (page: Page, name: string) => palette(page).getByRole("group", { name, exact: true });

async function open(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
}

test("opens by key and by button, goes to a section, and closes without a trace", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.box.fill("half a message");
  await open(page);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(talk.box).toBeFocused();
  await expect(talk.box).toHaveValue("half a message");
  await page.getByRole("button", { name: "Search and commands" }).click();
  await field(page).fill("not");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Notes" })).toBeFocused();
  await expect(palette(page)).toBeHidden();
});

test("begins a message in the composer, with what was written there after it", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const talk = await new Talk(page).open();
  await talk.box.fill("feed the cat at six");
  await page.goto("./#/lists");
  await open(page);
  await field(page).fill("new rem");
  await page.keyboard.press("Enter");
  await expect(talk.box).toBeFocused();
  await expect(talk.box).toHaveValue("Remind me to feed the cat at six");
});

test("changes the theme", async ({ page }) => {
  await new Talk(page).open();
  await open(page);
  await field(page).fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("finds in everything that is kept, whatever case and accents, and opens it there", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("remind me to visit the café in 3 weeks at nine");
  await talk.say("add cafe filters to my shopping list");
  await talk.say("note that the Café has a garden");
  await open(page);
  await field(page).fill("CAFE");
  await expect(group(page, "Reminders").getByRole("option")).toHaveCount(1);
  await expect(group(page, "On lists").getByRole("option")).toHaveCount(1);
  await expect(group(page, "Notes").getByRole("option")).toHaveCount(1);
  await expect(group(page, "Conversations").getByRole("option").first()).toBeVisible();
  // The arrows choose while the focus stays in the field, and go round.
  await page.keyboard.press("ArrowUp");
  await expect(palette(page).getByRole("option", { selected: true })).toHaveText("Say “CAFE”");
  await page.keyboard.press("ArrowDown");
  const first = palette(page).getByRole("option", { selected: true });
  await expect(first).toContainText("Visit the café");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id")) ?? "");
  await page.keyboard.press("Enter");
  const reminder = page.getByRole("region", { name: "Later" }).getByRole("listitem");
  await expect(reminder).toBeFocused();
  await expect(reminder).toContainText("Visit the café");

  await open(page);
  await field(page).fill("cafe filt");
  await group(page, "On lists").getByRole("option").click();
  await expect(page.getByRole("heading", { name: "Shopping list" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Lists" }).getByRole("listitem")).toBeFocused();

  await open(page);
  await field(page).fill("garden");
  await group(page, "Notes").getByRole("option").click();
  await expect(page.getByRole("textbox", { name: "Text of the note" })).toHaveValue("the Café has a garden");
});

test("brings an old line of the conversation into view, with the focus on it", async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  const talk = await new Talk(page).open();
  await talk.say("note that the needle is here");
  for (let i = 0; i < 30; i++) await talk.say(`what is ${i} plus ${i}`);
  await page.reload();
  await expect(talk.answers.last()).toContainText("58");
  await expect(page.getByText("note that the needle")).toBeHidden();
  await page.goto("./#/today");
  await open(page);
  await field(page).fill("the needle");
  await group(page, "Conversations")
    .getByRole("option", { name: /note that the needle/ })
    .click();
  const line = page.locator("[data-message]:focus");
  await expect(line).toContainText("note that the needle is here");
  await expect(line).toBeInViewport();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing in it, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const talk = await new Talk(page).open();
    await talk.say("note that the code is 4411");
    await open(page);
    expect(await violations(page)).toEqual([]);
    await field(page).fill("code");
    await expect(group(page, "Notes").getByRole("option")).toHaveCount(1);
    expect(await violations(page)).toEqual([]);
  });
}
