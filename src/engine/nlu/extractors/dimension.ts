import type { Json, JsonObject } from "../../json";
import type { ParseContext } from "../parse-data";

/** A stretch of a text: UTF-16 code units, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** One thing of a dimension found in a text. `info` is what Duckling calls the value's details. */
export interface Match extends Span {
  value: Json;
  info: JsonObject;
}

/** Finds all there is of one dimension (`time`, `duration`, ...). Its matches may overlap: `withoutOverlaps` chooses. */
export type Dimension = (text: string, context: ParseContext) => Match[];

/** Calls `build` for each match of a global pattern, and keeps what isn't null. */
export function scan<T>(text: string, pattern: RegExp, build: (match: RegExpExecArray) => T | null): T[] {
  const found: T[] = [];
  for (const match of text.matchAll(pattern)) {
    const built = build(match);
    if (built !== null) found.push(built);
  }
  return found;
}

export function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}

/**
 * Where spans overlap the one with the lowest rank stays, of those the longest, and of equals the one listed first.
 * The result is in the text's order.
 */
export function withoutOverlaps<T extends Span>(spans: readonly T[], rank: (span: T) => number = () => 0): T[] {
  const best = [...spans].sort((a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start));
  // Which code units are taken: a text may hold a thousand numbers, too many to compare each with each.
  const taken = new Uint8Array(spans.reduce((most, { end }) => Math.max(most, end), 0));
  const kept = best.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}
