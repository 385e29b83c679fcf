import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Plugin } from "vite";
import * as v from "valibot";
import { currentModelsSchema, type CurrentModels } from "./src/engine/project/bundle.ts";
import { RUNTIME_FILES } from "./src/engine/project/encoder.ts";
import { CORE_FILES, FULL_FILES, NLU_FILES } from "./src/engine/project/model-files.ts";

/** Serves `/models/*` in development, and puts what `current.json` names into the build, under the same addresses. */
export function models(folder: string): Plugin {
  const root = resolve(folder);
  return {
    name: "sotto-models",

    configureServer(server) {
      server.middlewares.use("/models", (request, response, next) => {
        const path = join(root, decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
        const inside = !relative(root, path).startsWith("..");
        if (!inside || !/\.(json|bin|txt|onnx)$/.test(path) || !existsSync(path)) return next();
        response.setHeader("Content-Type", path.endsWith(".json") ? "application/json" : "application/octet-stream");
        createReadStream(path).pipe(response);
      });
    },

    generateBundle() {
      const path = join(root, "current.json");
      if (!existsSync(path)) return this.warn(`${path} is missing: the build has no model. Run \`npx sotto train\`.`);
      const current = v.parse(currentModelsSchema, JSON.parse(readFileSync(path, "utf8")));
      const files = [
        "current.json",
        ...[...NLU_FILES, "metadata.json"].map((file) => join(current.nlu, file)),
        ...[...CORE_FILES, "metadata.json"].map((file) => join(current.core, file)),
        ...fullTierFiles(current),
      ];
      for (const file of files) {
        this.emitFile({ type: "asset", fileName: join("models", file), source: readFileSync(join(root, file)) });
      }
    },
  };
}

/** None where no encoder is in use. */
function fullTierFiles({ nlu, encoder }: CurrentModels): string[] {
  if (encoder === undefined) return [];
  // Its licence goes where it goes.
  const ofEncoder = ["metadata.json", "LICENSE", ...RUNTIME_FILES];
  return [...FULL_FILES.map((file) => join(nlu, file)), ...ofEncoder.map((file) => join(encoder, file))];
}
