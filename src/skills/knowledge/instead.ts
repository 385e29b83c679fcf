import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { isPayload, latestMessage } from "../message";
import { askDocuments, declineQuestion, hasDocuments, LONGEST_QUESTION, tellPassage } from "./answer";
import type { Knowledge } from "./knowledge";

const ASKS =
  /\?\s*$|^\W*(?:(?:hi|hello|hey|please|so|and|ok|okay|excuse me|sorry)[,\s]+)*(?:who|whom|whose|what|which|when|where|why|how|is|are|am|do|does|did|can|could|may|must|should|will|would|has|have)\b|\b(?:polic(?:y|ies)|handbook|rules?|allowed|entitled|regulations?|guidelines?)\b/i;

/** Whether it may be one for the documents, by its form and its words. */
export function isQuestion(text: string): boolean {
  return ASKS.test(text);
}

/** Who names the documents means them. */
const NAMES_DOCUMENTS = /\b(?:polic(?:y|ies)|handbook|regulations?|guidelines?)\b/i;

/** What wasn't meant for the documents must be answered by them all the more surely. */
const SURE = { question: 0.65, words: 0.85 };

/** Answers a message that nothing else answers from the documents, or declines it where it names them; null where they have no part in it. */
export async function answerInstead(
  knowledge: Knowledge,
  context: ActionContext<UserData>,
): Promise<NewEvent[] | null> {
  const { text } = latestMessage(context.tracker);
  if (isPayload(text) || text.length > LONGEST_QUESTION) return null;
  const { question, answer } = await askDocuments(knowledge, context, text);
  const enough = isQuestion(text) || question !== text ? SURE.question : SURE.words;
  if (answer.sure >= enough) return tellPassage(context, question, answer);
  const isMeant = NAMES_DOCUMENTS.test(text) && (await hasDocuments(context.store));
  return isMeant ? declineQuestion(context, question, answer) : null;
}
