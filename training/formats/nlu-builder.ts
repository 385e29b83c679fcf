import type { ReadLog } from "./read-log";
import type { NluData, NluExample, Place } from "./types";

/** Gathers NLU data from several files. Regexes and lookups of the same name are joined, as in Rasa. */
export class NluBuilder {
  private readonly examples: NluExample[] = [];
  private readonly synonyms = new Map<string, string>();
  private readonly regexes = new Map<string, { name: string; patterns: string[]; place: Place }>();
  private readonly lookups = new Map<string, { name: string; entries: string[]; place: Place }>();

  constructor(private readonly log: ReadLog) {}

  /** A value that differs from its text is a synonym too. */
  addExample(example: NluExample): void {
    this.examples.push(example);
    for (const { start, end, value } of example.entities) {
      const text = example.text.slice(start, end);
      if (text !== value) this.addSynonym(text, value, example.place);
    }
  }

  /** Maps the variant, and the value's own lower-case form, to the value. */
  addSynonym(variant: string, value: string, place: Place): void {
    const key = variant.toLowerCase();
    const known = this.synonyms.get(key);
    if (known !== undefined && known !== value && known.toLowerCase() !== key) {
      this.log.warning(
        place,
        "nlu.synonym-conflict",
        `"${key}" stands for "${value}" here and for "${known}" elsewhere; the later one is used. Keep one of the two.`,
      );
    }
    if (key !== value) this.synonyms.set(key, value);
    const own = value.toLowerCase();
    if (own !== value && !this.synonyms.has(own)) this.synonyms.set(own, value);
  }

  addPatterns(name: string, patterns: string[], place: Place): void {
    const known = this.regexes.get(name);
    if (known) known.patterns.push(...patterns);
    else this.regexes.set(name, { name, patterns, place });
  }

  addEntries(name: string, entries: string[], place: Place): void {
    const known = this.lookups.get(name);
    if (known) known.entries.push(...entries);
    else this.lookups.set(name, { name, entries, place });
  }

  /** With the responses of retrieval intents that were read beside it. */
  build(responses: NluData["responses"]): NluData {
    return {
      examples: this.examples,
      synonyms: Object.fromEntries(this.synonyms),
      regexes: [...this.regexes.values()],
      lookups: [...this.lookups.values()],
      responses,
    };
  }
}
