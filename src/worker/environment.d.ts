/** Put in by vite-runtime-plugin.ts: ONNX Runtime's WASM, gzipped; `path` is relative to `models/`. */
declare const __ENCODER_RUNTIME__: { path: string; bytes: number; sha256: string };

/** What pdfjs-dist has no types of. */
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs" {
  export const WorkerMessageHandler: unknown;
}
