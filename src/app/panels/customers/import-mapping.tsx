import { useState, type SubmitEvent } from "react";
import { FIELDS, withField, type Field } from "../../../skills/for-customers-panel";
import type { FilePreview, ImportOrder } from "../../../worker/protocol";
import panel from "../panel.module.css";
import form from "../form.module.css";
import styles from "./customers-panel.module.css";

export interface Previewed extends FilePreview {
  name: string;
  file: Blob;
}

interface Props {
  previewed: Previewed;
  onImport: (order: ImportOrder) => void;
  onCancel: () => void;
}

/** What a customer can be told by. */
const NAMING: readonly (Field | null)[] = ["name", "firstName", "lastName", "email", "phone"];

/** The first rows of a file, and what each of its columns is. */
export function ImportMapping({ previewed, onImport, onCancel }: Props) {
  const { name, file, columns, rows } = previewed;
  const [mapping, setMapping] = useState(previewed.mapping);
  const [source, setSource] = useState(() => sourceOf(name));
  const isUsable = mapping.some((field) => NAMING.includes(field));

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (isUsable) onImport({ file, name, mapping, source: source.trim() || "file" });
  }

  return (
    <form className={form.sheet} aria-label={`What is in ${name}`} onSubmit={submit}>
      <p className={panel.sub}>
        {name}: what is in each column? What isn’t needed stays out. These are its first rows.
      </p>
      <div className={styles.scroll} role="region" aria-label="First rows" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column, place) => (
                <th key={`${place} ${column}`} scope="col">
                  <span className={styles.column} dir="auto">
                    {column || `Column ${place + 1}`}
                  </span>
                  <select
                    className={styles.select}
                    aria-label={`What “${column || `column ${place + 1}`}” is`}
                    value={mapping[place] ?? ""}
                    onChange={({ target }) =>
                      setMapping(withField(mapping, place, target.value === "" ? null : (target.value as Field)))
                    }
                  >
                    <option value="">Leave out</option>
                    {Object.entries(FIELDS).map(([field, label]) => (
                      <option key={field} value={field}>
                        {label}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {columns.map((column, place) => (
                  <td key={`${place} ${column}`} data-out={mapping[place] === null}>
                    <span className={styles.cell} dir="auto">
                      {cells[place] ?? ""}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mapping.includes("externalId") && (
        <label className={form.labelled}>
          The IDs are those of
          <input
            className={panel.field}
            maxLength={60}
            value={source}
            onChange={({ target }) => setSource(target.value)}
          />
        </label>
      )}
      <p className={styles.fault} role="status">
        {isUsable ? "" : "One column must be a name, an email or a phone number."}
      </p>
      <div className={styles.ways}>
        <button className={panel.primary} aria-disabled={!isUsable}>
          Import
        </button>
        <button type="button" className={panel.button} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** "crm-export-2026-03-02 (1).csv" comes from "crm-export": the next export of the same system has another date. */
function sourceOf(name: string): string {
  const bare = name.replace(/\.\w+$/, "").replace(/\(\d+\)|[\d_:-]+$/g, "");
  return bare.replace(/[\s_-]*\d[\d\s_.-]*$/, "").trim() || "file";
}
