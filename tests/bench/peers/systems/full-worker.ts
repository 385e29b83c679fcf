import { loadCurrentModels } from "../../../../src/engine/project/bundle";
import { loadFullModel } from "../../../../src/worker/full-tier/full-model";
import type { LoadSystem } from "../contender";
import { CONTEXT, readingOf } from "./lite";

/** Sotto's full tier as its worker loads it: encoder, ONNX Runtime and heads, all verified. */
export const load: LoadSystem = async (read) => {
  const { nlu, encoder } = await loadCurrentModels(read);
  if (encoder === undefined) throw new Error("The model names no encoder");
  const { interpreter } = await loadFullModel(read, { nlu, encoder });
  return async (text) => readingOf(await interpreter.parse(text, CONTEXT));
};
