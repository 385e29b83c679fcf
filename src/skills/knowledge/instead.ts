import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { isPayload, latestMessage } from "../message";
import { askDocuments, LONGEST_QUESTION, tellPassage } from "./answer";
import type { Knowledge } from "./knowledge";

const QUESTION =
  /\?\s*$|^\W*(?:(?:hi|hello|hey|please|so|and|ok|okay|excuse me|sorry)[,\s]+)*(?:who|whom|whose|what|which|when|where|why|how|is|are|am|do|does|did|can|could|may|must|should|will|would|has|have)\b|\b(?:polic(?:y|ies)|handbook|rules?|allowed|entitled|regulations?|guidelines?)\b/i;

/** What wasn't meant for the documents must be answered by them all the more surely. */
const SURE = { question: 0.65, words: 0.85 };

/** Answers a message that nothing else answers from the documents, where they do; null where they don't. */
export async function answerInstead(
  knowledge: Knowledge,
  context: ActionContext<UserData>,
): Promise<NewEvent[] | null> {
  const { text } = latestMessage(context.tracker);
  if (isPayload(text) || text.length > LONGEST_QUESTION) return null;
  const { question, answer } = await askDocuments(knowledge, context, text);
  const enough = QUESTION.test(text) || question !== text ? SURE.question : SURE.words;
  return answer.sure >= enough ? tellPassage(context, question, answer) : null;
}
