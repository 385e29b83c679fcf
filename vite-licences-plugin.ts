import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { ROOT } from "./vite-root.ts";

/** The service worker is built after everything else, so what it holds is named here. */
const IN_SERVICE_WORKER = ["workbox-core", "workbox-precaching", "workbox-routing", "workbox-strategies"];

/**
 * Writes `licences.md`: every package whose code is in the build, with its licence's text. The page and the worker are two
 * builds: `collect` notes what the worker's holds, and `write` adds the page's and writes the list.
 */
export function licences(): { collect: Plugin; write: Plugin } {
  /** Name to folder. */
  const packages = new Map(IN_SERVICE_WORKER.map((name) => [name, join(ROOT, "node_modules", name)]));
  const note = (moduleIds: Iterable<string>): void => {
    for (const id of moduleIds) {
      const [, folder, name] =
        /^\0?(.*node_modules\/((?:@[^/]+\/)?[^/]+))\/(?!.*node_modules)/.exec(id.replaceAll("\\", "/")) ?? [];
      if (folder !== undefined && name !== undefined) packages.set(name, folder);
    }
  };
  return {
    collect: {
      name: "sotto-licences-of-worker",
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle)) if (chunk.type === "chunk") note(chunk.moduleIds);
      },
    },
    write: {
      name: "sotto-licences",
      apply: "build",
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle)) if (chunk.type === "chunk") note(chunk.moduleIds);
        const parts = [...packages]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, folder]) => describe(name, folder));
        const source = `# Licences\n\nSotto is Apache-2.0. The app contains code of these packages:\n\n${parts.join("\n\n")}\n`;
        this.emitFile({ type: "asset", fileName: "licences.md", source });
      },
    },
  };
}

function describe(name: string, folder: string): string {
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, string>;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `## ${name} ${version} (${license})\n\n${text}`.trim();
}
