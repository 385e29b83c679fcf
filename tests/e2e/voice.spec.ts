import { expect, test, type Page } from "@playwright/test";
import { Talk } from "./talk";
import { violations } from "./violations";

/** A browser that recognises speech on the device (Debian's Chromium has no recogniser), and what it hears. */
async function withRecogniser(page: Page, availability: string, heard: string): Promise<void> {
  await page.addInitScript(
    ([availability, heard]) => {
      class SpeechRecognition extends EventTarget {
        static available = () => Promise.resolve(availability);
        static install = () => Promise.resolve(true);
        get processLocally() {
          return true;
        }
        set processLocally(isLocal: boolean) {
          if (!isLocal) throw new Error("it would leave the device");
        }
        start() {}
        abort() {}
        stop() {
          const results = [{ isFinal: true, 0: { transcript: heard } }];
          this.dispatchEvent(Object.assign(new Event("result"), { results }));
          this.dispatchEvent(new Event("end"));
        }
      }
      Object.assign(window, { SpeechRecognition });
    },
    [availability, heard],
  );
}

test("takes a message while the microphone is held, by mouse and by key", async ({ page }) => {
  await withRecogniser(page, "available", "what's 15% of 80");
  const talk = await new Talk(page).open();
  const microphone = page.getByRole("button", { name: "Hold to talk" });
  await microphone.hover();
  await page.mouse.down();
  await expect(page.getByText("Listening…")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.mouse.up();
  await expect(talk.said.last()).toContainText("what's 15% of 80");
  await expect(talk.answers.last()).toContainText("12");
  await microphone.focus();
  await page.keyboard.down(" ");
  await page.keyboard.up(" ");
  await expect(talk.said).toHaveCount(2);
});

test("offers the language where it has to be fetched", async ({ page }) => {
  await withRecogniser(page, "downloadable", "hello");
  await new Talk(page).open();
  await expect(page.getByRole("button", { name: "Hold to talk" })).toBeHidden();
  await page.goto("./#/settings");
  await page.getByRole("button", { name: "Fetch the language" }).click();
  await expect(page.getByText(/Hold the microphone/)).toBeVisible();
});

test("is off, and says why, where speech would go to a server", async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { SpeechRecognition: undefined });
    Object.defineProperty(window.speechSynthesis, "getVoices", { value: () => [] });
  });
  await new Talk(page).open();
  await expect(page.getByRole("button", { name: "Hold to talk" })).toBeHidden();
  await page.goto("./#/settings");
  await expect(page.getByText(/would send what you say to a server/)).toBeVisible();
  await expect(page.getByText(/has no voice of its own/)).toBeVisible();
});

test("reads answers aloud, in a voice of the device only, once that is chosen", async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = [];
    const voice = (name: string, localService: boolean) => ({ name, localService, lang: "en-GB", default: true });
    class SpeechSynthesisUtterance {
      voice: { name: string } | null = null;
      constructor(readonly text: string) {}
    }
    const speech = {
      getVoices: () => [voice("Cloud", false), voice("Device", true)],
      speak: ({ text, voice }: SpeechSynthesisUtterance) => said.push(`${voice?.name}: ${text}`),
      cancel: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    Object.assign(window, { SpeechSynthesisUtterance, said });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  const talk = await new Talk(page).open();
  await talk.say("what's 15% of 80");
  expect(await said()).toEqual([]);
  await page.goto("./#/settings");
  await page.getByText("Read aloud", { exact: true }).click();
  await page.goto("./#/chat");
  await talk.say("what's 10% of 90");
  await expect.poll(said).toEqual(["Device: I’ll read my answers aloud.", expect.stringMatching(/^Device: .*9/)]);
});
