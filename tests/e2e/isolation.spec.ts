import { expect, test } from "@playwright/test";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import { Talk, untilCached } from "./talk";

const PORT = 4177;
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** A static host that sends no header of its own. */
function bareHost(): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = join("dist", pathname === "/" ? "index.html" : pathname);
    if (!existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream");
    createReadStream(path).pipe(response);
  });
  return new Promise((resolve) => server.listen(PORT, () => resolve(server)));
}

test("on a host without headers the service worker isolates the page from its second start on, and nothing breaks", async ({
  page,
}) => {
  const server = await bareHost();
  try {
    let loads = 0;
    page.on("load", () => loads++);
    await page.goto(`http://localhost:${PORT}/`);
    await untilCached(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(loads).toBe(1);
    await page.reload();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect(await new Talk(page).say("flip a coin")).toContainText(/heads|tails/i);
    // The worker has the page's policy now: what runs in it may connect nowhere else.
    const refused = await page.workers()[0]?.evaluate(async () => {
      const violation = new Promise<string>((resolve) =>
        self.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective)),
      );
      await fetch("http://127.0.0.2:1/").catch(() => undefined);
      return Promise.race([violation, new Promise<string>((resolve) => setTimeout(() => resolve("nothing"), 2_000))]);
    });
    expect(refused).toBe("connect-src");
    await expect(page.locator("header img").first()).toHaveJSProperty("complete", true);
    expect(loads).toBe(2);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
