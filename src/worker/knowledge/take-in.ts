import type { Change } from "../../engine/actions/store";
import type { Random } from "../../engine/environment";
import { newId } from "../../skills/ids";
import type { ReadDocument } from "../../skills/knowledge/documents/document";
import type { Article, ArticleSource, Version } from "../../storage/knowledge-records";
import { canonical } from "../../storage/canonical";
import type { UserData } from "../../storage/schema";

/** A document that was read, and where from. */
export interface TakenDocument extends ReadDocument {
  source: Exclude<ArticleSource, { kind: "written" }>;
  /** When it was changed there, ISO 8601; absent where that isn't known. */
  changed?: string;
}

export interface TakenIn {
  outcome: "added" | "changed" | "same";
  changes: Change<UserData>[];
}

/** What to write so that a document is in. `known` is what it was imported as before, with its current text. */
export function takeIn(
  document: TakenDocument,
  known: { article: Article; text: string } | null,
  now: string,
  random: Random,
): TakenIn {
  const { source, title, text, tags, pages } = document;
  const fields = statedBy(document);
  if (known?.text === text && known.article.title === title) {
    if (source.kind === "site") return { outcome: "same", changes: seen(known.article, source) };
    const article = { ...known.article, ...fields };
    if (canonical(article) === canonical(known.article)) return { outcome: "same", changes: [] };
    const change = { op: "put", value: { ...article, updated: now }, before: known.article } as const;
    return { outcome: "changed", changes: [{ store: "articles", ...change }] };
  }
  const id = known?.article.id ?? document.id ?? newId(random);
  const number = (known?.article.version ?? 0) + 1;
  const version: Version = {
    ...{ id: `${id}/${number}`, article: id, number, text },
    ...(pages && { pages }),
    note: source.kind === "site" ? `Read from ${source.address}` : `Imported from ${source.name}`,
    created: dateOf(document) ?? now,
  };
  const article: Article = {
    ...(known?.article ?? { state: "published", created: now, tags }),
    ...(known && isBack(known.article) && { state: "published" }),
    ...fields,
    ...{ id, title, version: number, source, updated: now },
  };
  return {
    outcome: known ? "changed" : "added",
    changes: [
      { store: "articles", op: "put", value: article, before: known?.article ?? null },
      { store: "versions", op: "put", value: version, before: null },
    ],
  };
}

/** A document that says when it was published is of that day. */
function dateOf({ published, changed }: TakenDocument): string | undefined {
  return published === undefined ? changed : `${published}T00:00:00.000+00:00`;
}

/** Of a page that says what it said, only what it was read as is kept. */
function seen(article: Article, source: TakenDocument["source"]): Change<UserData>[] {
  const value: Article = { ...article, source, ...(isBack(article) && { state: "published" }) };
  return [{ store: "articles", op: "put", value, before: article }];
}

/** It was gone from its site, and so it was retired. */
function isBack({ state, source }: Article): boolean {
  return state === "retired" && source.kind === "site" && source.revision === null;
}

/** What a document says of itself beside its text; what it doesn't name stays as it is. */
function statedBy({ tags, owner, reviewBy, state, outOfDate }: ReadDocument): Partial<Article> {
  return {
    ...(tags.length > 0 && { tags }),
    ...(owner !== undefined && { owner }),
    ...(reviewBy !== undefined && { reviewBy }),
    ...(state !== undefined && { state }),
    ...(outOfDate !== undefined && { outOfDate }),
  };
}

/** The articles by what a document may be known as: the file or the page that it was, or the id that it names. */
export class KnownArticles {
  private readonly bySource = new Map<string, Article>();
  private readonly byId = new Map<string, Article>();

  constructor(articles: readonly Article[]) {
    for (const article of articles) this.add(article);
  }

  add(article: Article): void {
    this.byId.set(article.id, article);
    if (article.source.kind !== "written") this.bySource.set(sourceKey(article.source), article);
  }

  /** What it was imported as before. */
  of({ source, id }: TakenDocument): Article | undefined {
    return this.bySource.get(sourceKey(source)) ?? (id === undefined ? undefined : this.byId.get(id));
  }
}

function sourceKey(source: TakenDocument["source"]): string {
  return source.kind === "site" ? `site ${source.connector} ${source.page}` : `file ${source.name}`;
}
