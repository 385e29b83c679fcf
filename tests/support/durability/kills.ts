import type { Page } from "@playwright/test";
import { seededRandom } from "../../../src/engine/environment";
import { Talk } from "../../e2e/talk";
import { KillableBrowser } from "./browser";
import { doubledMessages, journalFaults, readKept, type Kept } from "./kept";

/** What came of one kill. */
export interface Kill {
  /** Changes whose answer the page had shown by then, in this life of the browser. */
  acknowledged: number;
  /** Messages that were accepted and not answered: the next start is to answer them. */
  left: number;
  faults: string[];
}

/** Longest life of a browser, from its first answer to its end (milliseconds). */
const LIFE = 1_500;

/**
 * Sends notes one upon the other, and kills the browser at a moment that `seed` decides; starts it again on the same profile, and looks whether
 * each note that was acknowledged is there exactly once, and whether what was only accepted is run once. So often.
 */
export async function killsWhileWriting(
  address: string,
  profile: string,
  kills: number,
  seed: number,
): Promise<Kill[]> {
  const random = seededRandom(seed);
  const acknowledged = new Set<string>();
  const results: Kill[] = [];
  let next = 0;
  let browser = await KillableBrowser.start(profile);
  try {
    for (let i = 0; i < kills; i++) {
      const { page } = browser;
      const talk = await new Talk(page).open(address);
      const before = acknowledged.size;
      // From the first answer on the models are there, and each moment is one of writing.
      await talk.say("set a timer for 3 hours");
      const sending = sendNotes(page, () => `note number ${next++}`);
      await new Promise((resolve) => setTimeout(resolve, random() * LIFE));
      // Read from what the page has shown up to now, as its user has seen it.
      for (const text of await acknowledgedIn(page)) acknowledged.add(text);
      await browser.kill();
      await sending;
      browser = await KillableBrowser.start(profile);
      results.push({
        acknowledged: acknowledged.size - before,
        ...(await afterwards(browser.page, address, acknowledged)),
      });
    }
  } finally {
    await browser.kill();
  }
  return results;
}

/** Types and sends without waiting for an answer, until the browser is gone. */
async function sendNotes(page: Page, text: () => string): Promise<void> {
  const { box } = new Talk(page);
  try {
    for (;;) {
      await box.fill(`note that ${text()}`);
      await box.press("Enter");
      // Faster than they are answered, so that some are always only accepted.
      await page
        .getByRole("button", { name: "+1 min" })
        .last()
        .evaluate((button: HTMLElement) => {
          for (let i = 0; i < 4; i++) button.click();
        });
    }
  } catch {
    // It was killed.
  }
}

/** The notes that the answers shown on the page acknowledge. */
function acknowledgedIn(page: Page): Promise<string[]> {
  return page
    .locator("[data-message][data-from=assistant]")
    .evaluateAll((all) =>
      all.flatMap((answer) => /Noted: (note number \d+)/i.exec(answer.textContent ?? "")?.[1]?.toLowerCase() ?? []),
    );
}

async function afterwards(
  page: Page,
  address: string,
  acknowledged: ReadonlySet<string>,
): Promise<Omit<Kill, "acknowledged">> {
  // The manifest is of the app's origin, but doesn't start it: what the kill left is read before anything mends it.
  await page.goto(`${address}manifest.webmanifest`);
  const found = await readKept(page);
  await new Talk(page).open(address);
  const kept = await settled(page);
  const texts = kept.notes.map(({ text }) => text.toLowerCase());
  const faults = [...journalFaults(kept), ...doubledMessages(kept).map((id) => `message ${id} was answered twice`)];
  for (const text of acknowledged) {
    const times = texts.filter((each) => each === text).length;
    if (times !== 1) faults.push(`“${text}” was acknowledged and is there ${times} times`);
  }
  if (new Set(texts).size !== texts.length) faults.push("a note is there twice");
  for (const { id, text } of found.pending) {
    const times = kept.events.filter(({ event }) => event.event === "user" && event.message_id === id).length;
    if (times !== 1) faults.push(`message ${id}, “${text}”, was accepted and ran ${times} times`);
  }
  return { left: found.pending.length, faults };
}

/** What is kept once nothing is pending. */
async function settled(page: Page): Promise<Kept> {
  const limit = Date.now() + 30_000;
  for (;;) {
    const kept = await readKept(page);
    if (kept.pending.length === 0 || Date.now() > limit) return kept;
    await page.waitForTimeout(50);
  }
}
