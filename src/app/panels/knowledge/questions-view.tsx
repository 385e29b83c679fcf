import { countOf } from "../../../skills/for-knowledge-panel";
import type { QuestionGroup } from "../../../worker/protocol";
import { hrefTo } from "../../navigation/address";
import { Empty } from "../empty";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import { QuestionView } from "./question-view";
import { useAsked } from "./use-asked";
import type { Feedback, ViewProps } from "./view-props";

/** Questions that found no answer, or a bad one: all of them, or the one that the address opens. */
export function QuestionsView({
  opened,
  feedback,
  ...view
}: ViewProps & { opened: string | undefined; feedback: Feedback[] }) {
  const groups = useAsked("questionsToMend", null, feedback);
  if (!groups) return null;
  const group = groups.find(({ feedback: all }) => all.some(({ id }) => id === opened));
  if (group) return <QuestionView key={group.id} {...view} group={group} />;
  return (
    <>
      <Heading title="Questions to mend" back={{ href: hrefTo("knowledge"), label: "All documents" }} />
      {groups.length === 0 ? (
        <Empty text="Nothing to mend. What the documents don’t answer, and answers that were no help, come here." />
      ) : (
        <ul className={panel.rows} aria-label="Questions">
          {groups.map((one) => (
            <li key={one.id} className={panel.row}>
              <a className={panel.link} href={hrefTo("knowledge", "questions", one.id)}>
                <span className={panel.words}>
                  <span className={panel.title} dir="auto">
                    {one.question}
                  </span>
                  <span className={panel.detail}>{detailOf(one, view.articles)}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function detailOf({ feedback, article }: QuestionGroup, articles: ViewProps["articles"]): string {
  const unhelpful = feedback.filter(({ verdict }) => verdict === "unhelpful").length;
  const unanswered = feedback.length - unhelpful;
  const title = articles.find(({ id }) => id === article)?.title;
  return [
    ...(unanswered > 0 ? [`${countOf(unanswered, "time")} without an answer`] : []),
    ...(unhelpful > 0 ? [`${countOf(unhelpful, "time")} no help`] : []),
    title === undefined ? "no article near" : `nearest: ${title}`,
  ].join(" · ");
}
