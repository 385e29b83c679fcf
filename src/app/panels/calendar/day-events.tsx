import { useState } from "react";
import {
  dayName,
  deletePayload,
  describeHours,
  EventForm,
  formatIso,
  newValues,
  savePayload,
  valuesOf,
  type CivilDate,
  type Occurrence,
} from "../../../skills/for-calendar-panel";
import type { Act } from "./calendar-panel";
import styles from "./day-events.module.css";

/** What the form is open for. */
export type Editing = { kind: "new" } | { kind: "change"; occurrence: Occurrence };

interface DayEventsProps {
  day: CivilDate;
  now: number;
  zone: string;
  events: Occurrence[];
  editing: Editing | null;
  onEdit: (editing: Editing | null) => void;
  act: Act;
  /** Says what was done, with a way back. */
  tell: (done: string, id: string) => void;
}

/** The events of the day that is chosen, each to be changed or deleted, and the form for a new one. */
export function DayEvents({ day, now, zone, events, editing, onEdit, act, tell }: DayEventsProps) {
  const changed = editing?.kind === "change" ? editing.occurrence : null;
  return (
    <section className={styles.day} aria-label={dayName(day)}>
      <header className={styles.header}>
        <h3 className={styles.title}>{dayName(day)}</h3>
        <button type="button" className={styles.add} onClick={() => onEdit({ kind: "new" })}>
          New event
        </button>
      </header>
      {editing && (
        <EventForm
          key={changed ? keyOf(changed) : "new"}
          values={changed ? valuesOf(changed, zone) : newValues(day, now, zone)}
          zone={zone}
          recurs={changed?.appointment.rule !== undefined}
          onCancel={() => onEdit(null)}
          onSave={(fields, scope) => {
            const which = changed && { id: changed.appointment.id, scope, on: formatIso(changed.on, zone) };
            const sent = act(savePayload({ fields, ...which }), { quiet: true });
            tell(`${which ? "Changed" : "Added"} “${fields.title}”.`, sent);
            onEdit(null);
          }}
        />
      )}
      {events.length === 0 && !editing && <p className={styles.empty}>Nothing on this day.</p>}
      <ul className={styles.events}>
        {events.map((occurrence) => (
          <DayEvent
            key={keyOf(occurrence)}
            occurrence={occurrence}
            zone={zone}
            onChange={() => onEdit({ kind: "change", occurrence })}
            act={act}
            tell={tell}
          />
        ))}
      </ul>
    </section>
  );
}

const keyOf = ({ appointment, on }: Occurrence) => `${appointment.id} ${on}`;

interface DayEventProps extends Pick<DayEventsProps, "zone" | "act" | "tell"> {
  occurrence: Occurrence;
  onChange: () => void;
}

function DayEvent({ occurrence, zone, onChange, act, tell }: DayEventProps) {
  const [isAsking, setAsking] = useState(false);
  const { id, title, place, rule } = occurrence.appointment;
  const remove = (scope: "one" | "all") => {
    setAsking(false);
    const sent = act(deletePayload(id, scope, formatIso(occurrence.on, zone)), { quiet: true });
    tell(scope === "one" ? `Deleted “${title}” on this day.` : `Deleted “${title}”.`, sent);
  };
  return (
    <li className={styles.event}>
      <div className={styles.text}>
        <span className={styles.name}>{title}</span>
        <span className={styles.detail}>
          {describeHours(occurrence, zone)}
          {place !== undefined && `, ${place}`}
        </span>
      </div>
      {isAsking ? (
        <div className={styles.buttons} role="group" aria-label={`Delete ${title}`}>
          <button type="button" autoFocus onClick={() => remove("one")}>
            Only this time
          </button>
          <button type="button" onClick={() => remove("all")}>
            The whole series
          </button>
          <button type="button" onClick={() => setAsking(false)}>
            Keep it
          </button>
        </div>
      ) : (
        <div className={styles.buttons}>
          <button type="button" aria-label={`Edit ${title}`} onClick={onChange}>
            Edit
          </button>
          <button
            type="button"
            aria-label={`Delete ${title}`}
            onClick={() => (rule === undefined ? remove("all") : setAsking(true))}
          >
            Delete
          </button>
        </div>
      )}
    </li>
  );
}
