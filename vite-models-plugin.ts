import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Plugin } from "vite";
import * as v from "valibot";
import { currentModelsSchema, type CurrentModels } from "./src/engine/project/bundle.ts";
import { RUNTIME_FILES } from "./src/engine/project/encoder.ts";
import { CORE_FILES, FULL_FILES, NLU_FILES } from "./src/engine/project/model-files.ts";

/**
 * Serves `/models/*` in development, and puts what `current.json` names into the build, under the same addresses. Beside its own, the
 * page may call only the action server that is named there.
 */
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

    transformIndexHtml(html) {
      const endpoint = readCurrent(root)?.actionEndpoint;
      return endpoint ? html.replace("connect-src 'self'", `$& ${new URL(endpoint.url).origin}`) : html;
    },

    generateBundle() {
      const current = readCurrent(root);
      if (!current) return this.warn(`${root} has no current.json: the build has no model. Run \`npx sotto train\`.`);
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

function readCurrent(root: string): CurrentModels | null {
  const path = join(root, "current.json");
  return existsSync(path) ? v.parse(currentModelsSchema, JSON.parse(readFileSync(path, "utf8"))) : null;
}

/** None where no encoder is in use. */
function fullTierFiles({ nlu, encoder }: CurrentModels): string[] {
  if (encoder === undefined) return [];
  // Its licence goes where it goes.
  const ofEncoder = ["metadata.json", "LICENSE", ...RUNTIME_FILES];
  return [...FULL_FILES.map((file) => join(nlu, file)), ...ofEncoder.map((file) => join(encoder, file))];
}
