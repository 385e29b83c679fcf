import type { Component, Message } from "./message";

/**
 * Rasa's KeywordIntentClassifier: an intent's example found in the message, between word boundaries, is that intent for sure.
 * Where none is found, what an earlier classifier said stays.
 */
export class KeywordIntentClassifier implements Component {
  private readonly keywords: { intent: string; pattern: RegExp }[];

  constructor(keywords: { intent: string; text: string }[], caseSensitive: boolean) {
    this.keywords = keywords.map(({ intent, text }) => ({
      intent,
      pattern: new RegExp(`(?<!\\w)${text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?!\\w)`, caseSensitive ? "u" : "iu"),
    }));
  }

  process(message: Message): void {
    const found = this.keywords.find(({ pattern }) => pattern.test(message.text));
    if (found) message.ranking = [{ name: found.intent, confidence: 1 }];
  }
}
