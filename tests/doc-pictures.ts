/** `npx tsx tests/doc-pictures.ts`: draws the pictures of docs/ from the build in dist/; Debian's monitoring servers run for the one of systems. */
import { chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, ensureChromium } from "./chromium";
import { Talk } from "./e2e/talk";
import { served } from "./support/durability/served";
import { installMonitoring, Monitoring, until } from "./support/monitoring";

const server = await served();
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });

async function policies(page: Page): Promise<void> {
  const talk = await new Talk(page).open();
  await talk.say("how many days of annual leave do I get?");
  await talk.say("and for part-timers?");
  await talk.answers.last().getByRole("link", { name: "Open it where it stands" }).click();
  await page.getByRole("region", { name: "Knowledge", exact: true }).locator("mark").first().waitFor();
}

async function systems(page: Page): Promise<void> {
  const missing = installMonitoring();
  if (missing.length > 0) throw new Error(`could not install ${missing.join(", ")}`);
  const monitoring = await Monitoring.start();
  try {
    await until(async () => (await (await fetch(`${monitoring.alertmanager}/api/v2/alerts`)).text()).includes("Web"));
    const talk = await new Talk(page).open("./#/settings");
    for (const [kind, address] of [
      ["Prometheus", monitoring.prometheus],
      ["Alertmanager", monitoring.alertmanager],
    ] as const) {
      await page.getByRole("button", { name: "Connect a server" }).click();
      const form = page.getByRole("form", { name: "Connect a server" });
      await form.getByLabel("What it is").selectOption({ label: kind });
      await form.getByLabel("Address").fill(address);
      await form.getByRole("button", { name: "Save" }).click();
      await page.getByRole("list", { name: "Connected servers" }).getByText(kind).first().waitFor();
    }
    await page.goto("./#/chat");
    await talk.say("how are the servers?");
    await talk.say("anything firing?");
    await page.goto("./#/systems");
    await page.getByRole("region", { name: "Systems" }).getByRole("list", { name: "Machines" }).waitFor();
  } finally {
    await monitoring.stop();
  }
}

try {
  for (const [name, draw] of Object.entries({ "company-policies": policies, systems })) {
    const screen = { viewport: { width: 1280, height: 800 }, baseURL: server.address };
    const context = await browser.newContext({ ...screen, locale: "en-GB", reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.addInitScript(() => localStorage.setItem("understanding", "lite"));
    await draw(page);
    await page.screenshot({ path: `docs/images/${name}.png` });
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
