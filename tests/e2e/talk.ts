import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";

/** What a person does with the page: opens it, types, reads the newest answer. */
export class Talk {
  constructor(readonly page: Page) {}

  /** `address`: where no base URL is set. */
  async open(address = "./"): Promise<this> {
    await this.page.goto(address);
    await expect(this.box).toBeVisible();
    return this;
  }

  get box(): Locator {
    return this.page.getByRole("textbox", { name: "Message" });
  }

  get answers(): Locator {
    return this.page.locator("[data-message][data-from=assistant]");
  }

  get said(): Locator {
    return this.page.locator("[data-message][data-from=user]");
  }

  /** Sends a message and waits for the answer to it: the messages after the user's own. */
  async say(text: string): Promise<Locator> {
    const before = await this.answers.count();
    await this.box.fill(text);
    await this.box.press("Enter");
    await expect.poll(() => this.answers.count()).toBeGreaterThan(before);
    return this.answers.last();
  }
}

/**
 * The text of the file that the page saves when `act` is done. Playwright hears of no download in a stock Firefox: there it is what the
 * page made to be saved.
 */
export async function savedFile(page: Page, act: () => Promise<void>): Promise<string> {
  if (page.context().browser()?.browserType().name() === "firefox") {
    const blob = await page.evaluateHandle(() => {
      const create = URL.createObjectURL.bind(URL);
      const made = Promise.withResolvers<Blob>();
      URL.createObjectURL = (blob: Blob) => {
        made.resolve(blob);
        return create(blob);
      };
      return { made: made.promise };
    });
    await act();
    return blob.evaluate(async ({ made }) => (await made).text());
  }
  const download = page.waitForEvent("download");
  await act();
  return readFileSync(await (await download).path(), "utf8");
}

/** Until the service worker has everything that a start without network needs. */
export async function untilCached(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}
