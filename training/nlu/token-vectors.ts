import { encoderInput, tokenStates } from "../../src/engine/nlu/encoder-featurizer";
import type { Component, Message } from "../../src/engine/nlu/message";
import type { ComponentSettings } from "../../src/engine/nlu/pipeline-settings";
import { StaticFeaturizer } from "../../src/engine/nlu/static-featurizer";
import { tokenTexts } from "../../src/engine/nlu/token-texts";
import { readablePart, tokenize } from "../../src/engine/nlu/tokenizer";
import { WordPieceTokenizer } from "../../src/engine/nlu/wordpiece";
import { Weights } from "../../src/engine/project/weights";
import type { EncoderFolder, TrainingEncoder } from "../encoder/encoder-folder";
import type { NodeEncoder } from "../encoder/node-encoder";
import { TRAINING_CONTEXT } from "./examples";
import type { WeightsPart } from "./join-weights";
import { writeWeights } from "./quantise";

/** Where a tier's networks get the vectors of tokens from. */
export interface TokenVectors {
  /** What the pipeline must hold for it; nothing where the vectors come from outside. */
  settings: ComponentSettings[];
  weights: WeightsPart[];
  /** Sets the vectors of a message whose text was prepared. */
  components: Component[];
  prepare(texts: string[]): Promise<void>;
}

/** Without an encoder to distil them from there are none. */
export const NO_VECTORS: TokenVectors = {
  settings: [],
  weights: [],
  components: [],
  prepare: () => Promise.resolve(),
};

/** Pieces of words that the lite tier knows, 132 bytes each. */
const MOST_STATIC = 12_000;

/** The lite tier's: static ones, of the pieces that the project's texts use and then of the most frequent. */
export function staticTokenVectors({ vocabulary, vectors }: TrainingEncoder, texts: string[]): TokenVectors {
  const columns = vectors.quantised("vectors").shape[1];
  const rows = vectors.dequantise("vectors");
  const kept = mostUseful(vocabulary, texts, MOST_STATIC);
  const values = new Float32Array(kept.length * columns);
  kept.forEach((id, row) => values.set(rows.subarray(id * columns, (id + 1) * columns), row * columns));
  const weights = writeWeights([
    { name: "vectors", kind: "quantised", matrix: { shape: [kept.length, columns], values } },
  ]);
  const settings = {
    name: "LanguageModelFeaturizer",
    vocabulary: kept.map((id) => vocabulary[id]).join(" "),
  } as const;
  return {
    settings: [settings],
    weights: [{ prefix: "", ...weights }],
    components: [new StaticFeaturizer(settings, new Weights(weights.manifest, weights.bytes))],
    prepare: () => Promise.resolve(),
  };
}

/** Ids in ascending order: the special and single-character pieces, those that the texts use, and then by the vocabulary's order. */
function mostUseful(vocabulary: string[], texts: string[], most: number): number[] {
  const tokenizer = new WordPieceTokenizer(vocabulary);
  const used = new Set(texts.flatMap((text) => [...tokenizer.split(text).ids]));
  const ids = vocabulary.map((_, id) => id);
  const isNeeded = (id: number): boolean => used.has(id) || /^(\[.*\]|(##)?.)$/u.test(vocabulary[id] ?? "");
  const ordered = [...ids.filter(isNeeded), ...ids.filter((id) => !isNeeded(id))];
  return ordered.slice(0, most).sort((a, b) => a - b);
}

/** Sentences in one go: bounds the memory that the states of all their pieces take. */
const AT_ONCE = 1024;

/** The full tier's: the encoder's, of each text once. */
export class EncodedTokenVectors implements TokenVectors {
  readonly settings = [];
  readonly weights = [];
  readonly components: Component[];
  private readonly tokenizer: WordPieceTokenizer;
  private readonly known = new Map<string, Float32Array>();

  /** `spelling` stands before it in the pipeline; `onProgress` is told how many texts are encoded of those asked for. */
  constructor(
    { vocabulary }: EncoderFolder,
    private readonly encoder: Pick<NodeEncoder, "size" | "encodeBatch">,
    private readonly spelling: Component[],
    private readonly onProgress: (done: number, total: number) => void,
  ) {
    this.tokenizer = new WordPieceTokenizer(vocabulary);
    this.components = [{ process: (message) => void (message.tokenVectors = this.known.get(keyOf(message))) }];
  }

  async prepare(texts: string[]): Promise<void> {
    const messages = new Map<string, Message>();
    for (const text of texts) {
      const message: Message = { text: readablePart(text), tokens: tokenize(text), entities: [], ranking: [] };
      for (const component of this.spelling) component.process(message, TRAINING_CONTEXT);
      const key = keyOf(message);
      if (!this.known.has(key)) messages.set(key, message);
    }
    const inputs = [...messages].map(([key, message]) => ({ key, ...encoderInput(message, this.tokenizer) }));
    inputs.sort((a, b) => a.ids.length - b.ids.length);
    for (let start = 0; start < inputs.length; start += AT_ONCE) {
      const some = inputs.slice(start, start + AT_ONCE);
      const states = await this.encoder.encodeBatch(some.map(({ ids }) => ids));
      some.forEach(({ key, ends }, index) =>
        this.known.set(key, tokenStates(states[index] as Float32Array, ends, this.encoder.size)),
      );
      this.onProgress(start + some.length, inputs.length);
    }
  }
}

/** Texts that are read alike have the same vectors. */
function keyOf(message: Message): string {
  return tokenTexts(message).join("\n").toLowerCase();
}
