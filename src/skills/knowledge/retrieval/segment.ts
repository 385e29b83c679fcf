import { FNV_OFFSET, hashText } from "../../../engine/nlu/hash";
import { HashIndex } from "../../../engine/nlu/hash-index";
import type { Span } from "./split";
import { termsOf } from "./terms";

/** A segment of another format is built anew. */
export const SEGMENT_FORMAT = 1;

/** What is known of an article where it is found. */
export interface IndexedArticle {
  id: string;
  version: number;
  title: string;
  /** Of its version. */
  date: string;
}

/** An article to be indexed. */
export interface ArticleText extends IndexedArticle {
  spans: (Span & { page: number })[];
}

/** An inverted index of some articles' passages, as it is stored: never changed once it is built. */
export interface SegmentData {
  articles: IndexedArticle[];
  /** Heading paths, each once; the headings of one are joined by line feeds. */
  headings: string[];
  /** Of each passage. `page` is 0 where it has none. */
  article: Uint32Array;
  start: Uint32Array;
  end: Uint32Array;
  page: Uint32Array;
  heading: Uint32Array;
  /** Number of terms in its body, and in its headings with the title. */
  bodyLength: Uint16Array;
  headLength: Uint16Array;
  /** Hashes of the terms; the postings of term i are those from `first[i]` to `first[i + 1]`. */
  terms: Int32Array;
  first: Uint32Array;
  /** Of each posting: the passage, and how often the term is in its title, its headings and its body. */
  passage: Uint32Array;
  inTitle: Uint8Array;
  inHeadings: Uint8Array;
  inBody: Uint8Array;
}

interface Posting {
  passage: number;
  title: number;
  headings: number;
  body: number;
}

export function termHash(term: string): number {
  return hashText(FNV_OFFSET, term);
}

export function buildSegment(articles: readonly ArticleText[]): SegmentData {
  const total = articles.reduce((sum, { spans }) => sum + spans.length, 0);
  const postings = new Map<number, Posting[]>();
  const headings = new Map<string, number>();
  const of = { article: new Uint32Array(total), start: new Uint32Array(total), end: new Uint32Array(total) };
  const page = new Uint32Array(total);
  const heading = new Uint32Array(total);
  const bodyLength = new Uint16Array(total);
  const headLength = new Uint16Array(total);
  let passage = 0;
  const add = (term: string, field: "title" | "headings" | "body"): void => {
    const hash = termHash(term);
    const known = postings.get(hash) ?? [];
    if (known.length === 0) postings.set(hash, known);
    const last = known.at(-1);
    const posting = last?.passage === passage ? last : { passage, title: 0, headings: 0, body: 0 };
    if (posting !== last) known.push(posting);
    posting[field] = Math.min(255, posting[field] + 1);
  };
  articles.forEach(({ title, spans }, number) => {
    const titleTerms = termsOf(title);
    for (const span of spans) {
      of.article[passage] = number;
      of.start[passage] = span.start;
      of.end[passage] = span.end;
      page[passage] = span.page;
      const path = span.headings.join("\n");
      if (!headings.has(path)) headings.set(path, headings.size);
      heading[passage] = headings.get(path) ?? 0;
      const ofHeadings = termsOf(path);
      const ofBody = termsOf(span.words);
      for (const term of titleTerms) add(term, "title");
      for (const term of ofHeadings) add(term, "headings");
      for (const term of ofBody) add(term, "body");
      bodyLength[passage] = ofBody.length;
      headLength[passage] = titleTerms.length + ofHeadings.length;
      passage++;
    }
  });
  return {
    articles: articles.map(({ id, version, title, date }) => ({ id, version, title, date })),
    headings: [...headings.keys()],
    ...of,
    ...{ page, heading, bodyLength, headLength },
    ...packed(postings),
  };
}

function packed(postings: ReadonlyMap<number, Posting[]>) {
  const all = [...postings.values()].flat();
  const first = new Uint32Array(postings.size + 1);
  let at = 0;
  [...postings.values()].forEach((some, i) => (first[i + 1] = at += some.length));
  return {
    terms: Int32Array.from(postings.keys()),
    first,
    passage: Uint32Array.from(all, ({ passage }) => passage),
    inTitle: Uint8Array.from(all, ({ title }) => title),
    inHeadings: Uint8Array.from(all, (posting) => posting.headings),
    inBody: Uint8Array.from(all, ({ body }) => body),
  };
}

/** A segment in use. */
export class Segment {
  readonly size: number;
  private readonly index: HashIndex;

  constructor(readonly data: SegmentData) {
    this.size = data.article.length;
    this.index = new HashIndex(data.terms);
  }

  /** Where the postings of a term are; empty where no passage has it. */
  postings(hash: number): [from: number, to: number] {
    const row = this.index.row(hash);
    const { first } = this.data;
    return row < 0 ? [0, 0] : [first[row] ?? 0, first[row + 1] ?? 0];
  }
}
