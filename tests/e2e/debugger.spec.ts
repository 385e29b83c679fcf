import { expect, test } from "@playwright/test";
import { savedFile, Talk } from "./talk";

test("opens with one key beside the conversation, says why, goes on with it, and saves it as a test", async ({
  page,
}) => {
  const talk = await new Talk(page).open();
  await talk.say("flip a coin");
  await page.keyboard.press("F2");
  const panel = page.getByRole("complementary", { name: "Debugger" });
  await expect(panel.getByRole("heading", { name: "Debugger" })).toBeFocused();
  await expect(panel).toContainText("flip_coin");
  await expect(panel).toContainText(/RulePolicy 100\.0 %, rule/);

  await talk.say("add milk to my shopping list");
  await expect(panel).toContainText("action_add_to_list");
  const yaml = await savedFile(page, () => panel.getByRole("button", { name: "Save as test" }).last().click());
  expect(yaml).toContain("intent: flip_coin");
  expect(yaml).toContain("- action: action_add_to_list");

  await panel.getByRole("heading", { name: "Debugger" }).focus();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
});
