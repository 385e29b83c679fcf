import { prefill } from "../composer/prefill";
import styles from "./panel.module.css";

/** What stands where nothing is yet: words, and things to say that change that. They are put into the composer, not sent. */
export function Empty({ text, tries = [] }: { text: string; tries?: string[] }) {
  return (
    <div className={styles.empty}>
      <p>{text}</p>
      {tries.length > 0 && (
        <ul className={styles.tries} aria-label="Try">
          {tries.map((words) => (
            <li key={words}>
              <button type="button" className={styles.try} onClick={() => prefill(words)}>
                {words}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
