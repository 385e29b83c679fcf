import type { Action, ActionContext } from "../../../engine/actions/action";
import type { NewEvent } from "../../../engine/dialogue/events";
import type { Article, Version } from "../../../storage/knowledge-records";
import type { UserData } from "../../../storage/schema";
import { rememberRecord } from "../../last-record";
import { headOf, latestMessage, saidIn } from "../../message";
import { countOf, joinWords } from "../../phrases";
import type { ChangesCardData } from "../card-data";
import { dateOf } from "../source";
import { countsOf, differences, type Row } from "./differences";
import { articleMeant, askWhichArticle } from "./meant";
import { todayOf } from "./revise";
import { warningsOf } from "./standing";

/** Rows that a card shows; the panel has all. */
const SHOWN = 30;

/** "What changed in the travel policy?": its last change, as it was and as it is; without an article, what changed lately. */
export const articleChanges: Action<UserData> = {
  name: "action_article_changes",
  async run(context) {
    const said = saidIn(latestMessage(context.tracker));
    const meant = await articleMeant(context, headOf(said));
    if (meant.kind === "none") return tellLately(context);
    if (meant.kind !== "one") return askWhichArticle(context, "article_changes", said, meant);
    return tellChanges(context, meant.article);
  },
};

async function tellChanges(context: ActionContext<UserData>, article: Article): Promise<NewEvent[]> {
  const { store, dispatcher } = context;
  const version = await store.get("versions", `${article.id}/${article.version}`);
  const older = await store.get("versions", `${article.id}/${article.version - 1}`);
  const standing = warningsOf(article, todayOf(context))
    .map((warning) => ` ${warning}`)
    .join("");
  const about = { title: article.title, standing, when: dateOf({ date: version?.created ?? article.updated }) };
  if (!version || !older) dispatcher.utter("utter_article_unchanged", about);
  else {
    const card = changesCard(article, { before: older.text, version, from: older.number });
    const note = version.note === undefined ? "" : ` (“${version.note}”)`;
    dispatcher.utter(
      "utter_article_changed",
      { ...about, number: version.number, what: tellCounts(card.rows), note },
      { custom: { ...card } },
    );
  }
  return [rememberRecord("articles", article.id)];
}

/** Named when nobody says of which article. */
const LATELY = 5;

async function tellLately({ store, dispatcher }: ActionContext<UserData>): Promise<NewEvent[]> {
  const articles = await store.all("articles");
  const latest = articles.toSorted((a, b) => Date.parse(b.updated) - Date.parse(a.updated)).slice(0, LATELY);
  if (latest.length === 0) {
    dispatcher.utter("utter_no_documents");
    return [];
  }
  const named = latest.map(({ title, updated }) => `“${title}” (${dateOf({ date: updated })})`);
  dispatcher.utter("utter_articles_changed_lately", { articles: joinWords(named) });
  return [];
}

export function changesCard(
  { id, title }: Article,
  { before, version, from }: { before: string; version: Version; from: number },
): ChangesCardData {
  const rows = differences(before, version.text);
  return {
    ...{ card: "changes", article: id, title, from, to: version.number, date: version.created },
    rows: rows.slice(0, SHOWN),
    hasMore: rows.length > SHOWN,
  };
}

/** "2 lines changed and 1 added". */
export function tellCounts(rows: readonly Row[]): string {
  const { added, removed, changed } = countsOf(rows);
  const said = [
    ...(changed > 0 ? [`${countOf(changed, "line")} changed`] : []),
    ...(added > 0 ? [`${countOf(added, "line")} added`] : []),
    ...(removed > 0 ? [`${countOf(removed, "line")} taken out`] : []),
  ];
  return said.length === 0 ? "the title or nothing that shows" : joinWords(said);
}
