import { encoderInput, tokenStates } from "../../src/engine/nlu/encoder-featurizer";
import type { Component, Message } from "../../src/engine/nlu/message";
import type { ComponentSettings } from "../../src/engine/nlu/pipeline-settings";
import { StaticFeaturizer } from "../../src/engine/nlu/static-featurizer";
import { tokenTexts } from "../../src/engine/nlu/token-texts";
import { readablePart, tokenize } from "../../src/engine/nlu/tokenizer";
import { WordPieceTokenizer } from "../../src/engine/nlu/wordpiece";
import { Weights } from "../../src/engine/project/weights";
import { staticVectors, type EncoderFolder } from "../encoder/encoder-folder";
import type { NodeEncoder } from "../encoder/node-encoder";
import { TRAINING_CONTEXT } from "./examples";
import type { WeightsPart } from "./join-weights";

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

/** The lite tier's: static ones. */
export function staticTokenVectors(encoder: EncoderFolder): TokenVectors {
  const { manifest, bytes } = staticVectors(encoder);
  const settings = { name: "LanguageModelFeaturizer", vocabulary: encoder.vocabulary.join(" ") } as const;
  return {
    settings: [settings],
    weights: [{ prefix: "", manifest, bytes }],
    components: [new StaticFeaturizer(settings, new Weights(manifest, bytes))],
    prepare: () => Promise.resolve(),
  };
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
    private readonly encoder: NodeEncoder,
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
