import type { Entity } from "../../src/engine/nlu/parse-data";
import { tokenize } from "../../src/engine/nlu/tokenizer";
import type { ParsedExample } from "./nlu-report";

/** Rasa's label of a word that belongs to no entity. */
export const NO_ENTITY = "no_entity";

/** These aren't learnt from the examples, so the examples can't tell how good they are. */
const PRETRAINED = ["DucklingEntityExtractor"];
/** What changes entities and finds none. */
const MAPPERS = ["EntitySynonymMapper"];

/** What one extractor made of the words of one example. */
export interface TokenEntities {
  parsed: ParsedExample;
  /** By word: `city`, or `city.1.to` with group and role, or `no_entity`. */
  expected: string[];
  predicted: string[];
  /** By word: how sure the extractor was; 0 where it found nothing. */
  confidences: number[];
}

/** The extractors that found something in the examples. */
export function extractorsOf(parsed: readonly ParsedExample[]): string[] {
  const found = parsed.flatMap((example) => example.parse.entities.flatMap(findersOf));
  return [...new Set(found)].sort();
}

/** Compares word by word, as Rasa does. An entity that several components found, and which were merged, counts for each of them. */
export function tokenEntities(parsed: readonly ParsedExample[], extractor: string): TokenEntities[] {
  return parsed.map((one) => {
    const found = one.parse.entities.filter((entity) => findersOf(entity).includes(extractor));
    const tokens = tokenize(one.example.text);
    const best = tokens.map((token) => closest(token, found));
    return {
      parsed: one,
      expected: tokens.map((token) => labelOf(closest(token, one.example.entities))),
      predicted: best.map(labelOf),
      confidences: best.map((entity) => entity?.confidence_entity ?? 0),
    };
  });
}

function findersOf({ extractor, processors = [] }: Entity): string[] {
  return [extractor, ...processors].filter((name) => !PRETRAINED.includes(name) && !MAPPERS.includes(name));
}

interface Span {
  start: number;
  end: number;
}

/** The entity that shares most characters with a word. */
function closest<E extends Span>(token: Span, entities: readonly E[]): E | undefined {
  const shared = ({ start, end }: Span): number => Math.min(token.end, end) - Math.max(token.start, start);
  return entities
    .filter((entity) => shared(entity) > 0)
    .reduce<E | undefined>((best, entity) => (best && shared(best) >= shared(entity) ? best : entity), undefined);
}

function labelOf(entity: { entity: string; role?: string; group?: string } | undefined): string {
  if (!entity) return NO_ENTITY;
  return [entity.entity, entity.group, entity.role].filter((part) => part !== undefined).join(".");
}
