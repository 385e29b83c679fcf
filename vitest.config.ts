import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { CHROMIUM_ARGS, ensureChromium } from "./tests/chromium.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          // Some train a small model, beside others that do.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ["tests/unit/**/*.test.ts", "tests/conformance/**/*.test.ts", "tests/requests/**/*.test.ts"],
        },
      },
      {
        // What stands on IndexedDB, locks and workers is tested on the real ones.
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: ensureChromium(), args: CHROMIUM_ARGS } }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
