import { stringify } from "yaml";
import type { Article, Version } from "../../../storage/knowledge-records";
import { fold } from "../../find";

/** An article as a file that read-markdown.ts reads back: front matter that says what is kept of it, and its text. */
export function writeMarkdown(article: Article, { text, created }: Version): string {
  const { id, title, state, owner, tags, reviewBy, outOfDate } = article;
  const meta = {
    ...{ id, title, state },
    ...(owner !== undefined && { owner }),
    ...(tags.length > 0 && { tags }),
    ...(reviewBy !== undefined && { review: reviewBy }),
    ...(outOfDate !== undefined && { out_of_date: outOfDate }),
    published: created.slice(0, 10),
  };
  return `---\n${stringify(meta, { lineWidth: 0 })}---\n${text}`;
}

/** A name for each article's file, by its title: "Annual leave" is in `annual-leave.md`, a second one in `annual-leave-2.md`. */
export function fileNames(articles: readonly Pick<Article, "title">[]): string[] {
  const taken = new Set<string>();
  return articles.map(({ title }) => {
    const words = fold(title).match(/[\p{L}\p{N}]+/gu) ?? [];
    const base = words.join("-").slice(0, 80) || "article";
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
    taken.add(name);
    return `${name}.md`;
  });
}
