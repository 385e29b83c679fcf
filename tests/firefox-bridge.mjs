#!/usr/bin/env node
/**
 * Stands between Playwright and a stock Firefox: starts the one that FIREFOX_PATH names with the arguments given, and passes WebDriver BiDi's
 * messages on. Two of Playwright 1.65's own don't do as they are:
 * - it sets media features whenever it opens a context, by a command that Firefox 153 ESR doesn't know: it is answered here, so a page's
 *   `emulateMedia` changes nothing;
 * - it fills a field by setting its value as the page itself would, which React takes for its own doing: it is inserted as if typed.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import WebSocket, { WebSocketServer } from "ws";

const UNKNOWN_COMMAND = "emulation.setMediaFeaturesOverride";
const FILLS = "(text) => bidiInsertText(window, text)";
const INSERTS = "(text) => window.document.execCommand('insertText', false, text)";

const firefox = spawn(process.env["FIREFOX_PATH"], process.argv.slice(2), { stdio: ["ignore", "inherit", "pipe"] });
firefox.on("exit", (code) => process.exit(code ?? 1));
firefox.on("error", ({ message }) => {
  console.error(message);
  process.exit(1);
});
process.on("SIGTERM", () => firefox.kill());

for await (const line of createInterface({ input: firefox.stderr })) {
  const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
  if (address === undefined) console.error(line);
  else bridge(address);
}

/** Listens on a port of its own, and says so as Firefox does. */
function bridge(address) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("listening", () =>
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${String(server.address().port)}`),
  );
  server.on("connection", (playwright, { url }) => {
    const browser = new WebSocket(address + url, { perMessageDeflate: false });
    const isOpen = new Promise((resolve) => browser.on("open", resolve));
    playwright.on("message", async (data) => {
      const text = data.toString();
      const { id, method } = JSON.parse(text);
      if (method === UNKNOWN_COMMAND) return playwright.send(JSON.stringify({ type: "success", id, result: {} }));
      await isOpen;
      browser.send(text.replace(FILLS, INSERTS));
    });
    browser.on("message", (data) => playwright.send(data.toString()));
    browser.on("error", () => playwright.close());
    browser.on("close", () => playwright.close());
    playwright.on("close", () => browser.close());
  });
}
