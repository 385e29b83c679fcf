import { execFile, spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../free-port";

/** Runs on Python 3.10 to 3.14. */
const RASA_SDK = "rasa-sdk==3.21.1";

const here = import.meta.dirname;

/** The Python that has rasa-sdk, installed from PyPI once; null, with a line that says so, where it can't be. */
export async function pythonWithRasaSdk(): Promise<string | null> {
  const folder = join(tmpdir(), `sotto-${RASA_SDK.replace("==", "-")}`);
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const mark = join(folder, "installed");
  if (existsSync(mark)) return python;
  const run = promisify(execFile);
  try {
    await run("python3", ["-m", "venv", "--clear", folder]);
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", RASA_SDK]);
    writeFileSync(mark, "");
    return python;
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split("\n");
    console.warn(`${RASA_SDK} can't be installed, so nothing is tested against it: ${line}`);
    return null;
  }
}

export interface RunningServer {
  /** Of its webhook. */
  url: string;
  stop(): void;
}

/** Starts rasa-sdk's server on a free port, with the actions beside this file; only pages of `cors` may call it. */
export async function startRasaSdk(python: string, cors: string): Promise<RunningServer> {
  const port = await freePort();
  const server = spawn(python, ["-m", "rasa_sdk", "--actions", "actions", "--port", String(port), "--cors", cors], {
    cwd: here,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", SANIC_HOST: "127.0.0.1" },
    stdio: ["ignore", "ignore", "pipe"],
    // It starts workers of its own: a group of processes is ended whole.
    detached: true,
  });
  const log: string[] = [];
  server.stderr.on("data", (data) => log.push(String(data)));
  const stop = (): void => {
    if (server.exitCode === null && server.pid !== undefined) process.kill(-server.pid, "SIGTERM");
  };
  for (let attempt = 0; attempt < 300; attempt++) {
    const isUp = await fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return { url: `http://127.0.0.1:${port}/webhook`, stop };
    if (server.exitCode !== null) break;
    await setTimeout(100);
  }
  stop();
  throw new Error(`rasa-sdk didn't start:\n${log.join("")}`);
}
