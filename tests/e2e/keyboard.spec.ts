import { expect, test, type Locator, type Page } from "@playwright/test";
import { Talk } from "./talk";

interface PageWithSaid {
  /** What the page's live region was given to say, in order. */
  said: string[];
}

/** What a person without a mouse or a screen does with each skill: asks, hears the answer, goes back to its card, acts, undoes. */
const STEPS: {
  ask: string;
  hears: RegExp;
  acts?: [role: "button" | "checkbox" | "link", name: RegExp];
  then?: RegExp;
}[] = [
  {
    ask: "remind me to call Anna tomorrow at nine",
    hears: /call Anna.*09:00/,
    acts: ["button", /^Delete$/],
    then: /call Anna/,
  },
  { ask: "undo", hears: /call Anna/ },
  { ask: "set a timer for 10 minutes", hears: /10 minutes/, acts: ["button", /^Cancel$/], then: /cancel/i },
  { ask: "add milk and eggs to my shopping list", hears: /milk and eggs/, acts: ["checkbox", /^milk$/] },
  { ask: "note that the code is 4411", hears: /4411/, acts: ["button", /^Delete the note/], then: /4411/ },
  {
    ask: "add dentist to my calendar tomorrow at 15:00",
    hears: /Dentist.*15:00/,
    acts: ["button", /^Undo$/],
    then: /Dentist/,
  },
  { ask: "Anna's number is +47 555 01 01", hears: /Anna/, acts: ["link", /\+47 555 01 01/] },
  { ask: "what time is it in Tokyo", hears: /Tokyo/ },
  { ask: "what's 15% of 80", hears: /12/ },
  { ask: "what is 100 dollars in euros", hears: /USD to EUR/, acts: ["button", /^Load a file of rates$/] },
  { ask: "roll two dice", hears: /\d/, acts: ["button", /^Roll again$/], then: /\d/ },
  { ask: "tell me a joke", hears: /./ },
  { ask: "help", hears: /Reminders/, acts: ["button", /^Flip a coin$/], then: /Heads|Tails/i },
];

test("each skill is used by keyboard alone, and each answer is said once", async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    const { said } = Object.assign(globalThis as unknown as PageWithSaid, { said: [] as string[] });
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest("div[aria-live=polite]");
        for (const node of region ? addedNodes : []) if (node.textContent) said.push(node.textContent);
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  const talk = await new Talk(page).open();
  // Where there is no mouse (Firefox without a screen has none) the field isn't focused at first, lest a keyboard cover the screen.
  await page.keyboard.press("Escape");
  await expect(talk.box).toBeFocused();
  for (const { ask, hears, acts, then } of STEPS) {
    await test.step(ask, async () => {
      await hearsOnce(page, hears, async () => {
        await page.keyboard.type(ask);
        await page.keyboard.press("Enter");
      });
      await expect(talk.said.last()).toContainText(ask);
      if (acts) {
        const control = talk.answers.last().getByRole(acts[0], { name: acts[1] });
        await reach(page, control);
        if (acts[0] === "checkbox") {
          await page.keyboard.press("Space");
          await expect(control).toBeChecked();
        } else if (then) await hearsOnce(page, then, () => page.keyboard.press("Enter"));
      }
      await page.keyboard.press("Escape");
      await expect(talk.box).toBeFocused();
    });
  }
});

/** Until something is said: that, and nothing else, and once. */
async function hearsOnce(page: Page, what: RegExp, act: () => Promise<void>): Promise<void> {
  const talk = new Talk(page);
  const answered = await talk.answers.count();
  const heard = () => page.evaluate(() => (globalThis as unknown as PageWithSaid).said);
  const before = (await heard()).length;
  await act();
  await expect.poll(() => talk.answers.count()).toBeGreaterThan(answered);
  await expect.poll(async () => (await heard()).length).toBeGreaterThan(before);
  const said = (await heard()).slice(before);
  expect(said).toEqual([expect.stringMatching(what)]);
}

/** Goes back through the page with Shift+Tab to a control, as far as it takes. */
async function reach(page: Page, control: Locator): Promise<void> {
  const isThere = () => control.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 80 && !(await isThere()); steps++) await page.keyboard.press("Shift+Tab");
  await expect(control).toBeFocused();
}
