import type { Message } from "./message";
import type { SentenceEncoder } from "./sentence-encoder";
import { tokenTexts } from "./token-texts";
import { MOST_PIECES, type WordPieceTokenizer } from "./wordpiece";

/** What the encoder is given for a message, and which of its states are whose. */
export interface EncoderInput {
  /** With [CLS] and [SEP]. */
  ids: Int32Array;
  /** `ends[i]` is where the pieces of token i end, counted behind [CLS]; tokens past MOST_PIECES have none. */
  ends: number[];
}

/** Rasa's LanguageModelFeaturizer: the encoder's vectors of a message's tokens, each the mean of its pieces'. */
export class EncoderFeaturizer {
  constructor(
    private readonly tokenizer: WordPieceTokenizer,
    private readonly encoder: SentenceEncoder,
  ) {}

  async featurize(message: Message): Promise<void> {
    const input = encoderInput(message, this.tokenizer);
    message.tokenVectors = tokenStates(await this.encoder.encode(input.ids), input.ends, this.encoder.size);
  }
}

export function encoderInput(message: Message, tokenizer: WordPieceTokenizer): EncoderInput {
  const frame = tokenizer.encode("").ids;
  const ids = [frame[0] as number];
  const ends: number[] = [];
  for (const text of tokenTexts(message)) {
    for (const id of tokenizer.split(text).ids) if (ids.length < MOST_PIECES - 1) ids.push(id);
    ends.push(ids.length - 1);
  }
  ids.push(frame[1] as number);
  return { ids: Int32Array.from(ids), ends };
}

/** [tokens, size], from the states of all pieces; zeros for a token without pieces. */
export function tokenStates(states: Float32Array, ends: number[], size: number): Float32Array {
  const vectors = new Float32Array(ends.length * size);
  let piece = 0;
  ends.forEach((end, token) => {
    const share = 1 / (end - piece);
    for (; piece < end; piece++) {
      for (let d = 0; d < size; d++) {
        const at = token * size + d;
        vectors[at] = (vectors[at] as number) + share * (states[(piece + 1) * size + d] as number);
      }
    }
  });
  return vectors;
}
