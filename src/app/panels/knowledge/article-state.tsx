import { useState, type SubmitEvent } from "react";
import { payloadFor } from "../../../skills/for-knowledge-panel";
import panel from "../panel.module.css";
import form from "../form.module.css";
import { type Article, type ViewProps } from "./view-props";

interface Step {
  mark: Article["state"];
  label: string;
  /** What is said once it is done. */
  told: string;
}

const PUBLISH: Step = { mark: "published", label: "Publish", told: "Published" };
const REVIEW: Step = { mark: "review", label: "Send to review", told: "Sent to review" };
const RETIRE: Step = { mark: "retired", label: "Retire", told: "Retired" };
const TO_DRAFT: Step = { mark: "draft", label: "Back to draft", told: "Made a draft again" };

/** Where an article can go from each state. */
const STEPS: Readonly<Record<Article["state"], Step[]>> = {
  draft: [REVIEW, PUBLISH],
  review: [PUBLISH, TO_DRAFT],
  published: [RETIRE, TO_DRAFT],
  retired: [PUBLISH, TO_DRAFT],
};

/** The buttons that take an article from one state to the next, and flag it. */
export function ArticleState({ article, isDated, act, done }: ViewProps & { article: Article; isDated: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const mark = (values: object, told: string) =>
    done.tell(
      `${told} “${article.title}”.`,
      act(payloadFor("mark_article", { article: article.id, ...values }), { quiet: true }),
    );

  function flag(why: string) {
    mark({ mark: "out_of_date", why }, "Marked as out of date:");
    setAsking(false);
  }

  return (
    <>
      <div className={panel.buttons}>
        {STEPS[article.state].map((step, i) => (
          <button
            key={step.mark}
            type="button"
            className={i === 0 && article.state !== "published" ? panel.primary : panel.button}
            onClick={() => mark({ mark: step.mark }, step.told)}
          >
            {step.label}
          </button>
        ))}
        {isDated ? (
          <button
            type="button"
            className={panel.button}
            onClick={() => mark({ mark: "up_to_date" }, "Up to date again:")}
          >
            It is up to date
          </button>
        ) : (
          <button
            type="button"
            className={panel.button}
            aria-expanded={isAsking}
            onClick={() => setAsking((was) => !was)}
          >
            Mark as out of date
          </button>
        )}
      </div>
      {isAsking && <WhyForm onFlag={flag} />}
    </>
  );
}

function WhyForm({ onFlag }: { onFlag: (why: string) => void }) {
  const [why, setWhy] = useState("");
  function send(event: SubmitEvent) {
    event.preventDefault();
    onFlag(why.trim());
  }
  return (
    <form className={form.sheet} onSubmit={send}>
      <label className={form.labelled}>
        Why is it out of date?
        <input
          autoFocus
          className={panel.field}
          maxLength={500}
          autoComplete="off"
          value={why}
          onChange={({ target }) => setWhy(target.value)}
        />
      </label>
      <div>
        <button className={panel.primary}>Mark it</button>
      </div>
    </form>
  );
}
