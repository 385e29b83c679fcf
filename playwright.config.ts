import { defineConfig } from "@playwright/test";
import { SINK } from "./tests/e2e/silence.ts";
import { CHROMIUM_ARGS, ensureChromium } from "./tests/chromium.ts";
import { ensureFirefox } from "./tests/firefox.ts";

const PORT = Number(process.env["E2E_PORT"] ?? 4174);
const firefox = ensureFirefox();
if (!firefox)
  console.error("SKIPPED: the end-to-end tests in Firefox. None is here: install one, or set FIREFOX_PATH to it.");

/** All but what measures the build, kills the browser, or downloads the full tier. */
const IN_FIREFOX =
  /(everyday|offline|conversations|debugger|calendar-people|incoming|damage|isolation|voice|panels|keyboard|palette|knowledge|content-manager|customer-support|sites|crm|systems|bad-input)\.spec\.ts$/;

/** Whether it is installable only Chromium tells; going back within a page is never told to be done over BiDi; axe runs in Chromium; over BiDi nothing is run in a worker, and of a zip's download nothing is told. */
const NOT_IN_FIREFOX =
  /is installable|goes from section to section|axe finds nothing|are accessible|the worker has the page's policy|saved as Markdown in a zip/;

/** End-to-end: the built page, served as a static host would, in real browsers. */
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/silence.ts",
  workers: 1,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    // The same tier from the first message to the last; full-tier.spec.ts is about the other one.
    storageState: {
      cookies: [],
      origins: [{ origin: `http://localhost:${PORT}`, localStorage: [{ name: "understanding", value: "lite" }] }],
    },
    // What isn't for this device comes to a proxy that lets nothing through, and the run fails.
    proxy: { server: `http://127.0.0.1:${SINK}`, bypass: "localhost,127.0.0.1" },
    timezoneId: "Europe/Oslo",
    locale: "en-GB",
  },
  projects: [
    {
      name: "chromium",
      use: { browserName: "chromium", launchOptions: { executablePath: ensureChromium(), args: CHROMIUM_ARGS } },
    },
    ...(firefox ? [{ name: "firefox", use: firefox, testMatch: IN_FIREFOX, grepInvert: NOT_IN_FIREFOX }] : []),
  ],
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: false,
  },
});
