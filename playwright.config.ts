import { defineConfig } from "@playwright/test";
import { SINK } from "./tests/e2e/silence.ts";
import { CHROMIUM_ARGS, ensureChromium } from "./tests/chromium.ts";

const PORT = 4174;

/** End-to-end: the built page, served as a static host would, in a real browser. */
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/silence.ts",
  workers: 1,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    launchOptions: { executablePath: ensureChromium(), args: CHROMIUM_ARGS },
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
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: false,
  },
});
