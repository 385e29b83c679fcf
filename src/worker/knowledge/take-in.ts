import type { Change } from "../../engine/actions/store";
import type { Random } from "../../engine/environment";
import { newId } from "../../skills/ids";
import type { ReadDocument } from "../../skills/knowledge/documents/document";
import type { Article, DocumentFormat, Version } from "../../storage/knowledge-records";
import { canonical } from "../../storage/canonical";
import type { UserData } from "../../storage/schema";

/** A document that was read, and the file it was in. */
export interface TakenDocument extends ReadDocument {
  name: string;
  format: DocumentFormat;
}

export type Outcome = "added" | "changed" | "same";

/** What to write so that a document is in. `known` is what it was imported as before, with its current text. */
export function takeIn(
  document: TakenDocument,
  known: { article: Article; text: string } | null,
  now: string,
  random: Random,
): { outcome: Outcome; changes: Change<UserData>[] } {
  const { name, format, title, text, tags, published, pages } = document;
  const fields = statedBy(document);
  if (known?.text === text && known.article.title === title) {
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
    note: `Imported from ${name}`,
    // A document that says when it was published is of that day.
    created: published === undefined ? now : `${published}T00:00:00.000+00:00`,
  };
  const article: Article = {
    ...(known?.article ?? { state: "published", created: now, tags }),
    ...fields,
    ...{ id, title, version: number, source: { kind: "file", name, format }, updated: now },
  };
  return {
    outcome: known ? "changed" : "added",
    changes: [
      { store: "articles", op: "put", value: article, before: known?.article ?? null },
      { store: "versions", op: "put", value: version, before: null },
    ],
  };
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

/** The articles by what a document may be known as: the file that it was, or the id that it names. */
export class KnownArticles {
  private readonly byFile = new Map<string, Article>();
  private readonly byId = new Map<string, Article>();

  constructor(articles: readonly Article[]) {
    for (const article of articles) this.add(article);
  }

  add(article: Article): void {
    this.byId.set(article.id, article);
    if (article.source.kind === "file") this.byFile.set(article.source.name, article);
  }

  /** What it was imported as before. */
  of({ name, id }: TakenDocument): Article | undefined {
    return this.byFile.get(name) ?? (id === undefined ? undefined : this.byId.get(id));
  }
}
