import type { Passage } from "./knowledge";

/** The address in the page where a passage stands, marked there: `#/knowledge/travel/3/120-480`. */
export function hrefOf({
  article,
  version,
  start,
  end,
}: Pick<Passage, "article" | "version" | "start" | "end">): string {
  return `#/knowledge/${encodeURIComponent(article)}/${version}/${start}-${end}`;
}

/** The address of what else there is of an article: `#/knowledge/travel/versions`. */
export function hrefOfArticle(article: string, ...path: string[]): string {
  return `#/${["knowledge", article, ...path].map(encodeURIComponent).join("/")}`;
}

/** "Annual leave, Carrying days over, page 3": where somebody would look it up. */
export function placeOf({ title, headings, page }: Pick<Passage, "title" | "headings" | "page">): string {
  const section = headings.filter((heading) => heading !== title).at(-1);
  return [title, ...(section === undefined ? [] : [section]), ...(page === undefined ? [] : [`page ${page}`])].join(
    ", ",
  );
}

const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "12 January 2026": the day of a version, in the zone that it was written in. */
export function dateOf({ date }: Pick<Passage, "date">): string {
  return DATE.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}
