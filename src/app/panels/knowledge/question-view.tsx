import { dateOf, hrefOf, MarkdownView, placeOf, payloadFor } from "../../../skills/for-knowledge-panel";
import type { Answer, QuestionGroup } from "../../../worker/protocol";
import { goTo, hrefTo } from "../../navigation/address";
import { Group } from "../group";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import styles from "./knowledge-panel.module.css";
import { useAsked } from "./use-asked";
import { type Article, type Feedback, type ViewProps } from "./view-props";

/** One question to mend: what its askers got then, what they would get now, and the article that should answer. */
export function QuestionView({ group, articles, act, done }: ViewProps & { group: QuestionGroup }) {
  const { question, feedback } = group;
  const now = useAsked("askDocuments", { question }, articles);
  const nearest = articles.find(({ id }) => id === group.article);

  function close() {
    const sent = act(payloadFor("close_questions", { feedback: feedback.map(({ id }) => id) }), { quiet: true });
    const [passage] = now?.isAnswered ? now.passages : [];
    done.tell(passage ? `Closed: answered now, from ${placeOf(passage)}.` : "Closed, though still not answered.", sent);
    goTo("knowledge", "questions");
  }

  return (
    <>
      <Heading title={question} back={{ href: hrefTo("knowledge", "questions"), label: "All questions" }} />
      <Group title="Then">
        <ul className={panel.rows}>
          {feedback.map((one) => (
            <li key={one.id} className={panel.row}>
              <Then feedback={one} articles={articles} isSame={one.question === question} />
            </li>
          ))}
        </ul>
      </Group>
      <Group title="Now">
        <div className={styles.text} role="status">
          {now && <Now answer={now} />}
        </div>
      </Group>
      <div className={panel.buttons}>
        {nearest && (
          <a className={panel.button} href={hrefTo("knowledge", nearest.id, "edit")}>
            Edit “{nearest.title}”
          </a>
        )}
        <a className={panel.button} href={hrefTo("knowledge", "new")}>
          Write an article
        </a>
        <button type="button" className={now?.isAnswered ? panel.primary : panel.button} onClick={close}>
          Close
        </button>
      </div>
    </>
  );
}

function Then({ feedback, articles, isSame }: { feedback: Feedback; articles: Article[]; isSame: boolean }) {
  const { question, verdict, article, passage, said, why, correction, at } = feedback;
  const title = articles.find(({ id }) => id === article)?.title;
  const place = [title, passage].filter(Boolean).join(", ");
  const got =
    verdict === "unanswered"
      ? `No answer${title === undefined ? "" : `; the nearest was ${title}`}`
      : `Answered${place === "" ? "" : ` from ${place}`}${said === undefined ? "" : `: “${said}”`}`;
  return (
    <span className={panel.words} dir="auto">
      {!isSame && <span className={panel.title}>{question}</span>}
      <span className={isSame ? panel.title : panel.detail}>{got}</span>
      {why !== undefined && <span className={panel.detail}>Why it was no help: {why}</span>}
      {correction !== undefined && <span className={panel.detail}>It should have said: {correction}</span>}
      <span className={panel.detail}>{dateOf({ date: at })}</span>
    </span>
  );
}

function Now({ answer: { isAnswered, passages, quote } }: { answer: Answer }) {
  const [passage] = passages;
  if (!isAnswered || !passage) return <p>The documents don’t answer it yet.</p>;
  const marks = quote ?? passage;
  return (
    <>
      <p>
        Answered from <a href={hrefOf({ ...passage, start: marks.start, end: marks.end })}>{placeOf(passage)}</a>:
      </p>
      <MarkdownView text={passage.text} offset={passage.start} marked={quote} topHeading={3} />
    </>
  );
}
