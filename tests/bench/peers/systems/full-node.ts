import { join } from "node:path";
import { FullInterpreter } from "../../../../src/engine/nlu/full-interpreter";
import { loadBundle, loadCurrentModels } from "../../../../src/engine/project/bundle";
import { ENCODER_FILES } from "../../../../src/engine/project/encoder";
import { FULL_FILES } from "../../../../src/engine/project/model-files";
import { NodeEncoder } from "../../../../training/encoder/node-encoder";
import type { LoadSystem } from "../contender";
import { CONTEXT, readingOf } from "./lite";

/** Sotto's full tier in Node: the encoder on ONNX Runtime's own kernels, as `sotto test` runs it. */
export const load: LoadSystem = async (read, base) => {
  const { nlu, encoder } = await loadCurrentModels(read);
  if (encoder === undefined) throw new Error("The model names no encoder");
  const vocabulary = new TextDecoder().decode(await read(`${encoder}/${ENCODER_FILES.vocabulary}`));
  const bundle = await loadBundle(read, nlu, FULL_FILES);
  const interpreter = FullInterpreter.load(
    bundle,
    vocabulary.trimEnd().split("\n"),
    await NodeEncoder.open(join(base, encoder)),
  );
  return async (text) => readingOf(await interpreter.parse(text, CONTEXT));
};
