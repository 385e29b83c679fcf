import { useId, useRef, useState, type ChangeEvent } from "react";
import type { CardProps } from "../../../skills/card-props";
import { byLetter, peopleFound, type Person } from "./people";
import styles from "./people-panel.module.css";
import { readVcfFile } from "./vcf-file";

interface Props {
  /** Undefined until they are read. */
  people: Person[] | undefined;
  selected: string | null;
  act: CardProps<never>["act"];
  onOpen: (id: string) => void;
  onAdd: () => void;
  /** Something to be told that the panel itself doesn't show. */
  onStatus: (status: string) => void;
}

/** Everybody by name, found as is typed; and what is done with all of them. */
export function PeopleList({ people, selected, act, onOpen, onAdd, onStatus }: Props) {
  const [typed, setTyped] = useState("");
  const searchId = useId();
  const found = peopleFound(people ?? [], typed);

  return (
    <>
      <div className={styles.tools}>
        <button type="button" className={styles.primary} onClick={onAdd}>
          Add
        </button>
        <ImportButton act={act} onStatus={onStatus} />
        <button
          type="button"
          className={styles.button}
          disabled={!people?.length}
          onClick={() => {
            act("/export_people", { title: "Export my contacts" });
            onStatus("The file is in the conversation, to save.");
          }}
        >
          Export
        </button>
      </div>
      <label className="visually-hidden" htmlFor={searchId}>
        Find somebody
      </label>
      <input
        id={searchId}
        className={styles.search}
        type="search"
        placeholder="Find somebody"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <p className="visually-hidden" role="status">
        {typed === "" ? "" : `${found.length} found`}
      </p>
      {people?.length === 0 && <p className={styles.empty}>Nobody yet. Add somebody, or import a .vcf file.</p>}
      {people !== undefined && people.length > 0 && found.length === 0 && (
        <p className={styles.empty}>Nobody is found by “{typed}”.</p>
      )}
      {byLetter(found).map(({ letter, people: ofLetter }) => (
        <section key={letter} aria-label={letter}>
          <h3 className={styles.letter} aria-hidden="true">
            {letter}
          </h3>
          <ul className={styles.people}>
            {ofLetter.map(({ id, name, organization, phones, emails }) => (
              <li key={id}>
                <button
                  type="button"
                  className={styles.person}
                  aria-current={id === selected ? "true" : undefined}
                  onClick={() => onOpen(id)}
                >
                  <span>{name}</span>
                  <span className={styles.note}>
                    {phones[0] ? <bdi dir="ltr">{phones[0].number}</bdi> : (emails[0]?.address ?? organization)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function ImportButton({ act, onStatus }: Pick<Props, "act" | "onStatus">) {
  const input = useRef<HTMLInputElement>(null);

  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    // The same file may be chosen again.
    target.value = "";
    if (!file) return;
    const vcf = await readVcfFile(file).catch(() => undefined);
    if (vcf === undefined) onStatus(`${file.name} can't be read.`);
    else if (vcf === null) onStatus(`${file.name} is too big. Export fewer contacts at a time.`);
    else {
      act(`/import_people${JSON.stringify({ vcf })}`, { title: `Import ${file.name}` });
      onStatus(`Importing ${file.name}: the conversation tells what came of it.`);
    }
  }

  return (
    <>
      <button type="button" className={styles.button} onClick={() => input.current?.click()}>
        Import
      </button>
      <input
        ref={input}
        type="file"
        accept=".vcf,.vcard,text/vcard,text/x-vcard"
        hidden
        aria-label="File of contacts"
        onChange={(event) => void read(event)}
      />
    </>
  );
}
