import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Where a Chromium or Chrome usually is; CHROME_PATH comes first. */
const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser that the tests drive, or undefined when there is none yet. */
export function findChromium(): string | undefined {
  const candidates = [process.env["CHROME_PATH"] ?? "", chromium.executablePath(), ...USUAL_PLACES];
  return candidates.find((path) => path !== "" && existsSync(path));
}

/** Finds a browser, or installs one: Playwright's download, or Debian's package where we are root. Throws one clear line. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  for (const [command, args] of installers()) {
    console.error(`No Chromium here yet: ${command} ${args.join(" ")}`);
    try {
      execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"], timeout: 300_000 });
    } catch {
      continue;
    }
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error("No Chromium or Chrome found, and none could be installed: install one, or set CHROME_PATH to it.");
}

function installers(): [string, string[]][] {
  const isDebianRoot = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  const playwright: [string, string[]][] = [
    [process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]],
  ];
  if (!isDebianRoot) return playwright;
  return [...playwright, ["sh", ["-c", "apt-get update -qq && apt-get install -y -qq chromium"]]];
}

/** Chromium refuses its sandbox to root; the background services only add noise. */
export const CHROMIUM_ARGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
