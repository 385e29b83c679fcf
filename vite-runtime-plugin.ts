import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { ROOT } from "./vite-root.ts";

const PACKAGE = join(ROOT, "node_modules/onnxruntime-web");

/**
 * ONNX Runtime for the full tier, from our own origin: its WASM, gzipped (4 MB instead of 14, whatever the host does), stands with the models
 * as `models/runtime/<hash>.bin` (a server that knows it for gzip would have the browser unpack it), and `__ENCODER_RUNTIME__` says what it must be. transformers.js gets the build of the runtime that has
 * the CPU's kernels only: the one it asks for carries WebGPU too, in twice the size.
 */
export function encoderRuntime(): Plugin {
  let path = "";
  let source = new Uint8Array();
  return {
    name: "sotto-encoder-runtime",
    config(_config, { isPreview }) {
      // A second's work, and what is previewed is built already.
      if (isPreview) return;
      source = gzipSync(readFileSync(`${PACKAGE}/dist/ort-wasm-simd-threaded.wasm`));
      const sha256 = createHash("sha256").update(source).digest("hex");
      path = `runtime/${sha256.slice(0, 8)}.bin`;
      return {
        define: { __ENCODER_RUNTIME__: JSON.stringify({ path, bytes: source.length, sha256 }) },
        resolve: { alias: { "onnxruntime-web/webgpu": join(PACKAGE, "dist/ort.wasm.min.mjs") } },
      };
    },
    configureServer(server) {
      server.middlewares.use(`/models/${path}`, (_request, response) => {
        response.setHeader("Content-Type", "application/octet-stream");
        response.end(source);
      });
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: `models/${path}`, source });
    },
  };
}
