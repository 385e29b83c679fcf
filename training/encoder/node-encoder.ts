import path from "node:path";
import { AutoModel, Tensor, env, type PreTrainedModel } from "@xenova/transformers";
import type { SentenceEncoder } from "../../src/engine/nlu/sentence-encoder";

/** Sentences at once: more gain nothing on a CPU. */
const BATCH = 32;

/** The encoder of a folder of `models/encoder/`, run by transformers.js on ONNX Runtime for Node. Nothing is downloaded. */
export class NodeEncoder implements SentenceEncoder {
  private constructor(
    private readonly model: PreTrainedModel,
    readonly size: number,
  ) {}

  /** @param threads As many as there are cores, unless given. */
  static async open(folder: string, threads?: number): Promise<NodeEncoder> {
    env.allowRemoteModels = false;
    env.localModelPath = path.dirname(path.resolve(folder));
    const sessionOptions = {
      logSeverityLevel: 3,
      ...(threads !== undefined && { intraOpNumThreads: threads }),
    } as const;
    const options = { dtype: "q8", device: "cpu", local_files_only: true, session_options: sessionOptions } as const;
    const model = await AutoModel.from_pretrained(path.basename(folder), options);
    return new NodeEncoder(model, (model.config as unknown as { hidden_size: number }).hidden_size);
  }

  async encode(ids: Int32Array): Promise<Float32Array> {
    return this.run([ids], ids.length);
  }

  /**
   * The same as `encode` of each, sooner. Sentences of one length run together, so that none is padded; the encoder scales each token by
   * itself, so that none depends on its neighbours.
   */
  async encodeBatch(
    sentences: readonly Int32Array[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<Float32Array[]> {
    const results = new Array<Float32Array>(sentences.length);
    const order = sentences.map((_, index) => index);
    const lengthOf = (index: number): number => (sentences[index] as Int32Array).length;
    order.sort((a, b) => lengthOf(a) - lengthOf(b));
    for (let start = 0; start < order.length;) {
      const length = lengthOf(order[start] as number);
      let end = start + 1;
      while (end < order.length && end - start < BATCH && lengthOf(order[end] as number) === length) end++;
      const batch = order.slice(start, end);
      const states = await this.run(
        batch.map((index) => sentences[index] as Int32Array),
        length,
      );
      batch.forEach((index, row) => {
        results[index] = states.slice(row * length * this.size, (row + 1) * length * this.size);
      });
      onProgress?.(end, order.length);
      start = end;
    }
    return results;
  }

  async dispose(): Promise<void> {
    await this.model.dispose();
  }

  private async run(sentences: readonly Int32Array[], length: number): Promise<Float32Array> {
    const shape = [sentences.length, length];
    const ids = BigInt64Array.from(sentences.flatMap((sentence) => Array.from(sentence, BigInt)));
    const output = (await this.model({
      input_ids: new Tensor("int64", ids, shape),
      attention_mask: new Tensor("int64", new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new Tensor("int64", new BigInt64Array(ids.length), shape),
    })) as { last_hidden_state: Tensor };
    const states = output.last_hidden_state;
    const values = Float32Array.from(states.data as Float32Array);
    states.dispose();
    return values;
  }
}
