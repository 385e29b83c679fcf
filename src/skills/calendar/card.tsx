import { useState } from "react";
import { formatIso } from "../../engine/time/zone";
import type { Appointment } from "../../storage/schema";
import { CardFrame, type CardAction } from "../card-frame";
import { calendarIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import { capitalize } from "../phrases";
import { describeDay } from "../reminders/describe";
import type { AgendaCardData, CalendarFileCardData, EventCardData } from "./card-data";
import styles from "./card.module.css";
import { describeHours, describeSeries, describeTime, isSameDay } from "./describe";
import { EventForm } from "./event-form";
import { valuesOf } from "./form-values";
import { writeCalendar } from "./ical/write";
import { liveOccurrence } from "./live";
import type { Occurrence } from "./occurrences";
import { deletePayload, savePayload } from "./payload";
import { usersZone } from "../users-zone";
import { saveCalendarFile } from "./page";

type Act = CardProps<never>["act"];

/** The time when the card was first drawn: "tomorrow" is read against it. */
function useDrawnAt(): number {
  return useState(() => Date.now())[0];
}

function EventCard({ card, act, useRecords }: CardProps<EventCardData>) {
  const [mode, setMode] = useState<"shown" | "edited" | "deleting">("shown");
  const stored = useRecords("appointments");
  const zone = usersZone();
  const now = useDrawnAt();
  const live = liveOccurrence(card, stored, zone);
  const shown = live ?? liveOccurrence(card, undefined, zone);
  if (!shown) return null;
  const { appointment } = shown;
  const { id, title, place, notes, rule } = appointment;
  const on = formatIso(shown.on, zone);
  const remove = (payload: string) => {
    setMode("shown");
    act(payload, { title: "Delete it" });
  };

  const actions: CardAction[] = [];
  if (live && mode === "shown") {
    const ask = () => (rule === undefined ? remove(deletePayload(id, "all")) : setMode("deleting"));
    actions.push(
      { label: "Move or edit", onClick: () => setMode("edited") },
      { label: "Delete", kind: "danger", onClick: ask },
      { label: "Add to phone's calendar", onClick: () => saveAppointment(appointment) },
    );
  }
  if (live && mode === "deleting") {
    actions.push(
      { label: "Only this time", kind: "danger", onClick: () => remove(deletePayload(id, "one", on)) },
      { label: "The whole series", kind: "danger", onClick: () => remove(deletePayload(id, "all", on)) },
      { label: "Keep it", onClick: () => setMode("shown") },
    );
  }
  return (
    <CardFrame title={title} icon={calendarIcon} actions={actions}>
      {live && mode === "edited" ? (
        <EditForm occurrence={live} act={act} onDone={() => setMode("shown")} />
      ) : (
        <div className={live ? styles.event : `${styles.event} ${styles.over}`}>
          <time dateTime={formatIso(shown.start, zone)}>{capitalize(describeTime(shown, { zone, now }))}</time>
          {place !== undefined && <span className={styles.detail}>{place}</span>}
          {rule !== undefined && <span className={styles.detail}>{capitalize(describeSeries(rule, zone, now))}</span>}
          {notes !== undefined && <span className={styles.notes}>{notes}</span>}
        </div>
      )}
      {!live && <p className={styles.state}>Deleted</p>}
    </CardFrame>
  );
}

function EditForm({ occurrence, act, onDone }: { occurrence: Occurrence; act: Act; onDone: () => void }) {
  const zone = usersZone();
  const { id, rule } = occurrence.appointment;
  return (
    <EventForm
      values={valuesOf(occurrence, zone)}
      zone={zone}
      recurs={rule !== undefined}
      onCancel={onDone}
      onSave={(fields, scope) => {
        act(savePayload({ id, fields, scope, on: formatIso(occurrence.on, zone) }), { quiet: true });
        onDone();
      }}
    />
  );
}

function saveAppointment(appointment: Appointment): void {
  saveCalendarFile("event.ics", writeCalendar({ appointments: [appointment], now: Date.now() }));
}

function AgendaCard({ card, act, useRecords }: CardProps<AgendaCardData>) {
  const [edited, setEdited] = useState<string | null>(null);
  const stored = useRecords("appointments");
  const zone = usersZone();
  const now = useDrawnAt();
  const shown = card.events
    .flatMap((event) => liveOccurrence(event, stored, zone) ?? [])
    .sort((a, b) => a.start - b.start);
  return (
    <CardFrame title={capitalize(card.title)} icon={calendarIcon}>
      {shown.length === 0 && <p className={styles.state}>Nothing left.</p>}
      <ul className={styles.agenda}>
        {shown.map((occurrence, place) => {
          const { appointment, start, on } = occurrence;
          const before = shown[place - 1];
          const key = `${appointment.id} ${on}`;
          const day = describeDay(formatIso(start, zone), zone, now);
          const remove = deletePayload(appointment.id, "one", formatIso(on, zone));
          return (
            <li key={key}>
              {!(before && isSameDay(before.start, start, zone)) && <h4 className={styles.day}>{capitalize(day)}</h4>}
              <div className={styles.row}>
                <span className={styles.hours}>{describeHours(occurrence, zone)}</span>
                <button
                  type="button"
                  className={styles.name}
                  aria-expanded={edited === key}
                  onClick={() => setEdited(edited === key ? null : key)}
                >
                  {appointment.title}
                  {appointment.place !== undefined && <span className={styles.detail}>{appointment.place}</span>}
                </button>
                <button
                  type="button"
                  className={styles.remove}
                  aria-label={`Delete ${appointment.title}, ${day}`}
                  onClick={() => act(remove, { quiet: true })}
                >
                  ×
                </button>
              </div>
              {edited === key && <EditForm occurrence={occurrence} act={act} onDone={() => setEdited(null)} />}
            </li>
          );
        })}
      </ul>
    </CardFrame>
  );
}

function CalendarFileCard({ card }: CardProps<CalendarFileCardData>) {
  const save = () => saveCalendarFile(card.name, card.ics);
  return (
    <CardFrame title={card.name} icon={calendarIcon} actions={[{ label: "Save the file", onClick: save }]}>
      <p className={styles.state}>Open it on your phone to add everything to its calendar.</p>
    </CardFrame>
  );
}

export const cards = { event: EventCard, agenda: AgendaCard, calendar_file: CalendarFileCard };
