import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Output } from "./output";
import { UsageError } from "./usage-error";

/** Refuses a folder that holds something already, unless that was asked for: nothing there is to be overwritten by mistake. */
export function assertEmpty(folder: string, force: boolean): void {
  if (force || !existsSync(folder) || readdirSync(folder).length === 0) return;
  throw new UsageError(`the folder ${folder} isn't empty; name another, or overwrite what is there with --force`);
}

/** Writes texts below a folder, by path, and prints where each is. */
export function writeTexts(folder: string, texts: ReadonlyMap<string, string>, output: Output): void {
  for (const [path, text] of texts) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    output.print(file);
  }
}
