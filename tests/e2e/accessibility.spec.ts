import { expect, test, type Page } from "@playwright/test";
import { fill, screensOf } from "./screens";
import { Talk } from "./talk";
import { violations } from "./violations";

/** What a screen is looked at in. A size in half the pixels is what 200 % zoom makes of a window. */
const SIZES = [
  { of: "a phone", width: 390, height: 844, inAllColours: true },
  { of: "a desktop", width: 1280, height: 800, inAllColours: true },
  { of: "a desktop at 200 % zoom", width: 640, height: 400, inAllColours: false },
  { of: "a phone at 200 % zoom", width: 320, height: 500, inAllColours: false },
];

for (const { of, width, height, inAllColours } of SIZES) {
  test(`axe finds nothing on any screen of ${of}, and none scrolls sideways`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize({ width, height });
    const talk = await new Talk(page).open();
    const found: Record<string, string[]> = {};
    const note = (where: string, faults: string[]) => {
      if (faults.length > 0) found[where] = faults;
    };
    note("the welcome", await violations(page));
    await fill(talk);
    for (const { name, show } of await screensOf(talk)) {
      await show();
      note(name, [...(await violations(page)), ...(await beyondItsPlace(page))]);
      if (inAllColours) {
        await dress(page, { colorScheme: "dark" });
        note(`${name}, dark`, await violations(page, "colours"));
        await dress(page, { colorScheme: "light", forcedColors: "active" });
        note(`${name}, forced colours`, await violations(page, "colours"));
        await dress(page, { forcedColors: "none" });
      }
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      note(`${name}, right to left`, await beyondItsPlace(page));
      await page.evaluate(() => (document.documentElement.dir = ""));
    }
    await talk.say("set a timer for 1 second");
    await expect(page.getByRole("alert", { name: "Ringing now" })).toBeVisible();
    note("what rings", [...(await violations(page)), ...(await beyondItsPlace(page))]);
    expect(found).toEqual({});
  });
}

test("goes from message to message by keyboard, and back to the field", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("add milk to the shopping list");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.locator("[data-message]:focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(talk.box).toBeFocused();
});

/** Changes the colours, and waits until all has taken them on. */
async function dress(page: Page, media: Parameters<Page["emulateMedia"]>[0]): Promise<void> {
  await page.emulateMedia(media);
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

/** What is wider than its place: the page, its sections, the transcript, a dialog; and whether the page is higher than its window. */
async function beyondItsPlace(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...(document.documentElement.scrollHeight > innerHeight ? ["the page itself has room to scroll down"] : []),
    ...[...document.querySelectorAll("html, main > section, [role=log], dialog[open], :popover-open, aside")]
      .filter((box) => box.scrollWidth > box.clientWidth)
      .map((box) => `wider than its place: ${box.localName} ${box.getAttribute("aria-label") ?? ""}`),
  ]);
}
