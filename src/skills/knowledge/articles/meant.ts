import type { ActionContext } from "../../../engine/actions/action";
import type { NewEvent } from "../../../engine/dialogue/events";
import type { Article } from "../../../storage/knowledge-records";
import type { UserData } from "../../../storage/schema";
import { lastIdIn } from "../../last-record";
import { closest, stems } from "../../matching";
import { entityText, latestMessage } from "../../message";
import { payloadFor } from "../../payload";
import { titleFromName } from "../documents/document";

export type ArticleMeant =
  | { kind: "one"; article: Article }
  | { kind: "several"; articles: Article[] }
  | { kind: "unknown"; name: string }
  | { kind: "none" };

/** What orders and questions about articles say beside the article's name. */
const FRAME = new Set(
  (
    "article articles policy policies page pages document documents doc docs entry guide handbook section text rule rules please pls hey hi ok okay " +
    "so can could would will like want let's lets and now also publish published publishing unpublish retire retired retiring archive archived draft " +
    "drafts review reviewed approve approved release submit send put move take set back live offline online down public bring ready withdraw pull update updated updates edit edited amend " +
    "revise change changed changes changing modify add correct fix rewrite reword append insert mark marked flag flagged unmark unflag outdated obsolete " +
    "stale wrong out up date any more anymore longer no still current right valid true good fine again what's what has have had which when how who new " +
    "different difference differences between version versions history last latest recent recently lately since say says as be been isn't not there here " +
    "make go goes went from into following this that it it's its that's here's there's the a an our my is are was were did do does to in on of for about with you i me show tell see old " +
    "older think thing anything something knowledge base info information need needs needed look looked looks touch touched compare compared own owns owner " +
    "we before after nobody somebody anybody first one"
  ).split(" "),
);

const LAST = /\b(?:it|this|that|this one|that one|the (?:first )?one|the same|this article|that article)\b/i;

/** The article that a button names, the one whose title has the words of `head`, or by "it" the one last spoken of. */
export async function articleMeant({ tracker, store }: ActionContext<UserData>, head: string): Promise<ArticleMeant> {
  const articles = await store.all("articles");
  const id = entityText(latestMessage(tracker), "article");
  if (id !== null) {
    const article = articles.find((one) => one.id === id);
    return article ? { kind: "one", article } : { kind: "none" };
  }
  const name = nameIn(head);
  if (name === "") {
    const last = articles.find((one) => one.id === lastIdIn("articles", tracker));
    return last && LAST.test(head) ? { kind: "one", article: last } : { kind: "none" };
  }
  const found = named(name, articles);
  const [article] = found;
  if (!article) return { kind: "unknown", name };
  return found.length === 1 ? { kind: "one", article } : { kind: "several", articles: found };
}

const NOUN = "(?:articles?|polic(?:y|ies)|pages?|documents?|guide)";
const WORD = "[\\p{L}\\p{N}'’-]+";
const VERB = "\\b(?:is|are|was|were|has|have|needs?|should|must|that|to|because|since|with|says?|now|isn['’]t|can)\\b";
/** Where an article is named, whatever else is said: "the parking policy", "the article on parking". */
const NAMED = [
  new RegExp(`\\b(?:the|our|my)\\s+((?:${WORD}\\s+){1,6}?)${NOUN}\\b`, "iu"),
  new RegExp(`\\b${NOUN}\\s+(?:on|about|for|of)\\s+((?:(?!${VERB})${WORD}\\s*){1,6})`, "iu"),
];

/** What is left of it that may be a title: "publish the parking article" is about "parking". */
function nameIn(head: string): string {
  const quoted = /[“"«]([^”"»]{2,})[”"»]/.exec(head)?.[1];
  const places = [...NAMED.map((pattern) => pattern.exec(head)?.[1] ?? ""), head];
  return quoted ?? places.map(withoutFrame).find((name) => name !== "") ?? "";
}

function withoutFrame(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
  return words.filter((word) => !FRAME.has(word.toLowerCase().replace("’", "'"))).join(" ");
}

/** By their titles; else with their tags; else with what their files are called; else those that have most of the words. */
function named(name: string, articles: readonly Article[]): Article[] {
  const ways: ((article: Article) => string[])[] = [
    ({ title }) => [title],
    ({ title, tags }) => [title, ...tags],
    ({ title, tags, source }) => [title, ...tags, source.kind === "file" ? titleFromName(source.name) : ""],
  ];
  for (const words of ways) {
    const found = closest(name, [...articles], (article) => words(article).join(" "));
    if (found.length > 0) return found;
  }
  const wanted = new Set(stems(name));
  return articles.filter(({ title }) => stems(title).every((stem) => wanted.has(stem)));
}

/** More buttons than these are no help. */
const MOST_BUTTONS = 6;

/** Says why no article could be told: each button says the same again, of one that may be meant. */
export function askWhichArticle(
  { dispatcher }: ActionContext<UserData>,
  intent: string,
  said: string,
  meant: Exclude<ArticleMeant, { kind: "one" }>,
): NewEvent[] {
  if (meant.kind === "unknown") dispatcher.utter("utter_article_unknown", { name: meant.name });
  else if (meant.kind === "none") dispatcher.utter("utter_article_which");
  else {
    const buttons = meant.articles
      .slice(0, MOST_BUTTONS)
      .map(({ id, title }) => ({ title, payload: payloadFor(intent, { article: id, said }) }));
    dispatcher.utter("utter_article_which", {}, { buttons });
  }
  return [];
}
