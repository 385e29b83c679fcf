import { useState } from "react";
import type { CardProps } from "../../../skills/card-props";
import { Card } from "../../../skills/cards";
import type { Person } from "./people";
import styles from "./people-panel.module.css";

interface Props extends Pick<CardProps<never>, "act" | "useRecords"> {
  person: Person;
  onEdit: () => void;
  /** `sent` is the message that did it. */
  onDeleted: (sent: string) => void;
  onClose: () => void;
}

/** Somebody's card, and what can be done with it. */
export function PersonView({ person, act, useRecords, onEdit, onDeleted, onClose }: Props) {
  const [isAsking, setAsking] = useState(false);

  function remove() {
    onDeleted(act(`/delete_person${JSON.stringify({ person_id: person.id, confirmed: true })}`, { quiet: true }));
  }

  return (
    <>
      <Card card={{ card: "person", person: { ...person } }} text="" act={act} useRecords={useRecords} />
      <div className={styles.tools}>
        <button type="button" className={styles.button} onClick={onEdit}>
          Edit
        </button>
        <button type="button" className={styles.danger} aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
          Delete
        </button>
        <button type="button" className={styles.button} onClick={onClose}>
          Back to all
        </button>
      </div>
      {isAsking && (
        <div className={styles.question} role="group" aria-label={`Delete ${person.name}?`}>
          <p>Delete {person.name}?</p>
          <div className={styles.tools}>
            <button type="button" className={styles.danger} onClick={remove}>
              Yes, delete
            </button>
            <button type="button" className={styles.button} onClick={() => setAsking(false)}>
              No, keep
            </button>
          </div>
        </div>
      )}
    </>
  );
}
