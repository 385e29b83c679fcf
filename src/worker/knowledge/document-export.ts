import { strToU8, zipSync } from "fflate";
import { fileNames, writeMarkdown } from "../../skills/knowledge/documents/write-markdown";
import type { Storage } from "../../storage/storage";

/** The whole knowledge base as a zip: a folder with a Markdown file for each article. */
export async function exportDocuments(
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>,
): Promise<Blob> {
  const articles = await stored(({ data }) => data.all("articles"));
  const names = fileNames(articles);
  const files: Record<string, Uint8Array> = {};
  for (const [i, article] of articles.entries()) {
    const version = await stored(({ data }) => data.get("versions", `${article.id}/${article.version}`));
    if (version) files[`knowledge/${names[i] ?? article.id}`] = strToU8(writeMarkdown(article, version));
  }
  return new Blob([zipSync(files)], { type: "application/zip" });
}
