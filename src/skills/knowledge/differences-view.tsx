import type { Part, Row } from "./articles/differences";
import styles from "./differences-view.module.css";

const WORDS = { added: "Added", removed: "Taken out", changed: "Changed", same: "" } as const;

/** What differs between two texts, told by words and marks as well as by colour. */
export function DifferencesView({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return <p className={styles.none}>The texts are the same.</p>;
  return (
    <ol className={styles.rows} aria-label="Differences">
      {rows.map((row, i) =>
        row.kind === "skipped" ? (
          <li key={i} className={styles.skipped}>
            {row.lines === 1 ? "1 line as before" : `${row.lines} lines as before`}
          </li>
        ) : (
          <li key={i} className={styles.row} data-kind={row.kind} dir="auto">
            {row.kind !== "same" && <span className={styles.kind}>{WORDS[row.kind]}</span>}
            <span className={styles.text}>{row.parts.map((part, at) => drawn(part, at))}</span>
          </li>
        ),
      )}
    </ol>
  );
}

function drawn({ kind, text }: Part, key: number) {
  if (kind === "added") return <ins key={key}>{text}</ins>;
  if (kind === "removed") return <del key={key}>{text}</del>;
  return <span key={key}>{text}</span>;
}
