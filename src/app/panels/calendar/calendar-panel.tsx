import { useRef, useState, type ChangeEvent } from "react";
import type { CardProps } from "../../../skills/card-props";
import {
  addDays,
  addMonths,
  byDay,
  dayNumber,
  dayOfMoment,
  monthGrid,
  monthName,
  occurrencesBetween,
  saveCalendarFile,
  startOfDay,
  usersZone,
  weekOf,
  writeCalendar,
  type CivilDate,
  type Occurrence,
} from "../../../skills/for-calendar-panel";
import type { RecordOf } from "../../../worker/protocol";
import { address } from "../../navigation/address";
import { useStore } from "../../session/store";
import { useMinute } from "../../transcript/hooks";
import { Done, useDone } from "../done";
import type { PanelProps } from "../panel-props";
import styles from "./calendar-panel.module.css";
import { DayEvents, type Editing } from "./day-events";
import { MonthView } from "./month-view";
import { WeekView } from "./week-view";

/** A larger file (bytes) isn't taken in here: its text becomes part of the conversation. */
const LARGEST_FILE = 5_000_000;

export type Act = CardProps<never>["act"];

/** The user's calendar: a month or a week of it, and the events of the day that is chosen. */
export function CalendarPanel(props: PanelProps) {
  const [opened] = useStore(address).path;
  const appointments = props.useRecords("appointments");
  if (!appointments) return null;
  const meant = appointments.find(({ id }) => id === opened);
  return <Calendar key={opened ?? ""} {...props} appointments={appointments} opened={meant} />;
}

interface Props extends PanelProps {
  appointments: RecordOf<"appointments">[];
  /** The event that the address names. */
  opened: RecordOf<"appointments"> | undefined;
}

function Calendar({ act, useRecords, appointments, opened }: Props) {
  const zone = usersZone();
  const now = useMinute();
  const today = dayOfMoment(now, zone);
  const reminders = useRecords("reminders");
  const [view, setView] = useState<"month" | "week">("month");
  const [day, setDay] = useState(opened ? dayOfMoment(Date.parse(opened.starts), zone) : today);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const done = useDone();
  const file = useRef<HTMLInputElement>(null);

  const weeks = view === "month" ? monthGrid(day) : [weekOf(day)];
  const days = weeks.flat();
  const [first = day, last = day] = [days[0], days.at(-1)];
  const span = { from: startOfDay(first, zone), to: startOfDay(addDays(last, 1), zone) };
  const events = byDay(occurrencesBetween(appointments, span, zone), zone);
  const step = (by: 1 | -1) => choose(view === "month" ? addMonths(day, by) : addDays(day, 7 * by));

  function choose(date: CivilDate) {
    setDay(date);
    setEditing(null);
  }

  async function importFile({ target }: ChangeEvent<HTMLInputElement>) {
    const chosen = target.files?.[0];
    // The same file may be chosen again.
    target.value = "";
    if (!chosen) return;
    setProblem(
      chosen.size > LARGEST_FILE ? `${chosen.name} is larger than 5 MB. Export a shorter time, and try that.` : null,
    );
    if (chosen.size > LARGEST_FILE) return;
    act(`/import_events${JSON.stringify({ ics: await chosen.text() })}`, { title: `Import ${chosen.name}` });
  }

  function exportFile() {
    const active = (reminders ?? []).filter(({ state }) => state !== "done");
    saveCalendarFile("calendar.ics", writeCalendar({ appointments, reminders: active, now }));
  }

  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <h2 className={styles.title} aria-live="polite">
          {monthName(day)}
        </h2>
        <div className={styles.group}>
          <button
            type="button"
            aria-label={view === "month" ? "Previous month" : "Previous week"}
            onClick={() => step(-1)}
          >
            ‹
          </button>
          <button type="button" onClick={() => choose(today)}>
            Today
          </button>
          <button type="button" aria-label={view === "month" ? "Next month" : "Next week"} onClick={() => step(1)}>
            ›
          </button>
        </div>
        <div className={styles.group} role="group" aria-label="View">
          {(["month", "week"] as const).map((name) => (
            <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
              {name === "month" ? "Month" : "Week"}
            </button>
          ))}
        </div>
        <div className={styles.group}>
          <button type="button" onClick={() => file.current?.click()}>
            Import
          </button>
          <button type="button" onClick={exportFile}>
            Export
          </button>
        </div>
        <input ref={file} type="file" accept=".ics,text/calendar" hidden onChange={(event) => void importFile(event)} />
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
      <div className={styles.content}>
        {view === "month" ? (
          <MonthView weeks={weeks} day={day} today={today} events={events} onChoose={choose} />
        ) : (
          <WeekView
            days={days}
            day={day}
            today={today}
            minute={(now - startOfDay(today, zone)) / 60_000}
            events={events}
            zone={zone}
            onChoose={choose}
            onOpen={(occurrence: Occurrence, date: CivilDate) => {
              setDay(date);
              setEditing({ kind: "change", occurrence });
            }}
          />
        )}
        <DayEvents
          day={day}
          now={now}
          zone={zone}
          events={events.get(dayNumber(day)) ?? []}
          editing={editing}
          onEdit={setEditing}
          act={act}
          tell={done.tell}
        />
      </div>
      <Done {...done} act={act} />
    </div>
  );
}
