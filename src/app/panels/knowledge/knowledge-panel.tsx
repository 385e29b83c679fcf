import { address } from "../../navigation/address";
import { useStore } from "../../session/store";
import { useMinute } from "../../transcript/hooks";
import { Done, useDone } from "../done";
import type { PanelProps } from "../panel-props";
import { ArticleEditor } from "./article-editor";
import { ArticleList } from "./article-list";
import { ArticleView, type Opened } from "./article-view";
import { ArticleVersions } from "./article-versions";
import { ImportView } from "./import-view";
import { QuestionsView } from "./questions-view";
import type { Feedback, ViewProps } from "./view-props";

/**
 * The documents that questions are answered from: `#/knowledge` lists them, `#/knowledge/import` takes some in, `#/knowledge/new`
 * writes one, and `#/knowledge/ARTICLE/VERSION/START-END` opens one at a passage; `#/knowledge/ARTICLE/edit` changes it,
 * `.../versions/2-5` compares what it said, and `#/knowledge/questions` lists what is to be mended.
 */
export function KnowledgePanel({ act, useRecords }: PanelProps) {
  const articles = useRecords("articles");
  const feedback = useRecords("feedback");
  const { path } = useStore(address);
  const done = useDone();
  const today = new Date(useMinute()).toLocaleDateString("sv-SE");
  if (!articles || !feedback) return null;
  return (
    <>
      {viewOf(path, feedback, { act, articles, done, today })}
      <Done {...done} act={act} />
    </>
  );
}

function viewOf(path: readonly string[], feedback: Feedback[], view: ViewProps) {
  const [first, second, third] = path;
  const key = path.join("/");
  const article = view.articles.find(({ id }) => id === first);
  if (article && second === "edit") return <ArticleEditor key={key} {...view} article={article} />;
  if (article && second === "versions")
    return <ArticleVersions key={key} {...view} article={article} range={third ?? ""} />;
  if (article) return <ArticleView key={key} {...view} article={article} opened={openedBy(path)} />;
  if (first === "import") return <ImportView {...view} />;
  if (first === "new") return <ArticleEditor key={key} {...view} article={null} />;
  if (first === "questions") return <QuestionsView {...view} feedback={feedback} opened={second} />;
  const toMend = feedback.filter(({ state, verdict }) => state === "open" && verdict !== "helpful").length;
  return <ArticleList {...view} toMend={toMend} />;
}

/** The version and the passage that an address names; whatever else stands there is none. */
function openedBy([, version, range]: readonly string[]): Opened {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  return {
    version: /^\d+$/.test(version ?? "") ? Number(version) : null,
    marked: start === undefined ? null : { start: Number(start), end: Number(end) },
  };
}
