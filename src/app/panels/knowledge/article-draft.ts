/** What the form has, as it is typed. */
export interface ArticleFields {
  title: string;
  text: string;
  owner: string;
  /** A day, or empty. */
  reviewBy: string;
  tags: string;
  note: string;
}

const key = (id: string) => `article-draft:${id}`;

/** What was being written of an article's version in this tab, and not saved. */
export function readArticleDraft(id: string): ArticleFields | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(id)) ?? "null") as ArticleFields | null;
  } catch {
    return null;
  }
}

/** `null` forgets it: it was saved. */
export function writeArticleDraft(id: string, fields: ArticleFields | null): void {
  try {
    if (fields === null) sessionStorage.removeItem(key(id));
    else sessionStorage.setItem(key(id), JSON.stringify(fields));
  } catch {
    // Storage refused or full: the draft lasts as long as the editor.
  }
}
