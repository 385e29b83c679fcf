import type { Random } from "../../src/engine/environment";
import type { AnnotatedEntity, NluData, NluExample } from "../formats/types";

/**
 * For each example with entities another one, with their texts exchanged for others of the same entity, taken from the examples and
 * the lookup tables. So an intent isn't learnt from the milk in its examples, nor an entity from the few words that stood in it.
 */
export function substituteEntities(examples: NluExample[], lookups: NluData["lookups"], random: Random): NluExample[] {
  const texts = new Map<string, string[]>();
  const add = (entity: string, text: string): void => void texts.set(entity, [...(texts.get(entity) ?? []), text]);
  for (const { text, entities } of examples)
    for (const { entity, start, end } of entities) add(entity, text.slice(start, end));
  for (const { name, entries } of lookups) if (texts.has(name)) for (const entry of entries) add(name, entry);

  return examples
    .filter(({ entities }) => entities.length > 0)
    .map((example) => {
      let text = "";
      let from = 0;
      const entities: AnnotatedEntity[] = [];
      for (const annotated of example.entities.toSorted((a, b) => a.start - b.start)) {
        // Of two that cross, the second goes.
        if (annotated.start < from) continue;
        const choices = texts.get(annotated.entity) ?? [];
        const value = choices[Math.floor(random() * choices.length)] ?? "";
        text += example.text.slice(from, annotated.start);
        entities.push({ ...annotated, start: text.length, end: text.length + value.length, value });
        text += value;
        from = annotated.end;
      }
      return { ...example, text: text + example.text.slice(from), entities };
    });
}
