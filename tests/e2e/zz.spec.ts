import { test } from "@playwright/test";
import { Talk } from "./talk";
test("p", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const talk = await new Talk(page).open();
  await talk.say("set a timer for 10 minutes");
  await talk.say("add dentist to my calendar tomorrow at 15:00");
  await talk.say("add milk to my shopping list");
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  for (const id of ["chat", "today", "calendar", "lists", "people"]) { await page.evaluate((h) => (location.hash = h), `#/${id}`); await page.waitForTimeout(300); await page.screenshot({ path: `/tmp/a11y-shots/z-${id}.png` }); }
});
