import { firefox, type PlaywrightTestOptions, type PlaywrightWorkerOptions } from "@playwright/test";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tryDebianPackage } from "./chromium.ts";

type Browser = Partial<PlaywrightTestOptions & PlaywrightWorkerOptions>;

/** Where a Firefox usually is; FIREFOX_PATH comes first. */
const USUAL_PLACES = [
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/snap/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/** How Playwright drives a Firefox: its own build where that is installed, else a stock one over WebDriver BiDi. Null where there is none. */
export function ensureFirefox(): Browser | null {
  if (existsSync(firefox.executablePath())) return { browserName: "firefox" };
  const path = findStock() ?? (tryDebianPackage("firefox-esr") ? findStock() : undefined);
  if (path === undefined) return null;
  return {
    browserName: "firefox",
    channel: "moz-firefox",
    launchOptions: {
      executablePath: fileURLToPath(new URL("firefox-bridge.mjs", import.meta.url)),
      env: { ...process.env, FIREFOX_PATH: path },
    },
  };
}

function findStock(): string | undefined {
  return [process.env["FIREFOX_PATH"] ?? "", ...USUAL_PLACES].find((path) => path !== "" && existsSync(path));
}
