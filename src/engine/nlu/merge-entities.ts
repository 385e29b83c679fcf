import type { Entity } from "./parse-data";

/**
 * One entity that several components found is one entity: Rasa keeps each finding, and only warns. Findings of the same entity by
 * different components are merged where their spans overlap:
 *
 * - the longer span wins; of equal ones the typed value (Duckling's, or one that a synonym gave), then the earlier component's;
 * - a role and a group that only the loser has are kept, and so is the higher confidence;
 * - the winner stays as `extractor`, and the loser is named in `processors`.
 *
 * Different entities on one span all stay, and so do findings of one component, unless they are alike in everything. The order
 * is that of the first finding. An entity without a confidence was found by a rule: it gets 1.
 */
export function mergeEntities(entities: Entity[]): Entity[] {
  const merged: Entity[] = [];
  for (const found of entities) {
    let entity: Entity = { ...found, confidence_entity: found.confidence_entity ?? 1 };
    let place = merged.length;
    for (let i = merged.length - 1; i >= 0; i--) {
      const other = merged[i] as Entity;
      if (!isSame(other, entity)) continue;
      entity = join(other, entity);
      merged.splice(i, 1);
      place = i;
    }
    merged.splice(place, 0, entity);
  }
  return merged;
}

function isSame(a: Entity, b: Entity): boolean {
  if (a.entity !== b.entity || a.end <= b.start || b.end <= a.start) return false;
  if (differ(a.role, b.role) || differ(a.group, b.group)) return false;
  if (a.extractor !== b.extractor) return true;
  return a.start === b.start && a.end === b.end && JSON.stringify(a.value) === JSON.stringify(b.value);
}

function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/** `first` was found by the earlier component. */
function join(first: Entity, second: Entity): Entity {
  const [winner, loser] = isBetter(second, first) ? [second, first] : [first, second];
  const role = winner.role ?? loser.role;
  const group = winner.group ?? loser.group;
  const others = [...(loser.processors ?? []), loser.extractor].filter((name) => name !== winner.extractor);
  const processors = [...new Set([...(winner.processors ?? []), ...others])];
  return {
    ...winner,
    ...(role === undefined ? {} : { role }),
    ...(group === undefined ? {} : { group }),
    confidence_entity: Math.max(winner.confidence_entity ?? 1, loser.confidence_entity ?? 1),
    ...(processors.length === 0 ? {} : { processors }),
  };
}

function isBetter(a: Entity, b: Entity): boolean {
  const longer = a.end - a.start - (b.end - b.start);
  return longer > 0 || (longer === 0 && isTyped(a) && !isTyped(b));
}

/** More than the text as it was written. */
function isTyped({ value, processors, additional_info }: Entity): boolean {
  return typeof value !== "string" || additional_info !== undefined || (processors ?? []).length > 0;
}
