import { address } from "../../navigation/address";
import { useStore } from "../../session/store";
import { Done, useDone } from "../done";
import type { PanelProps } from "../panel-props";
import { ArticleList } from "./article-list";
import { ArticleView, type Opened } from "./article-view";
import { ImportView } from "./import-view";

/**
 * The documents that questions are answered from: `#/knowledge` lists them, `#/knowledge/import` takes some in, and
 * `#/knowledge/ARTICLE/VERSION/START-END` opens one at a passage.
 */
export function KnowledgePanel({ act, useRecords }: PanelProps) {
  const articles = useRecords("articles");
  const { path } = useStore(address);
  const done = useDone();
  if (!articles) return null;
  const article = articles.find(({ id }) => id === path[0]);
  const view = { act, articles, done };
  return (
    <>
      {path[0] === "import" ? (
        <ImportView {...view} />
      ) : article ? (
        <ArticleView key={path.join("/")} {...view} article={article} opened={openedBy(path)} />
      ) : (
        <ArticleList {...view} />
      )}
      <Done {...done} act={act} />
    </>
  );
}

/** The version and the passage that an address names; whatever else stands there is none. */
function openedBy([, version, range]: readonly string[]): Opened {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  return {
    version: /^\d+$/.test(version ?? "") ? Number(version) : null,
    marked: start === undefined ? null : { start: Number(start), end: Number(end) },
  };
}
