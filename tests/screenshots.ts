/** `npx tsx tests/screenshots.ts`: draws the manifest's screenshots from the build in dist/, for public/screenshots/. */
import { chromium } from "@playwright/test";
import { preview } from "vite";
import { CHROMIUM_ARGS, ensureChromium } from "./chromium.ts";

const PICTURES = [
  {
    file: "public/screenshots/narrow.png",
    screen: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
    says: ["Remind me to call Anna tomorrow at nine", "Add milk, eggs and bread to my shopping list"],
    section: "chat",
    shows: "[data-message]",
  },
  {
    file: "public/screenshots/wide.png",
    screen: { viewport: { width: 1280, height: 800 } },
    says: ["Lunch with Anna tomorrow at 12:30", "Dentist today at 23:00"],
    section: "calendar",
    shows: "[role=grid]",
  },
];

const server = await preview({ preview: { port: 4178 } });
const [address = ""] = server.resolvedUrls?.local ?? [];
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
for (const { file, screen, says, section, shows } of PICTURES) {
  const context = await browser.newContext({
    ...screen,
    timezoneId: "Europe/Oslo",
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  // Nothing is said of a download then.
  await page.addInitScript(() => localStorage.setItem("understanding", "lite"));
  await page.goto(address);
  for (const text of says) {
    const answers = page.locator("[data-from=assistant]");
    const before = await answers.count();
    await page.getByRole("textbox", { name: "Message" }).fill(text);
    await page.keyboard.press("Enter");
    await answers.nth(before).waitFor();
  }
  await page.goto(`${address}#/${section}`);
  await page.locator(shows).first().waitFor();
  await page.screenshot({ path: file });
  console.log(file);
  await context.close();
}
await browser.close();
await server.close();
