import type { Action } from "../../../engine/actions/action";
import { slotSet } from "../../../engine/dialogue/events";
import type { Article } from "../../../storage/knowledge-records";
import type { UserData } from "../../../storage/schema";
import { fold } from "../../find";
import { rememberRecord } from "../../last-record";
import { latestMessage, saidIn } from "../../message";
import { countOf, joinWords } from "../../phrases";
import type { ArticlesCardData } from "../card-data";
import { articleMeant } from "./meant";
import { todayOf } from "./revise";
import { STATES, warningsOf } from "./standing";

/** Which articles somebody asks for, and what they are called then. */
interface Wanted {
  noun: string;
  has: (article: Article) => boolean;
}

/** Named in words; the card has more. */
const READ_OUT = 5;
const SHOWN = 50;

/** "Which articles are out of date?", "show me the drafts", "what does Finance own?" */
export const listArticles: Action<UserData> = {
  name: "action_list_articles",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const articles = await store.all("articles");
    if (articles.length === 0) {
      dispatcher.utter("utter_no_documents");
      return [];
    }
    const today = todayOf(context);
    const said = saidIn(latestMessage(tracker));
    const named = /^\W*who(?:se)?\b/i.test(said) ? await articleMeant(context, said) : null;
    if (named?.kind === "one") {
      const { id, title, owner } = named.article;
      dispatcher.say({ text: `“${title}” ${owner === undefined ? "has no owner" : `belongs to ${owner}`}.` });
      return [rememberRecord("articles", id)];
    }
    const { noun, has } = wantedIn(said, articles, today);
    const found = articles.filter(has).sort((a, b) => a.title.localeCompare(b.title, "en", { sensitivity: "base" }));
    if (found.length === 0) {
      dispatcher.utter("utter_articles_none", { noun });
      return [];
    }
    const names = found.slice(0, READ_OUT).map((article) => {
      const [warning] = warningsOf(article, today);
      return `“${article.title}”${warning === undefined ? "" : ` (${warning.replace(/\.$/, "")})`}`;
    });
    const more = found.length - names.length;
    const told = joinWords(more > 0 ? [...names, `${more} more`] : names);
    const card: ArticlesCardData = {
      ...{ card: "articles", title: `${countOf(found.length, "article")} ${noun}` },
      articles: found
        .slice(0, SHOWN)
        .map((article) => ({ id: article.id, title: article.title, note: noteOf(article, today) })),
    };
    dispatcher.say({ text: `${countOf(found.length, "article")} ${noun}: ${told}.`, custom: { ...card } });
    const [only] = found;
    // "Publish it" after several is to ask which.
    return [only && found.length === 1 ? rememberRecord("articles", only.id) : slotSet("last_record", null)];
  },
};

const BY_STATE: readonly [Article["state"], RegExp, string][] = [
  ["draft", /\bdrafts?\b|\bunpublished\b|\bunfinished\b/i, "in draft"],
  ["retired", /\bretired\b|\barchived?\b|\bwithdrawn\b/i, "retired"],
  [
    "review",
    /\b(?:in|under|for|awaiting|waiting for) (?:a )?review\b|\bto approve\b|\bawaiting approval\b/i,
    "in review",
  ],
  ["published", /\bpublished\b|\blive\b/i, "published"],
];

const DATED =
  /\bout[ -]?of[ -]?date\b|\boutdated\b|\bstale\b|\bold\b|\bobsolete\b|\boverdue\b|\bflag\w*\b|\bdue\b|\bneeds?\b|\bexpired?\b|\bup[ -]to[ -]date\b|\brefresh\w*\b|\blooked at\b|\bchecked\b|\breviewed\b|\bages\b|\ba (?:while|long time|year)\b/i;

function wantedIn(said: string, articles: readonly Article[], today: string): Wanted {
  const state = BY_STATE.find(([, pattern]) => pattern.test(said));
  if (state) return { noun: state[2], has: (article) => article.state === state[0] };
  const folded = ` ${fold(said).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  const named = (name: string | undefined) => name !== undefined && folded.includes(` ${fold(name)} `);
  const owner = articles.find((article) => named(article.owner))?.owner;
  const isDated = DATED.test(said);
  const isOwn = (article: Article) => owner === undefined || article.owner === owner;
  const of = owner === undefined ? "" : ` of ${owner}`;
  if (isDated)
    // What is retired is read by nobody.
    return {
      noun: `out of date${of}`,
      has: (article) => article.state !== "retired" && isOwn(article) && warningsOf(article, today).length > 0,
    };
  if (owner !== undefined) return { noun: of.trim(), has: isOwn };
  const tag = articles.flatMap(({ tags }) => tags).find(named);
  if (tag !== undefined) return { noun: `about ${tag}`, has: ({ tags }) => tags.includes(tag) };
  return { noun: "in the knowledge base", has: () => true };
}

function noteOf(article: Article, today: string): string {
  const { state, owner } = article;
  return [STATES[state], ...(owner === undefined ? [] : [owner]), ...warningsOf(article, today)].join(" · ");
}
