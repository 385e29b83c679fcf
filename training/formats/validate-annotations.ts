import { tokenize } from "../../src/engine/nlu/tokenizer";
import type { ReadLog } from "./read-log";
import type { AnnotatedEntity, NluExample } from "./types";

/** Warns of annotations that the tagger can't learn as they are: it gives each word one tag. */
export function checkAnnotations(examples: readonly NluExample[], log: ReadLog): void {
  for (const example of examples) {
    if (example.entities.length === 0) continue;
    const entities = example.entities.toSorted((a, b) => a.start - b.start);
    checkCrossing(example, entities, log);
    checkWords(example, entities, log);
  }
}

function checkCrossing({ text, place }: NluExample, entities: AnnotatedEntity[], log: ReadLog): void {
  let previous: AnnotatedEntity | undefined;
  for (const entity of entities) {
    if (previous && entity.start < previous.end) {
      log.warning(
        place,
        "nlu.entity-crossing",
        `${quote(text, previous)} and ${quote(text, entity)} share words. Only the first is learnt: mark each word once, ` +
          `or give the second to a regex, a lookup table or a synonym.`,
      );
      continue;
    }
    previous = entity;
  }
}

function checkWords({ text, place }: NluExample, entities: AnnotatedEntity[], log: ReadLog): void {
  const tokens = tokenize(text);
  for (const entity of entities) {
    const cut = tokens.find(
      ({ start, end }) => (start < entity.start && entity.start < end) || (start < entity.end && entity.end < end),
    );
    if (cut === undefined) continue;
    log.warning(
      place,
      "nlu.entity-in-word",
      `${quote(text, entity)} begins or ends within the word \`${cut.text}\`. The whole word is learnt: mark all of it, or put a space between.`,
    );
  }
}

function quote(text: string, { start, end, entity }: AnnotatedEntity): string {
  return `\`${text.slice(start, end)}\` (${entity})`;
}
