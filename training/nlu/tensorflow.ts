import { createRequire } from "node:module";
import path from "node:path";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { registerGradients } from "./gradients";

/** Starts tfjs on its WASM backend, on plain JavaScript where that can't start. May be called more than once. */
export async function startTensorflow(): Promise<void> {
  registerGradients();
  const entry = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(path.dirname(entry) + path.sep);
  if (!(await tf.setBackend("wasm"))) {
    await import("@tensorflow/tfjs-backend-cpu");
    await tf.setBackend("cpu");
  }
  await tf.ready();
}
