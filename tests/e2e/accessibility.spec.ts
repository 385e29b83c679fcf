import { expect, test } from "@playwright/test";
import { Talk } from "./talk";
import { violations } from "./violations";

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ]) {
    test(`axe finds nothing, ${colorScheme} at ${viewport.width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(viewport);
      const talk = await new Talk(page).open();
      expect(await violations(page)).toEqual([]);
      for (const text of [
        "remind me to call Anna tomorrow at nine",
        "add milk and eggs to my shopping list",
        "set a timer for 10 minutes",
        "set a timer for 10 minutes",
        "what time is it in Tokyo",
        "what's 15% of 80",
        "help",
      ])
        await talk.say(text);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("F2");
      await expect(page.getByRole("complementary", { name: "Debugger" }).getByRole("listitem").first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }
}

test("can be used by keyboard alone", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("add milk to the shopping list");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.locator("[data-message]:focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(talk.box).toBeFocused();
});

test("does not scroll sideways at 200 % zoom", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 500 });
  const talk = await new Talk(page).open();
  await talk.say("add milk to the shopping list");
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});
