import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { entityText, isPayload, latestMessage } from "../message";
import { isPlainNote } from "../notes/note-text";
import { takeNote } from "../notes/take";
import type { Services, SkillActions } from "../services";
import { articleChanges } from "./articles/changes";
import { listArticles } from "./articles/list";
import { markArticle } from "./articles/mark";
import { restoreVersion, saveArticle } from "./articles/save";
import { updateArticle } from "./articles/update";
import { askDocuments, declineQuestion, hasDocuments, tellPassage } from "./answer";
import { deleteArticles } from "./delete";
import { answerInstead } from "./instead";
import { closeQuestions, questionsToMendWith } from "./mend/actions";
import { rateAnswer } from "./mend/rate";

/** "What's our policy on parking?" */
const ask = ({ knowledge }: Services): Action<UserData> => ({
  name: "action_ask_documents",
  async run(context) {
    const message = latestMessage(context.tracker);
    // "Memo: ask about the home office" is to be written down, whatever it is about.
    if (isPlainNote(message.text)) return takeNote.run(context);
    const asked = entityText(message, "question") ?? message.text;
    // A guess that was offered, and chosen: what is asked comes next.
    if (isPayload(asked)) {
      context.dispatcher.utter("utter_ask_question");
      return [];
    }
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

const all = (services: Services): Action<UserData>[] => [
  ask(services),
  outOfScope(services),
  rateAnswer,
  deleteArticles,
  saveArticle,
  restoreVersion,
  markArticle,
  updateArticle,
  articleChanges,
  listArticles,
  questionsToMendWith(services),
  closeQuestions(services),
];

/** At the first start they wait for the sample handbook. */
export const actions: SkillActions = (services) =>
  all(services).map((action) => ({
    ...action,
    async run(context) {
      await services.knowledge.ready();
      return action.run(context);
    },
  }));
