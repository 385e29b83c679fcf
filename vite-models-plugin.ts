import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Plugin } from "vite";
import * as v from "valibot";

/** What the page needs of a trained model; the rest of its folder is for people and the trainer. */
const runtimeFiles = {
  nlu: ["metadata.json", "pipeline.json", "weights.json", "weights.bin"],
  core: ["metadata.json", "domain.json", "policies.json"],
};

/** `current.json`: the folders in use, relative to `models/`. */
const Current = v.object({ nlu: v.string(), core: v.string() });

/** Serves `/models/*` in development, and puts what `current.json` names into the build, under the same addresses. */
export function models(folder: string): Plugin {
  const root = resolve(folder);
  return {
    name: "sotto-models",

    configureServer(server) {
      server.middlewares.use("/models", (request, response, next) => {
        const path = join(root, decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
        const inside = !relative(root, path).startsWith("..");
        if (!inside || !/\.(json|bin)$/.test(path) || !existsSync(path)) return next();
        response.setHeader("Content-Type", path.endsWith(".json") ? "application/json" : "application/octet-stream");
        createReadStream(path).pipe(response);
      });
    },

    generateBundle() {
      const path = join(root, "current.json");
      if (!existsSync(path)) return this.warn(`${path} is missing: the build has no model. Run \`npx sotto train\`.`);
      const current = v.parse(Current, JSON.parse(readFileSync(path, "utf8")));
      const files = [
        "current.json",
        ...runtimeFiles.nlu.map((file) => join(current.nlu, file)),
        ...runtimeFiles.core.map((file) => join(current.core, file)),
      ];
      for (const file of files) {
        this.emitFile({ type: "asset", fileName: join("models", file), source: readFileSync(join(root, file)) });
      }
    },
  };
}
