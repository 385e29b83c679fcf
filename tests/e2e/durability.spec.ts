import { expect, test } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killsWhileRestoring } from "../support/durability/kills-restore";
import { killsWhileUpgrading } from "../support/durability/kills-upgrade";
import { killsWhileWriting } from "../support/durability/kills";
import { twoTabs } from "../support/durability/two-tabs";
import { Talk } from "./talk";

/** The short forms of tests/bench/two-tabs.ts and kills.ts. */

const folders: string[] = [];
function profile(): string {
  const folder = mkdtempSync(join(tmpdir(), "sotto-kills-"));
  folders.push(folder);
  return folder;
}
test.afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test("60 changes from two tabs at once: none is lost, none is made twice, and both show the same", async ({
  context,
}) => {
  test.setTimeout(120_000);
  const { faults } = await twoTabs([await context.newPage(), await context.newPage()], 60, 1);
  expect(faults).toEqual([]);
});

test("loses nothing that was acknowledged when the browser is killed, whatever it was doing", async ({ baseURL }) => {
  test.setTimeout(120_000);
  const address = baseURL ?? "";
  const written = await killsWhileWriting(address, profile(), 2, 1);
  expect(written.flatMap(({ faults }) => faults)).toEqual([]);
  expect((await killsWhileUpgrading(address, profile, 1, 1)).faults).toEqual([]);
  expect((await killsWhileRestoring(address, profile, 1, 1)).faults).toEqual([]);
});

test("a reply's Undo takes back its own change, in whichever tab, and goes when something has changed it since", async ({
  context,
}) => {
  const here = await new Talk(await context.newPage()).open();
  await here.say("note that the gate code is 4411");
  await here.say("add milk to my shopping list");
  const there = await new Talk(await context.newPage()).open();
  const undo = (talk: Talk, place: number) => talk.answers.nth(place).getByRole("button", { name: "Undo" });
  await expect(undo(there, 0)).toBeVisible();
  await expect(undo(there, 1)).toBeVisible();
  await here.answers.last().getByRole("checkbox", { name: "milk" }).click();
  await expect(undo(there, 1)).toBeHidden();
  await undo(here, 0).click();
  await expect(here.answers.last()).toContainText("is gone again");
  await expect(undo(there, 0)).toBeHidden();
  await expect(there.answers.nth(0)).toContainText("Deleted");
});

test("a reminder's card gives it to the phone's calendar, with its alarm, its rule and its zone", async ({ page }) => {
  const talk = await new Talk(page).open();
  const answer = await talk.say("remind me to water the plants every monday at 9");
  const saving = page.waitForEvent("download");
  await answer.getByRole("button", { name: "Add to phone's calendar" }).click();
  const file = await (await saving).createReadStream();
  let text = "";
  for await (const chunk of file) text += String(chunk);
  expect(text).toContain("BEGIN:VALARM");
  expect(text).toMatch(/RRULE:FREQ=WEEKLY;BYDAY=MO/);
  expect(text).toMatch(/DTSTART;TZID=Europe\/Oslo:\d{8}T090000/);
  expect(text).toContain("BEGIN:DAYLIGHT");
});
