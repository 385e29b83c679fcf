import type { Component, Message } from "./message";

export const FALLBACK_INTENT = "nlu_fallback";

/** Rasa's FallbackClassifier: puts `nlu_fallback` first where the best intent is unlikely, or hardly likelier than the second. */
export class FallbackClassifier implements Component {
  constructor(
    private readonly threshold: number,
    private readonly ambiguityThreshold: number,
  ) {}

  process(message: Message): void {
    const [first, second] = message.ranking;
    if (first === undefined) return;
    const unlikely = first.confidence < this.threshold;
    const ambiguous = second !== undefined && first.confidence - second.confidence < this.ambiguityThreshold;
    if (unlikely || ambiguous) message.ranking.unshift({ name: FALLBACK_INTENT, confidence: this.threshold });
  }
}
