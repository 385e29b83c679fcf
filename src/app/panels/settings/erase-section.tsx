import { useRef, useState } from "react";
import { faultOf } from "../../session/fault-of";
import { useSession } from "../../session/session-context";
import { Question } from "../question";
import styles from "./settings.module.css";

/** Deletes all there is. It can't be undone, so it asks. */
export function EraseSection() {
  const session = useSession();
  const question = useRef<HTMLDialogElement>(null);
  const [failure, setFailure] = useState("");

  function erase() {
    // On success all tabs begin anew (main.tsx).
    session.ask("erase", null).catch((error: unknown) => setFailure(faultOf(error).message));
  }

  return (
    <section className={styles.section} aria-labelledby="erase-title">
      <h3 id="erase-title" className={styles.title}>
        Delete everything
      </h3>
      <p>All conversations, reminders, lists and notes on this device, for good. A backup brings them back.</p>
      <div className={styles.actions}>
        <button
          type="button"
          className={`${styles.action} ${styles.danger}`}
          onClick={() => question.current?.showModal()}
        >
          Delete everything
        </button>
      </div>
      <p role="status">{failure}</p>
      <Question
        dialog={question}
        title="Delete everything?"
        text="It is gone for good, in all tabs. Without a backup nothing brings it back."
        yes="Delete everything"
        onYes={erase}
      />
    </section>
  );
}
