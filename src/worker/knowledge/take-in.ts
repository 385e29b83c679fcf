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
  outcome: Outcome;
  changes: Change<UserData>[];
}

export type Outcome = "added" | "changed" | "same";

/** What to write so that a document is in. `known` is what it was imported as before, with its current text. */
export function takeIn(
  document: TakenDocument,
  known: { article: Article; text: string } | null,
  now: string,
  random: Random,
): TakenIn {
  const { source, title, text, tags, pages } = document;
  if (known?.text === text && known.article.title === title) return readAgain(known.article, document, now);
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
    ...statedBy(document),
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

/** The same text as before: what is said beside it may have changed, and of a page what it was read as is kept. */
function readAgain(known: Article, document: TakenDocument, now: string): TakenIn {
  const { source } = document;
  const read: Article = {
    ...{ ...known, ...(isBack(known) && { state: "published" }), ...statedBy(document) },
    ...(source.kind === "site" && { source }),
  };
  if (canonical(read) === canonical(known)) return { outcome: "same", changes: [] };
  const isChanged = canonical({ ...read, source: known.source }) !== canonical(known);
  const value = isChanged ? { ...read, updated: now } : read;
  return { outcome: isChanged ? "changed" : "same", changes: [{ store: "articles", op: "put", value, before: known }] };
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

/** A document that says when it was published is of that day. */
function dateOf({ published, changed }: TakenDocument): string | undefined {
  return published === undefined ? changed : `${published}T00:00:00.000+00:00`;
}

/** It was gone from its site, and so it was retired. */
function isBack({ state, source }: Article): boolean {
  return state === "retired" && source.kind === "site" && source.revision === null;
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
