import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const HERE = import.meta.dirname;

/** Whether the peers' packages are there. */
export function arePeersInstalled(): boolean {
  return existsSync(join(HERE, "node_modules", "@nlpjs", "nlp"));
}

/** Installs the peers beside their own package.json, where nothing else finds them. No package may run a script. */
export function installPeers(): void {
  if (arePeersInstalled()) return;
  console.error("Installing the peers (once) ...");
  const args = ["install", "--ignore-scripts", "--no-save", "--no-fund", "--no-audit"];
  execFileSync("npm", args, { cwd: HERE, stdio: "inherit", shell: process.platform === "win32" });
}
