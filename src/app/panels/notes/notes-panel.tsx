import { useState } from "react";
import { byCreated, fold, foldedWords, hasAll, shorten } from "../../../skills/for-panels";
import type { RecordOf } from "../../../worker/protocol";
import { PlusIcon } from "../../icons";
import { address, hrefTo } from "../../navigation/address";
import { useStore } from "../../session/store";
import { dayLabel } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import { Done, useDone } from "../done";
import { Empty } from "../empty";
import { Heading } from "../heading";
import styles from "../panel.module.css";
import type { PanelProps } from "../panel-props";
import { NoteEditor } from "./note-editor";
import { SearchField } from "../search-field";

/** As many notes as are drawn at once; the field above finds the others. */
const SHOWN = 200;

/** All notes, the newest first, or the one that the address names; `#/notes/new` is one to be written. */
export function NotesPanel({ act, useRecords }: PanelProps) {
  const notes = useRecords("notes");
  const [open] = useStore(address).path;
  const done = useDone();
  if (!notes) return null;
  const note = notes.find(({ id }) => id === open);
  return (
    <>
      {note || open === "new" ? (
        <NoteEditor key={open} note={note} act={act} done={done} />
      ) : (
        <NoteList notes={notes} />
      )}
      <Done {...done} act={act} />
    </>
  );
}

function NoteList({ notes }: { notes: RecordOf<"notes">[] }) {
  const now = useMinute();
  const [query, setQuery] = useState("");
  const words = foldedWords(query);
  const found = notes
    .filter(({ text }) => words.length === 0 || hasAll(fold(text), words))
    .sort(byCreated)
    .reverse();
  return (
    <>
      <Heading title="Notes">
        <a className={styles.primary} href={hrefTo("notes", "new")}>
          <PlusIcon />
          New note
        </a>
      </Heading>
      {notes.length === 0 ? (
        <Empty text="No notes yet. Write one here, or say what to note:" tries={["Note that the wifi code is 4411"]} />
      ) : (
        <>
          <SearchField label="Find in your notes" value={query} onChange={setQuery} />
          <p role="status" className={found.length === 0 ? styles.empty : "visually-hidden"}>
            {found.length === 0 && "No note has that in it."}
          </p>
          {found.length > 0 && (
            <ul className={styles.rows} aria-label="Notes">
              {found.slice(0, SHOWN).map(({ id, text, created }) => {
                const [first = "", ...others] = text.split("\n").filter((line) => line.trim() !== "");
                return (
                  <li key={id} className={styles.row}>
                    <a className={styles.link} href={hrefTo("notes", id)}>
                      <span className={styles.words}>
                        <span className={styles.title} dir="auto">
                          {shorten(first, 120)}
                        </span>
                        <span className={styles.detail}>
                          {dayLabel(Date.parse(created), now)}
                          {others.length > 0 && ` · ${shorten(others.join(" "), 80)}`}
                        </span>
                      </span>
                    </a>
                  </li>
                );
              })}
            </ul>
          )}
          {found.length > SHOWN && (
            <p className={styles.empty}>
              The newest {SHOWN} of {found.length}. The field above finds the others.
            </p>
          )}
        </>
      )}
    </>
  );
}
