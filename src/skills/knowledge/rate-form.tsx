import { useId, useState, type SubmitEvent } from "react";
import type { CardAction } from "../card-frame";
import type { CardProps } from "../card-props";
import styles from "./card.module.css";

const REASONS = ["It doesn’t answer the question", "It is out of date", "It is wrong", "It is hard to understand"];

/** What was wrong with an answer, in its asker's words; either may be empty. */
interface Said {
  why: string;
  correction: string;
}

/** Hook: whether an answer was rated, and what more is asked then. */
export function useRating(act: CardProps<never>["act"], about: Record<string, string>) {
  const [state, setState] = useState<"open" | "asking" | "rated">("open");
  const rate = (verdict: "helpful" | "unhelpful", title: string) => {
    setState(verdict === "helpful" ? "rated" : "asking");
    act(`/rate_answer${JSON.stringify({ verdict, ...about })}`, { title });
  };
  const actions: CardAction[] = [
    { label: "Helpful", onClick: () => rate("helpful", "That was helpful") },
    { label: "Not helpful", onClick: () => rate("unhelpful", "That was not helpful") },
  ];
  return {
    actions: state === "open" ? actions : [],
    isAsking: state === "asking",
    tellMore: ({ why, correction }: Said) => {
      setState("rated");
      const title = [why, correction].filter(Boolean).join(": ");
      act(`/rate_answer${JSON.stringify({ verdict: "unhelpful", ...about, why, correction })}`, { title });
    },
    close: () => setState("rated"),
  };
}

/** Asks why an answer was no help, and what it should have said. */
export function RateForm({ onSend, onClose }: { onSend: (said: Said) => void; onClose: () => void }) {
  const id = useId();
  const [said, setSaid] = useState<Said>({ why: "", correction: "" });
  const isEmpty = said.why === "" && said.correction.trim() === "";

  function send(event: SubmitEvent) {
    event.preventDefault();
    if (!isEmpty) onSend({ ...said, correction: said.correction.trim() });
  }

  return (
    <form className={styles.rate} onSubmit={send}>
      <fieldset className={styles.reasons}>
        <legend>What was wrong with it?</legend>
        {REASONS.map((why) => (
          <label key={why} className={styles.reason}>
            <input type="radio" name={id} checked={said.why === why} onChange={() => setSaid({ ...said, why })} />
            {why}
          </label>
        ))}
      </fieldset>
      <label className={styles.correction}>
        What should it have said?
        <textarea
          rows={2}
          dir="auto"
          maxLength={2000}
          value={said.correction}
          onChange={({ target }) => setSaid({ ...said, correction: target.value })}
        />
      </label>
      <div className={styles.answers}>
        <button aria-disabled={isEmpty}>Send</button>
        <button type="button" onClick={onClose}>
          Skip
        </button>
      </div>
    </form>
  );
}
