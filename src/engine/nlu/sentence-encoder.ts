/** A transformer that reads a sentence's pieces in context. Implemented on ONNX Runtime, in Node and in the worker. */
export interface SentenceEncoder {
  /** Of each piece's vector. */
  readonly size: number;
  /** Ids with [CLS] and [SEP], as WordPieceTokenizer.encode gives them; the last hidden states, [ids.length, size] row by row. */
  encode(ids: Int32Array): Promise<Float32Array>;
}
