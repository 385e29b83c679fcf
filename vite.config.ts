import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { licences } from "./vite-licences-plugin.ts";
import { models } from "./vite-models-plugin.ts";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

/** Vite's development server injects inline scripts and styles, which the page's own policy forbids. */
const noPolicyInDevelopment: Plugin = {
  name: "sotto-no-policy-in-development",
  apply: "serve",
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
};

const ofPackages = licences();

export default defineConfig({
  // Relative, so that the build works on any static host and in any sub-folder.
  base: "./",
  define: { __APP_VERSION__: JSON.stringify(version) },
  worker: { format: "es", plugins: () => [ofPackages.collect] },
  preview: { port: 4173 },
  plugins: [
    react(),
    noPolicyInDevelopment,
    models("models"),
    ofPackages.write,
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/sw",
      filename: "sw.ts",
      injectRegister: false,
      manifest: false,
      injectManifest: {
        rollupFormat: "iife",
        globPatterns: ["**/*.{html,js,css,svg,png,webmanifest,md,json,bin,wasm}"],
        // Their names change with their content.
        dontCacheBustURLsMatching: /^(assets|models\/(nlu|core))\//,
        maximumFileSizeToCacheInBytes: 32 * 1024 * 1024,
      },
    }),
  ],
});
