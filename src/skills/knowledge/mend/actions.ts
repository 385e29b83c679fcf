import type { Action } from "../../../engine/actions/action";
import type { UserData } from "../../../storage/schema";
import { entityTexts, latestMessage } from "../../message";
import { countOf, joinWords } from "../../phrases";
import type { Services } from "../../services";
import type { QuestionsCardData } from "../card-data";
import { topicOf } from "../retrieval/subject";
import { placeOf } from "../source";
import { questionsToMend, type QuestionGroup } from "./queue";

/** Named in words; the card has more. */
const READ_OUT = 3;
const SHOWN = 30;

/** "What couldn't you answer?": the questions to mend, those of one meaning together. */
export const questionsToMendWith = ({ knowledge }: Services): Action<UserData> => ({
  name: "action_questions_to_mend",
  async run({ store, dispatcher }) {
    const groups = await questionsToMend(await store.all("feedback"), knowledge);
    if (groups.length === 0) {
      dispatcher.utter("utter_nothing_to_mend");
      return [];
    }
    const titles = new Map((await store.all("articles")).map(({ id, title }) => [id, title]));
    const noteOf = ({ feedback, article }: QuestionGroup) => {
      const title = titles.get(article ?? "");
      const times = feedback.length === 1 ? "once" : `${feedback.length} times`;
      return title === undefined ? `asked ${times}` : `asked ${times}, nearest is “${title}”`;
    };
    const named = groups.slice(0, READ_OUT).map((group) => `“${group.question}” (${noteOf(group)})`);
    const more = groups.length - named.length;
    const card: QuestionsCardData = {
      card: "questions",
      questions: groups
        .slice(0, SHOWN)
        .map((group) => ({ id: group.id, question: group.question, note: noteOf(group) })),
    };
    dispatcher.say({
      text: `${countOf(groups.length, "question")} to mend: ${joinWords(more > 0 ? [...named, `${more} more`] : named)}.`,
      custom: { ...card },
    });
    return [];
  },
});

/** Closes questions that are mended, and says what they are answered now: `/close_questions{"feedback": ["..."]}`. */
export const closeQuestions = ({ knowledge }: Services): Action<UserData> => ({
  name: "action_close_questions",
  async run({ tracker, store, dispatcher }) {
    let question = "";
    for (const id of entityTexts(latestMessage(tracker), "feedback")) {
      const feedback = await store.get("feedback", id);
      if (feedback?.state !== "open") continue;
      question = feedback.question;
      await store.put("feedback", { ...feedback, state: "closed" });
    }
    if (question === "") {
      dispatcher.utter("utter_nothing_to_mend");
      return [];
    }
    const { isAnswered, passages } = await knowledge.ask(topicOf(question));
    const [passage] = passages;
    if (isAnswered && passage) dispatcher.utter("utter_question_closed", { question, place: placeOf(passage) });
    else dispatcher.utter("utter_question_closed_unanswered", { question });
    return [];
  },
});
