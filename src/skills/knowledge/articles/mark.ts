import type { Action } from "../../../engine/actions/action";
import { formatIso } from "../../../engine/time/zone";
import type { Article } from "../../../storage/knowledge-records";
import type { UserData } from "../../../storage/schema";
import { rememberRecord } from "../../last-record";
import { bodyOf, entityText, headOf, latestMessage, saidIn } from "../../message";
import { dateOf } from "../source";
import { articleMeant, askWhichArticle } from "./meant";
import { todayOf } from "./revise";
import { isOverdue, warningsOf } from "./standing";

type Mark = Article["state"] | "out_of_date" | "up_to_date";

/** What is said of an article's standing, in this order: "not out of date" has "out of date" in it. */
const FLAGS: readonly [Mark, RegExp][] = [
  [
    "up_to_date",
    /\b(?:not|isn'?t|no longer|un(?:mark|flag)\w*|remove|take)\b.*\b(?:out[ -]of[ -]date|outdated|stale|obsolete)\b|\bup[ -]to[ -]date\b|\bunflag\b|\bstill (?:right|correct|current|valid|fine|good|true|holds?)\b/i,
  ],
  [
    "out_of_date",
    /\bout[ -]?of[ -]?date\b|\boutdated\b|\bobsolete\b|\bstale\b|\bno longer\b|\bnot (?:right|correct|valid|true|current)\b|\bisn'?t (?:right|correct|valid|true|current)\b|\bwrong\b|\bany ?more\b|^\W*(?:please )?flag\b/i,
  ],
];

/** What is to be done with it; what is said first counts: "publish the draft about parking", "retire the published one". */
const STEPS: readonly [Mark, RegExp][] = [
  ["draft", /\bunpublish\w*\b|\bdrafts?\b/i],
  ["retired", /\bretir\w+\b|\barchiv\w+\b|\b(?:withdraw|pull|offline|take .*\bdown)\b/i],
  ["review", /\b(?:for|in|to|into|under|needs?) (?:a )?review\b|\b(?:to|should|must) be reviewed\b|\bsubmit\b/i],
  [
    "published",
    /\bpublish\w*\b|\brelease\b|\bapprove\w*\b|\bpublic\b|\b(?:go|goes|make|put|set|take)\b.*\b(?:live|online)\b|\bbring\b.*\bback\b(?! (?:in)?to (?:a )?draft)/i,
  ],
];

/** An order to take a step: "retire it, it's outdated" is none to flag it. */
const ORDERED =
  /^\W*(?:(?:please|pls|ok|so|now|hey|can|could|would|you|let['’]?s|just)\s+)*(?:retire|archive|withdraw|pull|unpublish|publish|release|approve|submit|take\b[^,;:]*\bdown)\b/i;

/** "Is the gifts article published?" changes nothing. */
const ASKED = /^\W*(?:is|are|was|were|has|have|did|does|when|which|who|what|why)\b/i;

function markIn(text: string): Mark | undefined {
  const flag = ORDERED.test(text) ? undefined : FLAGS.find(([, pattern]) => pattern.test(text));
  if (flag) return flag[0];
  const steps = STEPS.map(([mark, pattern]) => ({ mark, at: text.search(pattern) })).filter(({ at }) => at >= 0);
  return steps.sort((a, b) => a.at - b.at)[0]?.mark;
}

/**
 * "Publish the parking article", "the travel policy is out of date: the law changed", or of the panel
 * `/mark_article{"article": "...", "mark": "retired"}`.
 */
export const markArticle: Action<UserData> = {
  name: "action_mark_article",
  async run(context) {
    const { tracker, store, dispatcher, clock } = context;
    const message = latestMessage(tracker);
    const said = saidIn(message);
    const head = headOf(said).replace(/\b(?:because|since|as (?:of|the))\b.*$/i, "");
    const mark = entityText(message, "mark") ?? markIn(head);
    const meant = await articleMeant(context, head);
    if (meant.kind !== "one") return askWhichArticle(context, "mark_article", said, meant);
    const { article } = meant;
    const why = entityText(message, "why") ?? reasonIn(said);
    const marked = isMark(mark) ? withMark(article, mark, why, todayOf(context)) : null;
    if (ASKED.test(said)) {
      const { title, how = "", standing = "" } = told(article, todayOf(context));
      dispatcher.say({ text: `“${title}” is ${how}.${standing}` });
    } else if (!marked) dispatcher.utter("utter_article_mark_which", { title: article.title });
    else if (same(marked, article)) dispatcher.utter("utter_article_marked_already", told(marked, todayOf(context)));
    else {
      await store.put("articles", { ...marked, updated: formatIso(clock.now(), clock.zone) });
      dispatcher.utter("utter_article_marked", told(marked, todayOf(context)));
    }
    return [rememberRecord("articles", article.id)];
  },
};

const MARKS: ReadonlySet<string> = new Set<Mark>([
  "draft",
  "review",
  "published",
  "retired",
  "out_of_date",
  "up_to_date",
]);

function isMark(text: string | undefined): text is Mark {
  return text !== undefined && MARKS.has(text);
}

const REASON =
  /\b(?:because|since)\s+([\s\S]+)$|\b(?:date|outdated|obsolete|stale|wrong|current|correct|right|valid|true)\s*[,;–]\s*([\s\S]+)$/i;

/** Behind a colon, behind "because", or behind the comma of "it is outdated, prices changed". */
function reasonIn(said: string): string {
  const [, because, behind] = REASON.exec(said) ?? [];
  return bodyOf(said) || (because ?? behind ?? "").trim();
}

function withMark(article: Article, mark: Mark, why: string, today: string): Article {
  if (mark === "out_of_date") return { ...article, outOfDate: why.slice(0, 500) };
  if (mark !== "up_to_date") return { ...article, state: mark };
  const { outOfDate: _, ...rest } = article;
  // Whoever says so has reviewed it: the next review is a year from now.
  return isOverdue(article, today)
    ? { ...rest, reviewBy: `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace("-02-29", "-02-28")}` }
    : rest;
}

function same(a: Article, b: Article): boolean {
  return a.state === b.state && a.outOfDate === b.outOfDate && a.reviewBy === b.reviewBy;
}

const HOW: Readonly<Record<Article["state"], string>> = {
  draft: "a draft: questions aren't answered from it",
  review: "in review: questions aren't answered from it yet",
  published: "published: questions are answered from it",
  retired: "retired: questions are no longer answered from it",
};

function told(article: Article, today: string): Record<string, string> {
  const { title, state, reviewBy } = article;
  const warnings = warningsOf(article, today);
  const next =
    reviewBy === undefined || warnings.length > 0 ? [] : [`Its next review is due by ${dateOf({ date: reviewBy })}.`];
  return { title, how: HOW[state], standing: [...warnings, ...next].map((sentence) => ` ${sentence}`).join("") };
}
