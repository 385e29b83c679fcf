import { expect, test } from "@playwright/test";
import { Talk } from "./talk";

test("shows markup as text", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("<img src=x onerror=\"document.title='broken'\"><b>bold</b>");
  await expect(talk.said.last()).toContainText("<b>bold</b>");
  await expect(page.locator("b")).toHaveCount(0);
  expect(await page.title()).not.toBe("broken");
});

for (const [what, text] of [
  ["only emoji", "🎉🎉🎉👍🏽👩‍👩‍👧"],
  ["right-to-left text", "ذكرني أن أتصل بآنا غدا"],
  ["control characters and half a surrogate pair", "a\u0000b\u202Ec \ud83d"],
  ["a payload of nonsense", '/no_such_intent{"a": [1,'],
  ["nothing but punctuation", "?!... --- ///"],
] as const) {
  test(`answers or declines ${what}, and goes on`, async ({ page }) => {
    const talk = await new Talk(page).open();
    await talk.say(text);
    await expect(await talk.say("flip a coin")).toContainText(/heads|tails/i);
  });
}

test("takes a message of 100,000 characters", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("note that " + "blue ".repeat(20_000));
  await expect(await talk.say("flip a coin")).toContainText(/heads|tails/i);
  await page.reload();
  await expect(talk.answers.last()).toContainText(/heads|tails/i);
});
