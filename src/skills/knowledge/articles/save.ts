import * as v from "valibot";
import type { Action } from "../../../engine/actions/action";
import { formatIso } from "../../../engine/time/zone";
import type { Article } from "../../../storage/knowledge-records";
import type { UserData } from "../../../storage/schema";
import { newId } from "../../ids";
import { entityText, latestMessage } from "../../message";
import { LONGEST_TEXT, revise } from "./revise";

const line = (longest: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));

/** What the form of the page sends: all that is kept of an article; what is left out is empty. */
const formSchema = v.object({
  title: line(200),
  text: v.pipe(v.string(), v.regex(/\S/), v.maxLength(LONGEST_TEXT)),
  owner: v.optional(line(200)),
  reviewBy: v.optional(v.pipe(v.string(), v.isoDate())),
  tags: v.pipe(v.array(line(60)), v.maxLength(50)),
  note: v.optional(line(200)),
});

/** Keeps an article as the form has it: `/save_article{"fields": {...}, "article": "..."}`, without an id a new one, a draft. */
export const saveArticle: Action<UserData> = {
  name: "action_save_article",
  async run(context) {
    const { tracker, store, clock, random, dispatcher } = context;
    const message = latestMessage(tracker);
    const read = v.safeParse(formSchema, message.entities.find(({ entity }) => entity === "fields")?.value);
    const id = entityText(message, "article");
    const old = id === null ? null : ((await store.get("articles", id)) ?? null);
    if (!read.success || (id !== null && !old)) {
      dispatcher.utter(read.success ? "utter_document_gone" : "utter_article_unreadable");
      return [];
    }
    const { text, note, ...fields } = read.output;
    const kept: Pick<Article, "id" | "state" | "source" | "created" | "outOfDate"> = old
      ? { id: old.id, state: old.state, source: old.source, created: old.created, ...pickFlag(old) }
      : {
          ...{ id: newId(random), state: "draft", source: { kind: "written" } },
          created: formatIso(clock.now(), clock.zone),
        };
    const article: Article = { ...fields, ...kept, version: 0, updated: "" };
    const saved = await revise(context, old, article, { text, note });
    dispatcher.utter(old ? "utter_article_saved" : "utter_article_added", { title: saved.title });
    return [];
  },
};

function pickFlag({ outOfDate }: Article): Pick<Article, "outOfDate"> {
  return outOfDate === undefined ? {} : { outOfDate };
}

/** Goes back to what an article said in an older version, as a new one: `/restore_version{"article": "...", "number": 1}`. */
export const restoreVersion: Action<UserData> = {
  name: "action_restore_version",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const message = latestMessage(tracker);
    const id = entityText(message, "article") ?? "";
    const number = entityText(message, "number") ?? "";
    const article = await store.get("articles", id);
    const version = await store.get("versions", `${id}/${number}`);
    if (!article || !version) {
      dispatcher.utter("utter_document_gone");
      return [];
    }
    await revise(context, article, article, { text: version.text, note: `As in version ${number} again` });
    dispatcher.utter("utter_version_restored", { title: article.title, number });
    return [];
  },
};
