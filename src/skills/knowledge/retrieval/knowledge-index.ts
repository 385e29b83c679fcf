import type { WordVectors } from "../../../engine/nlu/word-vectors";
import type { Article, Version } from "../../../storage/knowledge-records";
import type { Storage } from "../../../storage/storage";
import type { Passage } from "../knowledge";
import {
  heldSegment,
  heldSegments,
  markAlive,
  outworn,
  segmentRecord,
  vectorsId,
  vectorsRecord,
  type HeldSegment,
} from "./held-segments";
import { rank, type Candidate, type Meaning } from "./rank";
import { rowsOf } from "./passage-vectors";
import { buildSegment, type ArticleText, type Segment } from "./segment";
import { splitText } from "./split";
import { staticVectors } from "./static-vectors";
import type { Rows, TextVectors } from "./vectors";

/** A segment gets no more articles once it has so many passages. */
const PASSAGES = 1000;

/** While more articles than this wait to be indexed, questions are answered from what is. */
const WORTH_WAITING = 300;

export interface KnowledgeIndexOptions {
  stored: <T>(work: (storage: Pick<Storage, "data" | "side">) => Promise<T>) => Promise<T>;
  /** Lets others have their turn, between two pieces of work in the background. */
  pause: () => Promise<void>;
}

export interface Found {
  /** Best first. */
  passages: Passage[];
  /** The best passage's share of what the words could score, and the greatest likeness in meaning. */
  words: number;
  like: number;
  /** What measured the likeness. */
  kind: Meaning["kind"] | "none";
  segments: readonly Segment[];
}

/** The search index over the published articles: built as they change, kept beside them, and thrown away without loss. */
export class KnowledgeIndex {
  private held: HeldSegment[] = [];
  private lite: TextVectors | null = null;
  private full: TextVectors | null = null;
  private waiting = 0;
  private opened: Promise<void> | null = null;
  private updating: Promise<void> = Promise.resolve();

  constructor(private readonly options: KnowledgeIndexOptions) {}

  /** What the lite tier knows of words; `name` tells one model's from another's. */
  useWords(words: WordVectors, name: string): void {
    this.lite = staticVectors(words, name);
    void this.update();
  }

  /** The full tier's encoder, or that there is none any more. */
  useEncoder(vectors: TextVectors | null): void {
    this.full = vectors;
    if (vectors) void this.update();
  }

  /** Brings the index up to what is published now. Called again while it runs, it looks once more. */
  update(): Promise<void> {
    const before = this.updating;
    this.updating = before.then(() => this.bringUpToDate());
    return this.updating;
  }

  /** Forgets all: everything was erased. */
  forget(): void {
    this.held = [];
    void this.update();
  }

  /** The best passages for a question. */
  async find(question: string): Promise<Found> {
    await this.open();
    if (this.waiting <= WORTH_WAITING) await this.updating;
    const held = this.held;
    const segments = held.map(({ segment }) => segment);
    const alive = held.map((one) => one.alive);
    const meaning = await this.meaningOf(question, held);
    const { candidates, words, like } = rank(question, segments, alive, meaning);
    const passages = await Promise.all(candidates.map((candidate) => this.passage(held, candidate)));
    return { passages: passages.flatMap((one) => one ?? []), words, like, kind: meaning?.kind ?? "none", segments };
  }

  private open(): Promise<void> {
    this.opened ??= this.options
      .stored(({ side }) => side.all("knowledgeIndex"))
      .then(async (records) => {
        this.held = heldSegments(records);
        this.waiting = markAlive(this.held, await this.published()).length;
        void this.update();
      });
    return this.opened;
  }

  private async bringUpToDate(): Promise<void> {
    await this.open();
    const missing = markAlive(this.held, await this.published());
    const worn = outworn(this.held);
    const again = new Set(
      worn.flatMap(({ segment, alive }) => segment.data.articles.filter((_, i) => alive[i]).map(({ id }) => id)),
    );
    const published = await this.published();
    const toIndex = [...missing, ...[...again].flatMap((id) => published.get(id) ?? [])];
    this.waiting = toIndex.length;
    for await (const texts of this.inParts(toIndex)) await this.index(texts);
    await this.drop(worn);
    this.waiting = 0;
    for (const vectors of [this.lite, this.full]) if (vectors) await this.fill(vectors);
  }

  private async published(): Promise<Map<string, Article>> {
    const articles = await this.options.stored(({ data }) => data.all("articles"));
    return new Map(articles.filter(({ state }) => state === "published").map((article) => [article.id, article]));
  }

  private async *inParts(articles: readonly Article[]): AsyncGenerator<ArticleText[]> {
    let texts: ArticleText[] = [];
    let passages = 0;
    for (const article of articles) {
      const text = await this.textOf(article);
      if (!text) continue;
      texts.push(text);
      passages += text.spans.length;
      if (passages < PASSAGES) continue;
      yield texts;
      texts = [];
      passages = 0;
    }
    if (texts.length > 0) yield texts;
  }

  private async textOf({ id, version: number, title }: Article): Promise<ArticleText | null> {
    const version = await this.version(id, number);
    if (!version) return null;
    const { text, pages = [], created } = version;
    const pageOf = (start: number): number => pages.filter((page) => page <= start).length;
    const spans = splitText(text).map((span) => ({ ...span, page: pageOf(span.start) }));
    return { id, version: number, title, date: created, spans };
  }

  private async index(texts: ArticleText[]): Promise<void> {
    const data = buildSegment(texts);
    const record = segmentRecord(data);
    const held = heldSegment(record.id, data);
    if (this.lite) held.vectors.set(this.lite.name, await rowsOf(this.lite, texts));
    await this.options.stored(async ({ side }) => {
      const vectors = [...held.vectors].map(([name, rows]) => vectorsRecord(record.id, name, rows));
      await side.write([record, ...vectors].map((put) => ({ store: "knowledgeIndex" as const, put })));
    });
    held.alive = data.articles.map(() => true);
    // What was indexed again is dead in the segment that it is dropped with.
    const indexed = new Set(data.articles.map(({ id }) => id));
    for (const one of this.held)
      one.alive = one.alive.map((isAlive, i) => isAlive && !indexed.has(one.segment.data.articles[i]?.id ?? ""));
    this.held = [...this.held.filter(({ id }) => id !== held.id), held];
    this.waiting = Math.max(0, this.waiting - texts.length);
    await this.options.pause();
  }

  private async drop(worn: readonly HeldSegment[]): Promise<void> {
    if (worn.length === 0) return;
    this.held = this.held.filter((one) => !worn.includes(one));
    const stays = new Set(this.held.map(({ id }) => id));
    const ids = worn
      .filter(({ id }) => !stays.has(id))
      .flatMap(({ id, vectors }) => [id, ...[...vectors.keys()].map((name) => vectorsId(id, name))]);
    await this.options.stored(({ side }) =>
      side.write(ids.map((id) => ({ store: "knowledgeIndex" as const, delete: id }))),
    );
  }

  /** Makes the vectors that segments lack. Another tab may have made them meanwhile. */
  private async fill(vectors: TextVectors): Promise<void> {
    for (const held of this.held) {
      if (held.vectors.has(vectors.name) || this.isUnused(vectors)) continue;
      const id = vectorsId(held.id, vectors.name);
      const stored = await this.options.stored(({ side }) => side.get("knowledgeIndex", id));
      if (stored) {
        held.vectors.set(vectors.name, stored.content as Rows);
        continue;
      }
      const texts = await this.textsOf(held);
      const rows = await rowsOf(vectors, texts, async () => {
        await this.options.pause();
        return !this.isUnused(vectors);
      });
      if (!rows) return;
      held.vectors.set(vectors.name, rows);
      const put = vectorsRecord(held.id, vectors.name, rows);
      await this.options.stored(({ side }) => side.write([{ store: "knowledgeIndex", put }]));
    }
  }

  private isUnused(vectors: TextVectors): boolean {
    return vectors !== this.lite && vectors !== this.full;
  }

  /** The texts of a segment's articles, in its order, whether or not they are alive. */
  private async textsOf({ segment }: HeldSegment): Promise<ArticleText[]> {
    const texts: ArticleText[] = [];
    for (const { id, version, title, date } of segment.data.articles) {
      const stored = await this.version(id, version);
      const spans = stored ? splitText(stored.text).map((span) => ({ ...span, page: 0 })) : [];
      texts.push({ id, version, title, date, spans });
    }
    return texts;
  }

  /** In meaning as far as every segment has vectors of one kind: the encoder's before the static ones. */
  private async meaningOf(question: string, held: readonly HeldSegment[]): Promise<Meaning | null> {
    for (const [kind, vectors] of [["encoder", this.full] as const, ["static", this.lite] as const]) {
      if (!vectors) continue;
      const rows = held.flatMap((one) => one.vectors.get(vectors.name) ?? []);
      if (rows.length < held.length) continue;
      try {
        return { kind, rows, question: await vectors.of(question) };
      } catch {
        // The encoder was taken away, or broke: the static vectors are there.
        continue;
      }
    }
    return null;
  }

  private async passage(held: readonly HeldSegment[], candidate: Candidate): Promise<Passage | null> {
    const data = held[candidate.segment]?.segment.data;
    const article = data?.articles[data.article[candidate.passage] ?? 0];
    if (!data || !article) return null;
    const version = await this.version(article.id, article.version);
    if (!version) return null;
    const [start, end] = [data.start[candidate.passage] ?? 0, data.end[candidate.passage] ?? 0];
    const page = data.page[candidate.passage] ?? 0;
    const path = data.headings[data.heading[candidate.passage] ?? 0] ?? "";
    return {
      ...{ article: article.id, title: article.title, version: article.version, date: article.date },
      headings: path === "" ? [] : path.split("\n"),
      ...(page > 0 && { page }),
      ...{ start, end, text: version.text.slice(start, end) },
    };
  }

  private version(article: string, number: number): Promise<Version | undefined> {
    return this.options.stored(({ data }) => data.get("versions", `${article}/${number}`));
  }
}
