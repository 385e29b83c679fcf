import type { Feedback } from "../../../storage/knowledge-records";
import { fold } from "../../find";
import type { Knowledge } from "../knowledge";
import { topicOf } from "../retrieval/subject";

/** Questions of one meaning that found no answer, or a bad one. */
export interface QuestionGroup {
  /** Of the first of them. */
  id: string;
  /** As it was asked most often. */
  question: string;
  /** Oldest first. */
  feedback: Feedback[];
  /** The article that most of them came nearest to, and that should have answered; null where nothing was near. */
  article: string | null;
}

/** Older ones wait until these are mended. */
const MOST = 1000;

/** What is to be mended: what was asked most first, then what was asked last. */
export async function questionsToMend(
  feedback: readonly Feedback[],
  knowledge: Pick<Knowledge, "group">,
): Promise<QuestionGroup[]> {
  const open = feedback
    .filter(({ state, verdict }) => state === "open" && verdict !== "helpful")
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))
    .slice(-MOST);
  const groups = await knowledge.group(open.map(({ question, article }) => ({ question: topicOf(question), article })));
  return groups
    .map((members) => groupOf(members.flatMap((i) => open[i] ?? [])))
    .sort((a, b) => b.feedback.length - a.feedback.length || lastOf(b) - lastOf(a));
}

function groupOf(feedback: Feedback[]): QuestionGroup {
  const question = mostOften(feedback, (one) => fold(one.question));
  const near = feedback.filter(({ article }) => article !== undefined);
  return {
    id: feedback[0]?.id ?? "",
    question: question?.question ?? "",
    feedback,
    article: mostOften(near, ({ article = "" }) => article)?.article ?? null,
  };
}

const lastOf = ({ feedback }: QuestionGroup) => Date.parse(feedback.at(-1)?.at ?? "");

/** The newest of those that most have in common. */
function mostOften(all: readonly Feedback[], keyOf: (one: Feedback) => string): Feedback | undefined {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return all.findLast((one) => counts.get(keyOf(one)) === most);
}
