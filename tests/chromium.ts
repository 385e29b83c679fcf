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
  const playwright = ["node_modules/@playwright/test/cli.js", "install", "chromium"];
  for (const install of [() => succeeds(process.execPath, playwright), () => tryDebianPackage("chromium")]) {
    const installed = install() ? findChromium() : undefined;
    if (installed !== undefined) return installed;
  }
  throw new Error("No Chromium or Chrome found, and none could be installed: install one, or set CHROME_PATH to it.");
}

/** Installs a package of Debian's, where this is one and we are root. */
export function tryDebianPackage(name: string): boolean {
  const isDebianRoot = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  return isDebianRoot && succeeds("sh", ["-c", `apt-get update -qq && apt-get install -y -qq ${name}`]);
}

function succeeds(command: string, args: string[]): boolean {
  console.error(`Installing a browser for the tests: ${command} ${args.join(" ")}`);
  try {
    execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"], timeout: 300_000 });
    return true;
  } catch {
    return false;
  }
}

/** Chromium refuses its sandbox to root; the background services only add noise. */
export const CHROMIUM_ARGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
