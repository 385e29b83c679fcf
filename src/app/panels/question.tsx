import { useId, type RefObject } from "react";
import styles from "./panel.module.css";

interface Props {
  /** Whoever holds it opens it. */
  dialog: RefObject<HTMLDialogElement | null>;
  title: string;
  text: string;
  /** What the button says that does it; the other one keeps things as they are. */
  yes: string;
  onYes: () => void;
}

/** Asks before something goes that words or a button can't bring back at once. */
export function Question({ dialog, title, text, yes, onYes }: Props) {
  const id = useId();
  return (
    <dialog ref={dialog} className={styles.question} aria-labelledby={id} closedby="any">
      <h3 id={id}>{title}</h3>
      <p className={styles.sub}>{text}</p>
      <form method="dialog" className={styles.answers}>
        <button className={styles.button}>Keep it</button>
        <button className={styles.danger} onClick={onYes}>
          {yes}
        </button>
      </form>
    </dialog>
  );
}
