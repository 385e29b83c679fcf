import type { Action } from "../../engine/actions/action";
import { formatIso } from "../../engine/time/zone";
import type { Feedback } from "../../storage/knowledge-records";
import type { UserData } from "../../storage/schema";
import { newId } from "../ids";
import { entityText, latestMessage } from "../message";
import { isPlainNote } from "../notes/note-text";
import { takeNote } from "../notes/take";
import type { Services, SkillActions } from "../services";
import { askDocuments, declineQuestion, hasDocuments, tellPassage } from "./answer";
import { deleteArticles } from "./delete";
import { answerInstead } from "./instead";

/** "What's our policy on parking?" */
const ask = ({ knowledge }: Services): Action<UserData> => ({
  name: "action_ask_documents",
  async run(context) {
    const message = latestMessage(context.tracker);
    // "Memo: ask about the home office" is to be written down, whatever it is about.
    if (isPlainNote(message.text)) return takeNote.run(context);
    const asked = entityText(message, "question") ?? message.text;
    const { question, answer } = await askDocuments(knowledge, context, asked);
    if (answer.isAnswered) return tellPassage(context, question, answer);
    if (answer.passages.length > 0 || (await hasDocuments(context.store)))
      return declineQuestion(context, question, answer);
    context.dispatcher.utter("utter_no_documents");
    return [];
  },
});

/** Nothing that the assistant does: what the documents may answer all the same. */
const outOfScope = (services: Services): Action<UserData> => ({
  name: "action_out_of_scope",
  async run(context) {
    const answered = await answerInstead(services.knowledge, context);
    if (answered) return answered;
    context.dispatcher.utter("utter_out_of_scope");
    return [];
  },
});

/** The card's “Helpful” and “Not helpful”. */
const rate: Action<UserData> = {
  name: "action_rate_answer",
  async run({ tracker, store, dispatcher, clock, random }) {
    const message = latestMessage(tracker);
    const question = entityText(message, "question");
    if (question === null) return [];
    const verdict = entityText(message, "verdict") === "helpful" ? "helpful" : "unhelpful";
    const [article, passage] = [entityText(message, "article"), entityText(message, "passage")];
    const feedback: Feedback = {
      ...{ id: newId(random), question, verdict, state: verdict === "helpful" ? "closed" : "open" },
      ...(article !== null && { article }),
      ...(passage !== null && { passage }),
      at: formatIso(clock.now(), clock.zone),
    };
    await store.put("feedback", feedback);
    dispatcher.utter(`utter_rated_${verdict}`);
    return [];
  },
};

export const actions: SkillActions = (services) => [ask(services), outOfScope(services), rate, deleteArticles];
