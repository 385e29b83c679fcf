import { expect, test } from "@playwright/test";
import { Talk } from "./talk";

test("gets things done, and finds everything again after a reload", async ({ page }) => {
  const talk = await new Talk(page).open();
  await expect(await talk.say("remind me to call Anna tomorrow at nine")).toContainText(/call Anna/i);
  await expect(talk.answers.last()).toContainText("09:00");
  await expect(await talk.say("no, make it ten")).toContainText("10:00");
  await expect(await talk.say("add milk, eggs and brown bread to my shopping list")).toContainText(/milk/i);
  await expect(await talk.say("what's 15% of 80?")).toContainText("12");
  await expect(await talk.say("5 miles in km")).toContainText("8.0");
  await expect(await talk.say("what time is it in Tokyo")).toContainText("Tokyo");
  await page.reload();
  await expect(talk.said.first()).toContainText("call Anna");
  await expect(await talk.say("what reminders do I have")).toContainText(/call Anna/i);
  await expect(talk.answers.last()).toContainText("10:00");
});

test("asks back for what is missing, and takes a bare answer", async ({ page }) => {
  const talk = await new Talk(page).open();
  await expect(await talk.say("set a reminder")).toContainText(/what/i);
  await expect(await talk.say("water the plants")).toContainText(/when|what time/i);
  await expect(await talk.say("tomorrow at 8")).toContainText(/water the plants/i);
});

test("undoes the last thing it did", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("add salt to the shopping list");
  await talk.say("undo");
  await expect(await talk.say("what's on my shopping list")).not.toContainText(/salt/i);
});

test("ticks an item on its card, and the card shows it", async ({ page }) => {
  const talk = await new Talk(page).open();
  const card = await talk.say("add milk and eggs to the shopping list");
  const milk = card.getByRole("checkbox", { name: /milk/i });
  await milk.click();
  await expect(milk).toBeChecked();
  await page.reload();
  await expect(await talk.say("show my shopping list")).toContainText(/eggs/i);
  await expect(talk.answers.last().getByRole("checkbox", { name: /milk/i })).toBeChecked();
});

test("rings when a timer is over, and stops when told", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("set a timer for 1 second");
  const ring = page.getByRole("alert", { name: "Ringing now" });
  await expect(ring).toBeVisible();
  // A reload must not lose it.
  await page.reload();
  await expect(ring).toBeVisible();
  await ring.getByRole("button", { name: "Stop" }).click();
  await expect(ring).toBeHidden();
});

test("says so when it doesn't understand, and what it can't do", async ({ page }) => {
  const talk = await new Talk(page).open();
  await talk.say("book me a flight to Madrid");
  await expect(talk.answers.last().or(talk.answers.nth(-2))).toContainText(/can.t|not|understand/i);
});

test("keeps two tabs in step", async ({ context }) => {
  const one = await new Talk(await context.newPage()).open();
  const two = await new Talk(await context.newPage()).open();
  await one.say("add pears to the shopping list");
  await expect(two.said.last()).toContainText("pears");
  await expect(two.answers.last()).toContainText(/pears/i);
  await two.say("add plums to the shopping list");
  await expect(one.answers.last()).toContainText(/plums/i);
  await expect(one.said).toHaveCount(2);
});
