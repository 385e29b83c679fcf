/** Put in by vite-runtime-plugin.ts: ONNX Runtime's WASM, gzipped; `path` is relative to `models/`. */
declare const __ENCODER_RUNTIME__: { path: string; bytes: number; sha256: string };
