import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Action } from "../../src/engine/actions/action";
import { exportedActions } from "../../src/engine/actions/exported-actions";
import { AUTHORS_MODULE } from "./repository";

/** The code of a module that has the actions of files as `own`. `file` says how it names a file. */
export function importsOf(files: readonly string[], file: (path: string) => string = (path) => path): string {
  const imports = files.map((path, i) => `import * as own${i} from ${JSON.stringify(file(path))};\n`);
  return `${imports.join("")}const own = [${files.map((_, i) => `own${i}`).join(", ")}];\n`;
}

/**
 * A project's own actions, to be run here: bundled to one module with all that they import, but for what they have of Sotto, which
 * stays the same as everybody's. Rejects where a file can't be read or throws while it is loaded.
 */
export async function loadActions<Data>(files: readonly string[]): Promise<Action<Data>[]> {
  if (files.length === 0) return [];
  const { build } = await import("vite");
  const entry = "\0actions";
  const built = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [
      {
        name: "sotto-actions",
        enforce: "pre",
        resolveId(id) {
          if (id === entry) return id;
          return id === "sotto" ? { id: pathToFileURL(AUTHORS_MODULE).href, external: true } : null;
        },
        load: (id) => (id === entry ? `${importsOf(files)}export { own };\n` : null),
      },
    ],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      target: "node20",
      rolldownOptions: { input: entry, output: { codeSplitting: false } },
    },
  });
  const [bundle] = [built].flat();
  if (!bundle || !("output" in bundle)) throw new Error("the bundler gave nothing");
  const folder = await mkdtemp(join(tmpdir(), "sotto-actions-"));
  try {
    const file = join(folder, "actions.mjs");
    await writeFile(file, bundle.output[0].code);
    const { own } = (await import(pathToFileURL(file).href)) as { own: object[] };
    return exportedActions(own);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
