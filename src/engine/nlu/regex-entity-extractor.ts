import type { Component, Message } from "./message";
import { PatternMatcher } from "./patterns";
import type { PatternSettings } from "./pipeline-settings";

/** Rasa's RegexEntityExtractor: whatever a pattern or lookup table named like an entity matches is that entity. */
export class RegexEntityExtractor implements Component {
  private readonly matcher: PatternMatcher;

  constructor(patterns: PatternSettings) {
    this.matcher = new PatternMatcher(patterns);
  }

  process(message: Message): void {
    for (const { name, start, end } of this.matcher.find(message.text, message.tokens)) {
      message.entities.push({
        entity: name,
        start,
        end,
        value: message.text.slice(start, end),
        extractor: "RegexEntityExtractor",
      });
    }
  }
}
