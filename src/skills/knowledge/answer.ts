import type { ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { TrackerView } from "../../engine/dialogue/tracker";
import type { Clock } from "../../engine/environment";
import { formatIso } from "../../engine/time/zone";
import type { Feedback } from "../../storage/knowledge-records";
import type { UserData } from "../../storage/schema";
import { newId } from "../ids";
import { rememberRecord } from "../last-record";
import { joinWords, shorten } from "../phrases";
import { todayOf } from "./articles/revise";
import { warningsOf } from "./articles/standing";
import type { NearestCardData, PassageCardData } from "./card-data";
import type { Answer, Knowledge, Passage } from "./knowledge";
import { topicOf, withSubject } from "./retrieval/subject";
import { dateOf, placeOf, siteOf } from "./source";

type Context = ActionContext<UserData>;

const SLOT = "knowledge_question";

/** A question goes on from one no older than this (milliseconds). */
const GOES_ON_FOR = 15 * 60_000;

/** A longer text is no question (characters). */
export const LONGEST_QUESTION = 500;

/** Of a passage without a sentence to quote, so much is read out (characters). */
const READ_OUT = 300;

/** What is asked in all, with the subject of the question before where it goes on from that. */
function questionOf(tracker: TrackerView, clock: Clock, text: string): string {
  const last = tracker.slot(SLOT);
  const isLast = typeof last === "object" && last !== null && !Array.isArray(last);
  const { question, at } = isLast ? last : {};
  const isFresh = typeof at === "number" && clock.now() - at < GOES_ON_FOR;
  return withSubject(text, isFresh && typeof question === "string" ? question : null);
}

/** Whether there is anything to answer from. */
export async function hasDocuments(store: Pick<Context["store"], "all">): Promise<boolean> {
  return (await store.all("articles")).some(({ state }) => state === "published");
}

export async function askDocuments(knowledge: Knowledge, context: Context, text: string) {
  const question = questionOf(context.tracker, context.clock, text.slice(0, LONGEST_QUESTION));
  return { question, answer: await knowledge.ask(topicOf(question)) };
}

/** Tells the passage that answers, in its document's own words and with its source. */
export async function tellPassage(
  context: Context,
  question: string,
  { passages: [passage], quote }: Answer,
): Promise<NewEvent[]> {
  if (!passage) return [];
  const article = await context.store.get("articles", passage.article);
  const warnings = article ? warningsOf(article, todayOf(context)) : [];
  const site = article && siteOf(article.source);
  const said = quote?.words ?? shorten(passage.text.replace(/\s+/gu, " ").trim(), READ_OUT);
  const card: PassageCardData = {
    ...{ card: "passage", question, passage, quote },
    ...(site && { site }),
    ...(warnings.length > 0 && { warnings }),
  };
  context.dispatcher.say({
    text: [`${placeOf(passage)} (${dateOf(passage)}): “${said}”`, ...warnings].join(" "),
    custom: { ...card },
  });
  return [...remembered(context, question), rememberRecord("articles", passage.article)];
}

/** Says that the documents don't answer, and what they have that is near. Kept, for whoever mends them. */
export async function declineQuestion(context: Context, question: string, { passages }: Answer): Promise<NewEvent[]> {
  const nearest = nearestOf(passages);
  const titles = joinWords(
    nearest.map((passage) => `“${placeOf(passage)}”`),
    "or",
  );
  const card: NearestCardData = { card: "nearest", question, nearest };
  context.dispatcher.utter(
    nearest.length > 0 ? "utter_not_in_documents_but" : "utter_not_in_documents",
    { nearest: titles },
    nearest.length > 0 ? { custom: { ...card } } : {},
  );
  const [first] = passages;
  const feedback: Feedback = {
    ...{ id: newId(context.random), question, verdict: "unanswered", state: "open" },
    ...(first && { article: first.article }),
    at: formatIso(context.clock.now(), context.clock.zone),
  };
  await context.store.put("feedback", feedback);
  return remembered(context, question);
}

function remembered({ clock }: Context, question: string): NewEvent[] {
  return [slotSet(SLOT, { question, at: clock.now() })];
}

/** One for each place, three at most. */
function nearestOf(passages: readonly Passage[]): NearestCardData["nearest"] {
  const places = new Map(passages.map((passage) => [placeOf(passage), passage] as const).reverse());
  return [...places.values()]
    .reverse()
    .slice(0, 3)
    .map(({ article, title, version, headings, start, end }) => ({ article, title, version, headings, start, end }));
}
