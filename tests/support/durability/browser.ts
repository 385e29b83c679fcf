import { chromium, type Browser, type Page } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { CHROMIUM_ARGS, ensureChromium } from "../../chromium";

/** A real Chromium on a profile of its own, that can be killed as a crash or a power cut would: whole, and without a word. */
export class KillableBrowser {
  private constructor(
    private readonly process: ChildProcess,
    readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async start(profile: string): Promise<KillableBrowser> {
    const started = spawn(
      ensureChromium(),
      [
        ...CHROMIUM_ARGS,
        "--headless=new",
        "--remote-debugging-port=0",
        // Nothing asks whether to restore the pages of a browser that crashed.
        "--hide-crash-restore-bubble",
        `--user-data-dir=${profile}`,
        "about:blank",
      ],
      // A process group of its own, so that all of its processes can be killed at once.
      { detached: true, stdio: ["ignore", "ignore", "pipe"] },
    );
    const endpoint = await new Promise<string>((resolve, reject) => {
      let told = "";
      started.stderr.on("data", (data: Buffer) => {
        told += data.toString();
        const found = /DevTools listening on (ws:\S+)/.exec(told)?.[1];
        if (found !== undefined) resolve(found);
      });
      started.on("exit", () => reject(new Error(`Chromium ended: ${told}`)));
    });
    const browser = await chromium.connectOverCDP(endpoint);
    const context = browser.contexts()[0];
    if (!context) throw new Error("Chromium has no context");
    await context.addInitScript("globalThis.__name = (marked) => marked; localStorage.understanding = 'lite'");
    return new KillableBrowser(started, browser, context.pages()[0] ?? (await context.newPage()));
  }

  /** Kills every process of it at once. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    process.kill(-pid, "SIGKILL");
    await ended;
  }
}
