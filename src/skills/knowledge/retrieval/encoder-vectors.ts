import type { SentenceEncoder } from "../../../engine/nlu/sentence-encoder";
import type { WordPieceTokenizer } from "../../../engine/nlu/wordpiece";
import { normalised, type TextVectors } from "./vectors";

/** The full tier's: a text's is the mean of its pieces' states, as the encoder was trained. */
export function encoderVectors(encoder: SentenceEncoder, tokenizer: WordPieceTokenizer, name: string): TextVectors {
  return {
    name,
    size: encoder.size,
    async of(text) {
      const states = await encoder.encode(tokenizer.encode(text).ids);
      const sum = new Float32Array(encoder.size);
      for (let i = 0; i < states.length; i++)
        sum[i % encoder.size] = (sum[i % encoder.size] as number) + (states[i] as number);
      return normalised(sum);
    },
  };
}
