import type { WordVectors } from "../../../engine/nlu/word-vectors";
import { fold } from "../../find";
import { termsOf } from "./terms";
import { normalised, type TextVectors } from "./vectors";

/** The lite tier's: a text's is the mean of its words'. */
export function staticVectors(words: WordVectors, name: string): TextVectors {
  return {
    name,
    size: words.size,
    of(text) {
      const all = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
      const telling = all.filter((word) => termsOf(word).length > 0);
      const found = telling.length > 0 ? telling : all;
      const rows = words.of(found);
      const sum = new Float32Array(words.size);
      for (let i = 0; i < rows.length; i++) sum[i % words.size] = (sum[i % words.size] as number) + (rows[i] as number);
      return normalised(sum);
    },
  };
}
