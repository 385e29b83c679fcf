import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Plugin, UserConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { assistant, type Assistant } from "./vite-assistant-plugin.ts";
import { licences } from "./vite-licences-plugin.ts";
import { models } from "./vite-models-plugin.ts";
import { ROOT } from "./vite-root.ts";
import { encoderRuntime } from "./vite-runtime-plugin.ts";

/** Vite's development server injects inline scripts and styles, which the page's own policy forbids. */
const noPolicyInDevelopment: Plugin = {
  name: "sotto-no-policy-in-development",
  apply: "serve",
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
};

/** Of micromark: what `&amp;` and the like stand for. */
const CHARACTERS = "decode-named-character-reference";

/** What the service worker adds on hosts without them (src/sw/sw.ts): an isolated page may use threads. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "credentialless",
};

/**
 * How the app is built: with the models of a folder, for the assistant that ships or for a project's own. Paths of the repository are
 * absolute, so that it can be done from anywhere.
 */
export function appConfig(folder: string, project: Assistant | null): UserConfig {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  const ofPackages = licences();
  const { page, modules } = assistant(project);
  return {
    root: ROOT,
    // Relative, so that the build works on any static host and in any sub-folder.
    base: "./",
    define: { __APP_VERSION__: JSON.stringify(version) },
    resolve: {
      alias: [
        { find: /^sotto$/, replacement: join(ROOT, "src/sotto.ts") },
        // For browsers it has a form that needs a document; the worker reads Markdown too.
        { find: CHARACTERS, replacement: createRequire(import.meta.url).resolve(CHARACTERS) },
      ],
    },
    worker: { format: "es", plugins: () => [modules, ofPackages.collect] },
    server: { headers: isolation },
    preview: { port: 4173, headers: isolation },
    plugins: [
      react(),
      noPolicyInDevelopment,
      page,
      modules,
      models(folder),
      encoderRuntime(),
      ofPackages.write,
      VitePWA({
        strategies: "injectManifest",
        srcDir: "src/sw",
        filename: "sw.ts",
        injectRegister: false,
        manifest: false,
        // It is a build of its own, which would tell of its steps.
        integration: {
          configureCustomSWViteBuild(config) {
            config.logLevel = "error";
          },
        },
        injectManifest: {
          rollupFormat: "iife",
          globPatterns: ["**/*.{html,js,mjs,css,svg,png,webmanifest,md,csv,json,bin,wasm}"],
          // The full tier keeps its own files (src/worker/full-tier/); what they must be comes with the shell.
          globIgnores: [
            "models/encoder/*/!(metadata.json)",
            "models/encoder/*/onnx/**",
            "models/nlu/*/full/**",
            "models/runtime/**",
            // For shops and install dialogs.
            "screenshots/**",
            ...(project ? ["handbook/**"] : []),
          ],
          // Their names change with their content.
          dontCacheBustURLsMatching: /^(assets|models\/(nlu|core))\//,
          maximumFileSizeToCacheInBytes: 32 * 1024 * 1024,
        },
      }),
    ],
  };
}
