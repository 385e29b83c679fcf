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

/** Until the service worker has everything that a start without network needs. */
export async function untilCached(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}
