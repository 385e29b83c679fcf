import { execFileSync, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Installs Debian's packages where a file that each brings is missing; the names of those that couldn't be. */
export function installDebian(packages: Readonly<Record<string, string>>): string[] {
  const missing = () => Object.entries(packages).flatMap(([name, path]) => (existsSync(path) ? [] : [name]));
  const names = missing();
  if (names.length === 0) return [];
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore", timeout: 120_000, env });
    const install = ["install", "-y", "-qq", "--no-install-recommends", ...names];
    execFileSync("apt-get", install, { stdio: "ignore", timeout: 600_000, env });
  } catch {
    // No root, or no network: what is missing is named by the test.
  }
  return missing();
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Stops a program without ending it: it answers nothing, and its connections stay open. Resolves once it stands still. */
export async function freeze(child: ChildProcess): Promise<void> {
  child.kill("SIGSTOP");
  while (!/\) T /.test(readFileSync(`/proc/${child.pid}/stat`, "utf8"))) await new Promise(setImmediate);
}
