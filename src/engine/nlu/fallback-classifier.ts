import type { Component, Message } from "./message";
import type { FallbackSettings } from "./pipeline-settings";

export const FALLBACK_INTENT = "nlu_fallback";

/**
 * Rasa's FallbackClassifier: puts `nlu_fallback` first where no intent was found, the best is unlikely, or hardly likelier than the
 * second. Beyond Rasa's, also where the message is unlike all that was learnt, however sure the classifier is.
 */
export class FallbackClassifier implements Component {
  constructor(private readonly settings: FallbackSettings) {}

  process(message: Message): void {
    const { threshold, ambiguityThreshold, scopeThreshold } = this.settings;
    const [first, second] = message.ranking;
    const unlikely = first === undefined || first.confidence < threshold;
    const ambiguous =
      first !== undefined && second !== undefined && first.confidence - second.confidence < ambiguityThreshold;
    const outOfScope = message.outOfScope !== undefined && message.outOfScope > scopeThreshold;
    if (unlikely || ambiguous || outOfScope) message.ranking.unshift({ name: FALLBACK_INTENT, confidence: threshold });
  }
}
