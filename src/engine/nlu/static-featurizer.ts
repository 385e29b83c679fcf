import type { Weights } from "../project/weights";
import type { Component, Message } from "./message";
import type { StaticFeaturizerSettings } from "./pipeline-settings";
import { tokenTexts } from "./token-texts";
import { WordVectors } from "./word-vectors";
import { WordPieceTokenizer } from "./wordpiece";

/** Static vectors in the place of Rasa's LanguageModelFeaturizer: the lite tier's knowledge of words that no example holds. */
export class StaticFeaturizer implements Component {
  readonly vectors: WordVectors;

  constructor({ vocabulary }: StaticFeaturizerSettings, weights: Weights) {
    this.vectors = new WordVectors(new WordPieceTokenizer(vocabulary.split(" ")), weights.quantised("vectors"));
  }

  process(message: Message): void {
    message.vectorWords = tokenTexts(message);
    message.tokenVectors = this.vectors.of(message.vectorWords);
  }
}
