import type { CardProps } from "../card-props";
import { CardFrame } from "../card-frame";
import { noteIcon } from "../card-icons";
import type { NotesCardData } from "./card-data";
import styles from "./card.module.css";

function NotesCard({ card, act, useRecords }: CardProps<NotesCardData>) {
  const stored = useRecords("notes");
  const notes = stored ? card.notes.flatMap((shown) => stored.filter((note) => note.id === shown.id)) : card.notes;
  const remove = (id: string) => act(`/delete_note${JSON.stringify({ note_id: id })}`, { title: "Delete this note" });

  return (
    <CardFrame title={card.title} icon={noteIcon}>
      {notes.length === 0 && <p className={styles.gone}>Deleted.</p>}
      <ul className={styles.notes}>
        {notes.map(({ id, text, created }) => (
          <li key={id} className={styles.note}>
            <div className={styles.content}>
              <p className={styles.text}>{text}</p>
              <time className={styles.date} dateTime={created}>
                {dateFormat.format(new Date(created))}
              </time>
            </div>
            <button
              type="button"
              className={styles.remove}
              aria-label={`Delete the note ${text.slice(0, 40)}`}
              onClick={() => remove(id)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </CardFrame>
  );
}

const dateFormat = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

export const cards = { notes: NotesCard };
