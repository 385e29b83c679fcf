import { countOf, tellImported } from "../../../skills/for-customers-panel";
import type { ImportedFile } from "../../../worker/protocol";
import { hrefTo } from "../../navigation/address";
import panel from "../panel.module.css";
import form from "../form.module.css";
import styles from "./customers-panel.module.css";

interface Props {
  name: string;
  result: Exclude<ImportedFile, { refused: string }>;
  onUndo: () => void;
}

/** What came of a file: how many, how it was written, and each row that failed with why. */
export function ImportResult({ name, result, onUndo }: Props) {
  const { counts, rows, faults, faultCount, encoding, hasMore } = result;
  const hasChanged = counts.added + counts.changed + counts.cases + counts.interactions > 0;
  return (
    <div className={form.sheet}>
      <p role="status">
        {name}: {countOf(rows, "row")} read. {tellImported(counts)}
      </p>
      {hasMore && (
        <p className={styles.told}>
          The file has more rows than one import takes: only the first {rows.toLocaleString("en-GB")} were read. Split
          it to import the rest.
        </p>
      )}
      {encoding.encoding === "mixed" && (
        <p className={styles.told}>
          The file is in more than one encoding: {countOf(encoding.odd.count, "line")} read as Windows-1252, the rest as
          UTF-8. Look at line {encoding.odd.lines.slice(0, 5).join(", ")}.
        </p>
      )}
      {faults.length > 0 && (
        <section aria-label="What was left out">
          <h3 className={panel.groupTitle}>Left out, in part or whole: {faultCount.toLocaleString("en-GB")}</h3>
          <ul className={styles.faults} tabIndex={0} aria-label="Rows and reasons">
            {faults.map(({ line, message }, place) => (
              <li key={place}>
                Line {line}: {message}
              </li>
            ))}
          </ul>
          {faultCount > faults.length && <p className={panel.detail}>And {faultCount - faults.length} more.</p>}
        </section>
      )}
      <div className={styles.ways}>
        <a className={panel.primary} href={hrefTo("customers")}>
          See the customers
        </a>
        {hasChanged && (
          <button type="button" className={panel.button} onClick={onUndo}>
            Undo
          </button>
        )}
      </div>
    </div>
  );
}
