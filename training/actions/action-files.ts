import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The files of a project that hold its own actions: every TypeScript file of `actions/`, but for tests and declarations. Those in folders
 * below are for them to import. Absolute, sorted by name.
 */
export function actionFiles(project: string): string[] {
  const folder = resolve(project, "actions");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.(d|test|spec)\.ts$/.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
}
