import { AutoModel, env, Tensor, type PreTrainedModel } from "@xenova/transformers";
import runtimeScript from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import type { SentenceEncoder } from "../../engine/nlu/sentence-encoder";
import type { Bytes } from "../model-download";

/** More threads cost more to start and wake than a message's few tokens give them to do. */
const MOST_THREADS = 4;

/** Under this name transformers.js asks for the files that it is given. */
const NAME = "encoder";

export interface EncoderFiles {
  /** `config.json`. */
  config: Bytes;
  /** `onnx/model_quantized.onnx`. */
  model: Bytes;
  /** ONNX Runtime's WASM. */
  runtime: Bytes;
}

/** A sentence encoder run by transformers.js in this worker, from bytes that are on the device: it has no way to the network. */
export class OnnxEncoder implements SentenceEncoder {
  private constructor(
    private readonly model: PreTrainedModel,
    readonly size: number,
  ) {}

  static async start({ config, model, runtime }: EncoderFiles): Promise<OnnxEncoder> {
    const { wasm } = env.backends.onnx;
    if (!wasm) throw new Error("transformers.js came without ONNX Runtime");
    wasm.wasmBinary = runtime;
    wasm.wasmPaths = { mjs: new URL(runtimeScript, import.meta.url).href };
    wasm.numThreads = self.crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1;
    env.useBrowserCache = false;
    env.useWasmCache = false;
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.localModelPath = "/";
    const files = new Map([
      [`/${NAME}/config.json`, config],
      [`/${NAME}/onnx/model_quantized.onnx`, model],
    ]);
    env.fetch = async (address) => {
      const file = files.get(address instanceof Request ? address.url : String(address));
      return file ? new Response(file) : new Response(null, { status: 404 });
    };
    try {
      const started = await AutoModel.from_pretrained(NAME, { device: "wasm", dtype: "q8", local_files_only: true });
      return new OnnxEncoder(started, hiddenSizeOf(started));
    } finally {
      // Compiled by now, or of no use.
      wasm.wasmBinary = undefined;
      files.clear();
    }
  }

  async encode(ids: Int32Array): Promise<Float32Array> {
    const shape = [1, ids.length];
    const tensor = (values: BigInt64Array) => new Tensor("int64", values, shape);
    const output = (await this.model({
      input_ids: tensor(BigInt64Array.from(ids, BigInt)),
      attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: tensor(new BigInt64Array(ids.length)),
    })) as { last_hidden_state: Tensor };
    return output.last_hidden_state.data as Float32Array;
  }

  /** Frees the runtime's memory. */
  async dispose(): Promise<void> {
    await this.model.dispose();
  }
}

function hiddenSizeOf(model: PreTrainedModel): number {
  const { hidden_size: size } = model.config as { hidden_size?: unknown };
  if (typeof size !== "number") throw new TypeError("The encoder's config.json has no hidden_size");
  return size;
}
