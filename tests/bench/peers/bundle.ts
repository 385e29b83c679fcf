import { join } from "node:path";
import { build, type Plugin } from "vite";
import { encoderRuntime } from "../../../vite-runtime-plugin";
import type { SystemName, Work } from "./contender";

export type Place = "node" | "worker";

const HERE = import.meta.dirname;

/** Where a contender's reader stands. Sotto's is the same for both works: its model says what it was trained for. */
function moduleOf(system: SystemName, work: Work, place: Place): string {
  switch (system) {
    case "nlp.js":
      return work === "intents" ? "nlpjs" : "nlpjs-ner";
    case "lite":
      return "lite";
    case "full":
      return `full-${place}`;
  }
}

/**
 * Bundles a system with its answering loop into one script, minified: for Node as for the worker, so that no start is charged with looking
 * up a hundred modules. Only transformers.js stays outside in Node, where its runtime is native. What Sotto's full tier fetches beside its
 * models stands in `models/` within `out`. Returns the script's name.
 */
export async function bundleSystem(system: SystemName, work: Work, place: Place, out: string): Promise<string> {
  const module = moduleOf(system, work, place);
  const script = `${system}-${work}-${place}.mjs`;
  const entry = "virtual:entry";
  const plugin: Plugin = {
    name: "peers-entry",
    resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
    load: (id) =>
      id === `\0${entry}`
        ? `import { load } from ${JSON.stringify(join(HERE, "systems", `${module}.ts`))};
           import { serve } from ${JSON.stringify(join(HERE, `serve-${place}.ts`))};
           serve(load);`
        : undefined,
  };
  await build({
    configFile: false,
    logLevel: "error",
    root: HERE,
    // Scripts find their files beside them, wherever they are served.
    base: "./",
    plugins: system === "full" && place === "worker" ? [plugin, encoderRuntime()] : [plugin],
    define: place === "worker" ? { "process.env.NODE_ENV": '"production"', global: "globalThis" } : {},
    // Microsoft's recognisers name a browser build that exports nothing; nlp.js then silently finds no dates.
    resolve: { mainFields: ["module", "main"] },
    ssr: { noExternal: true, external: ["@xenova/transformers"] },
    build: {
      outDir: out,
      emptyOutDir: false,
      copyPublicDir: false,
      minify: true,
      target: "es2023",
      ...(place === "node" ? { ssr: true } : { modulePreload: false }),
      rolldownOptions: { input: entry, output: { format: "es", entryFileNames: script } },
    },
  });
  return script;
}
