import { FNV_OFFSET, hashText } from "../../../engine/nlu/hash";
import type { IndexSegment } from "../../../storage/knowledge-records";
import type { Article } from "../../../storage/knowledge-records";
import { Segment, SEGMENT_FORMAT, type SegmentData } from "./segment";
import type { Rows } from "./vectors";

/** A segment in use, with the vectors that are there. */
export interface HeldSegment {
  id: string;
  segment: Segment;
  /** Of each of its articles: whether it is the one to be found. */
  alive: boolean[];
  /** By what made them. */
  vectors: Map<string, Rows>;
}

/** A segment with fewer passages is put together with others, once there are many such. */
const SMALL = 300;
const MOST_SMALL = 8;

/** What is stored under the name of its articles' versions: two tabs that make the same segment write the same record. */
export function segmentRecord(data: SegmentData): IndexSegment {
  const of = data.articles.map(({ id, version, title }) => `${id}/${version}/${title}`).join("\n");
  const id = `segment/${(hashText(FNV_OFFSET, of) >>> 0).toString(16)}-${data.article.length}`;
  return { id, format: SEGMENT_FORMAT, content: data };
}

export function vectorsRecord(segment: string, name: string, rows: Rows): IndexSegment {
  return { id: vectorsId(segment, name), format: SEGMENT_FORMAT, content: rows };
}

export function vectorsId(segment: string, name: string): string {
  return `vectors/${name}/${segment}`;
}

/** The segments among stored records, with their vectors; those of another format are left out. */
export function heldSegments(records: readonly IndexSegment[]): HeldSegment[] {
  const usable = records.filter(({ format }) => format === SEGMENT_FORMAT);
  const held = usable
    .filter(({ id }) => id.startsWith("segment/"))
    // What has this format was written by segmentRecord.
    .map(({ id, content }) => heldSegment(id, content as SegmentData));
  const byId = new Map(held.map((one) => [one.id, one]));
  for (const { id, content } of usable) {
    const [, name, segment] = /^vectors\/([^/]+)\/(.+)$/.exec(id) ?? [];
    if (name !== undefined) byId.get(segment ?? "")?.vectors.set(name, content as Rows);
  }
  return held;
}

export function heldSegment(id: string, data: SegmentData): HeldSegment {
  return { id, segment: new Segment(data), alive: data.articles.map(() => false), vectors: new Map() };
}

/** Marks what is to be found, each article once. Gives the articles that no segment has. */
export function markAlive(held: readonly HeldSegment[], published: ReadonlyMap<string, Article>): Article[] {
  const found = new Set<string>();
  for (const one of held)
    one.alive = one.segment.data.articles.map(({ id, version, title }) => {
      const article = published.get(id);
      const isIt = article?.version === version && article.title === title && !found.has(id);
      if (isIt) found.add(id);
      return isIt;
    });
  return [...published.values()].filter(({ id }) => !found.has(id));
}

/** Segments that are no longer worth their room: those mostly dead, and the small ones once they are many. */
export function outworn(held: readonly HeldSegment[]): HeldSegment[] {
  const dead = held.filter(({ alive }) => alive.filter(Boolean).length * 2 < alive.length);
  const small = held.filter((one) => one.segment.size < SMALL && !dead.includes(one));
  return small.length > MOST_SMALL ? [...dead, ...small] : dead;
}
