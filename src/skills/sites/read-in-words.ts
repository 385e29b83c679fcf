import * as v from "valibot";
import { countOf, joinWords } from "../phrases";

/** What came of reading a site. */
export const readSiteSchema = v.object({
  added: v.number(),
  /** Got a new version. */
  changed: v.number(),
  same: v.number(),
  /** The titles of those that are gone from the site. */
  retired: v.array(v.string()),
  failed: v.array(v.object({ name: v.string(), why: v.string() })),
  isCancelled: v.boolean(),
  /** By this id it can be undone; null where nothing was done. */
  journal: v.nullable(v.string()),
  /** What ended it before its end; null where nothing did. */
  fault: v.nullable(v.string()),
});
export type ReadSite = v.InferOutput<typeof readSiteSchema>;

/** So many are named, the others counted. */
const NAMED = 3;

/** "Intranet: 3 articles added, 2 with a new version." and what went wrong, a line each. */
export function readInWords(
  site: string,
  { added, changed, same, retired, failed, isCancelled, fault }: ReadSite,
): string {
  const done = [
    ...(added > 0 ? [`${countOf(added, "article")} added`] : []),
    ...(changed > 0 ? [`${countOf(changed, "article")} with a new version`] : []),
    ...(retired.length > 0 ? [`${named(retired)} retired, as it is gone there`] : []),
  ];
  const nothing =
    fault === null && !isCancelled ? `nothing new (${countOf(same, "article")} unchanged)` : "nothing was changed";
  return [
    `${site}: ${done.length > 0 ? joinWords(done) : nothing}.`,
    ...(isCancelled ? ["It was stopped before its end; read it again to go on."] : []),
    ...(fault === null ? [] : [`It ended too early: ${fault} What was read before stays.`]),
    ...failed.slice(0, NAMED).map(({ name, why }) => `Not read: ${name}. ${why}`),
    ...(failed.length > NAMED ? [`Not read, too: ${countOf(failed.length - NAMED, "page")}.`] : []),
  ].join("\n");
}

function named(titles: readonly string[]): string {
  const more = titles.length - NAMED;
  const first = titles.slice(0, NAMED).map((title) => `“${title}”`);
  return joinWords(more > 0 ? [...first, `${more} more`] : first);
}
