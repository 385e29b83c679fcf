import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { shorten } from "../../../skills/for-panels";
import type { RecordOf } from "../../../worker/protocol";
import { longestMessage } from "../../composer/draft";
import { goTo, hrefTo } from "../../navigation/address";
import { dayLabel } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import type { useDone } from "../done";
import { Heading } from "../heading";
import styles from "../panel.module.css";
import type { PanelProps } from "../panel-props";
import own from "./note-editor.module.css";
import { readNoteDraft, writeNoteDraft } from "./note-draft";

interface Props extends Pick<PanelProps, "act"> {
  /** Undefined for one to be written. */
  note: RecordOf<"notes"> | undefined;
  done: ReturnType<typeof useDone>;
}

/** A note to read, to write and to delete. What isn't saved yet is kept until this tab is closed. */
export function NoteEditor({ note, act, done }: Props) {
  const now = useMinute();
  const id = note?.id ?? "new";
  const kept = note?.text ?? "";
  const [text, setText] = useState(() => readNoteDraft(id) ?? kept);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (id === "new") field.current?.focus();
  }, [id]);
  const isChanged = text.trim() !== "" && text.trim() !== kept;

  function write(written: string) {
    setText(written);
    writeNoteDraft(id, written === kept ? null : written);
  }

  function leave() {
    writeNoteDraft(id, null);
    goTo("notes");
  }

  function save() {
    if (!isChanged) return;
    const note_text = text.trim();
    const payload = note
      ? `/edit_note${JSON.stringify({ note_id: id, note_text })}`
      : `/take_note${JSON.stringify({ note_text })}`;
    act(payload, { quiet: true });
    done.dismiss();
    leave();
  }

  function remove() {
    const sent = act(`/delete_note${JSON.stringify({ note_id: id })}`, { quiet: true });
    done.tell(`Deleted the note “${shorten(kept, 60)}”.`, sent);
    leave();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  }

  return (
    <>
      <Heading title={note ? "Note" : "New note"} back={{ href: hrefTo("notes"), label: "All notes" }}>
        {note && (
          <button type="button" className={styles.danger} onClick={remove}>
            Delete
          </button>
        )}
        <button type="button" className={styles.primary} aria-disabled={!isChanged} onClick={save}>
          Save
        </button>
      </Heading>
      <textarea
        ref={field}
        data-opened={note ? undefined : true}
        className={`${styles.field} ${own.text}`}
        aria-label="Text of the note"
        dir="auto"
        maxLength={longestMessage}
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p className={styles.detail}>
        {note && `Written ${lowerFirst(dayLabel(Date.parse(note.created), now))}. `}
        {isChanged ? "Not saved yet; Ctrl+Enter saves." : ""}
      </p>
    </>
  );
}

/** "today", but "Monday 16 November". */
function lowerFirst(label: string): string {
  return label.includes(" ") ? `on ${label}` : label.toLowerCase();
}
