import { useEffect, useState } from "react";
import { hrefOf, placeOf } from "../../../skills/for-knowledge-panel";
import type { Passage } from "../../../worker/protocol";
import { useSession } from "../../session/session-context";
import styles from "../panel.module.css";

/** Letters are waited for so long (milliseconds), and fewer of them say nothing. */
const WAIT = 200;
const FEWEST = 3;

/** Characters of a passage that are shown. */
const SHOWN = 160;

/** The passages that fit what is being typed. */
export function FoundPassages({ query }: { query: string }) {
  const session = useSession();
  const [found, setFound] = useState<{ query: string; passages: Passage[] }>({ query: "", passages: [] });
  useEffect(() => {
    if (query.trim().length < FEWEST) return;
    let isOver = false;
    const timer = setTimeout(() => {
      session.ask("findPassages", { question: query }).then(
        (passages) => {
          if (!isOver) setFound({ query, passages });
        },
        () => undefined,
      );
    }, WAIT);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [session, query]);
  if (query.trim().length < FEWEST || found.passages.length === 0) return null;
  return (
    <section className={styles.group} aria-label="In the text">
      <div className={styles.groupHead}>
        <h3 className={styles.groupTitle}>In the text</h3>
      </div>
      <ul className={styles.rows}>
        {found.passages.map((passage) => (
          <li key={hrefOf(passage)} className={styles.row}>
            <a className={styles.link} href={hrefOf(passage)}>
              <span className={styles.words}>
                <span className={styles.title}>{placeOf(passage)}</span>
                <span className={styles.detail}>
                  {passage.text
                    .replace(/[\s|#*_-]+/gu, " ")
                    .trim()
                    .slice(0, SHOWN)}
                  …
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
