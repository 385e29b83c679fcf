import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { entityTexts, latestMessage } from "../message";
import { countOf } from "../phrases";

/** Takes articles out with all that they ever said: a payload of the Knowledge panel. */
export const deleteArticles: Action<UserData> = {
  name: "action_delete_articles",
  async run({ tracker, store, dispatcher }) {
    const titles: string[] = [];
    for (const id of entityTexts(latestMessage(tracker), "article")) {
      const article = await store.get("articles", id);
      if (!article) continue;
      titles.push(article.title);
      for (let number = 1; number <= article.version; number++) await store.delete("versions", `${id}/${number}`);
      await store.delete("articles", id);
    }
    const [title] = titles;
    const what = titles.length === 1 ? `“${title}”` : countOf(titles.length, "document");
    dispatcher.utter(titles.length === 0 ? "utter_document_gone" : "utter_documents_deleted", { what });
    return [];
  },
};
