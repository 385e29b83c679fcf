import { expect, type Page } from "@playwright/test";
import { seededRandom } from "../../../src/engine/environment";
import { Talk } from "../../e2e/talk";
import { doubledMessages, journalFaults, readKept } from "./kept";

export interface TwoTabs {
  changes: number;
  /** What was lost, doubled or shown otherwise in one of the tabs; empty where all is right. */
  faults: string[];
}

const ADJECTIVES =
  "red blue green yellow white black small large long short hard round square thick thin warm cold clean cheap heavy dark bright rough sweet plain fancy modern old new spare wooden".split(
    " ",
  );
const NOUNS =
  "lamps chairs candles buckets towels plates spoons forks cups boxes bags pencils socks gloves scarves boots".split(
    " ",
  );

/** A busy machine may take this long to show what was done (milliseconds). */
const PATIENCE = 120_000;

/** The nth thing: no two are the same, and each is understood as one. */
function thing(n: number): string {
  return `${ADJECTIVES[n % ADJECTIVES.length]} ${NOUNS[Math.floor(n / ADJECTIVES.length) % NOUNS.length]}`;
}

/**
 * Two tabs of one conversation change the same data at once, by words, on cards and in the panel, neither waiting for the other; then what is stored, the
 * journal and both transcripts are compared with what was done. Both pages are of one browser context; `seed` decides who does what.
 */
export async function twoTabs(pages: [Page, Page], count: number, seed: number): Promise<TwoTabs> {
  const talks = pages.map((page) => new Talk(page));
  for (const page of pages) await page.setViewportSize({ width: 1280, height: 900 });
  const [first, second] = talks as [Talk, Talk];
  await first.open();
  await first.say("set a timer for 3 hours");
  await second.open();
  await expect(second.answers.last()).toContainText("Timer started");
  await first.say("add paint to my shopping list");
  for (const { page } of talks) {
    await page.getByRole("link", { name: "Lists" }).first().click();
    await page.getByRole("link", { name: /Shopping list/ }).click();
  }

  const added: string[] = ["paint"];
  const ticked = new Set<string>();
  let minutes = 0;
  let next = 0;
  async function work(page: Page, random: () => number, changes: number): Promise<void> {
    const talk = new Talk(page);
    const chat = page.getByRole("region", { name: "Chat" });
    const panel = page.getByRole("region", { name: "Lists", exact: true });
    for (let i = 0; i < changes; i++) {
      const die = random();
      const open = added.filter((text) => !ticked.has(text));
      const picked = open[Math.floor(random() * open.length)];
      if (die < 0.3) {
        // The card stands in both tabs; each press is to count.
        await chat.getByRole("button", { name: "+1 min" }).first().click();
        minutes++;
      } else if (die < 0.55 && picked !== undefined) {
        ticked.add(picked);
        await panel.getByRole("checkbox", { name: picked, exact: true }).click({ timeout: PATIENCE });
      } else {
        const text = thing(next++);
        // Some may wait for their answers, but not ever more.
        await expect.poll(() => page.locator("[data-sending]").count(), { timeout: PATIENCE }).toBeLessThan(5);
        await talk.box.fill(`add ${text} to my shopping list`);
        await talk.box.press("Enter");
        added.push(text);
      }
    }
  }
  const done = Math.floor(count / 2);
  await Promise.all([work(pages[0], seededRandom(seed), done), work(pages[1], seededRandom(seed + 1), count - done)]);

  await expect.poll(async () => (await readKept(pages[0])).journal.length, { timeout: PATIENCE }).toBe(count + 2);
  await expect.poll(async () => (await readKept(pages[0])).pending, { timeout: PATIENCE }).toEqual([]);
  const kept = await readKept(pages[0]);
  const faults = [...journalFaults(kept), ...doubledMessages(kept).map((id) => `message ${id} was answered twice`)];
  const stored = kept.items.map(({ text }) => text).sort();
  if (stored.join() !== added.toSorted().join()) faults.push(`the list holds ${stored.join(", ")}`);
  for (const { text, done } of kept.items)
    if (done !== ticked.has(text)) faults.push(`${text} is ${done ? "" : "not "}ticked off`);
  const seconds = kept.timers[0]?.seconds;
  if (seconds !== 3 * 3600 + minutes * 60)
    faults.push(`the timer has ${seconds} s after ${minutes} minutes were added`);
  faults.push(...(await transcriptFaults(talks, added.length + 1)));
  return { changes: count, faults };
}

/** Both tabs must show the same, each message once. Long transcripts are compared as far as both show them. */
async function transcriptFaults(talks: Talk[], messages: number): Promise<string[]> {
  const seqs = () =>
    Promise.all(
      talks.map(({ page }) =>
        page.locator("[data-message]").evaluateAll((all) => all.map((one) => Number(one.getAttribute("data-seq")))),
      ),
    );
  await expect.poll(async () => new Set((await seqs()).map((all) => all.at(-1))).size).toBe(1);
  const [first = [], second = []] = await seqs();
  const faults: string[] = [];
  if (first.join() !== second.join()) faults.push("the tabs show different messages");
  if (new Set(first).size !== first.length) faults.push("a message is shown twice");
  const said = await talks[0]?.said.count();
  if (said !== messages) faults.push(`${said} of ${messages} messages are shown`);
  return faults;
}
