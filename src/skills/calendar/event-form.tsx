import { useId, useState, type SubmitEvent } from "react";
import { capitalize } from "../phrases";
import { describeRule } from "../reminders/describe";
import type { EventFields } from "./edit";
import styles from "./event-form.module.css";
import { readValues, RULES, withStart, type FormValues } from "./form-values";
import type { Scope } from "./payload";

interface EventFormProps {
  values: FormValues;
  zone: string;
  /** Whether the event recurs: then which of its times are meant is a question. */
  recurs?: boolean;
  onSave: (fields: EventFields, scope: Scope) => void;
  onCancel: () => void;
}

/** A small form for an event; it gives the whole event when it is saved. */
export function EventForm({ values: initial, zone, recurs = false, onSave, onCancel }: EventFormProps) {
  const [values, setValues] = useState(initial);
  const [scope, setScope] = useState<Scope>("one");
  const [fault, setFault] = useState<string | null>(null);
  const id = useId();
  const set = (change: Partial<FormValues>) => setValues({ ...values, ...change });
  // Another repetition is one of the whole series.
  const isWhole = values.rule !== initial.rule;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = readValues(values, zone);
    if ("fault" in read) setFault(read.fault);
    else onSave(read.fields, recurs && !isWhole ? scope : "all");
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label className={styles.wide}>
        Title
        <input
          value={values.title}
          onChange={(event) => set({ title: event.target.value })}
          maxLength={200}
          autoFocus
        />
      </label>
      <label className={styles.check}>
        <input type="checkbox" checked={values.allDay} onChange={(event) => set({ allDay: event.target.checked })} />
        All day
      </label>
      <fieldset className={styles.times}>
        <legend>Begins</legend>
        <input
          type="date"
          aria-label="First day"
          value={values.startDay}
          onChange={(event) => setValues(withStart(values, { startDay: event.target.value }))}
        />
        {!values.allDay && (
          <input
            type="time"
            aria-label="Begins at"
            value={values.startTime}
            onChange={(event) => setValues(withStart(values, { startTime: event.target.value }))}
          />
        )}
      </fieldset>
      <fieldset className={styles.times}>
        <legend>Ends</legend>
        <input
          type="date"
          aria-label="Last day"
          value={values.endDay}
          onChange={(event) => set({ endDay: event.target.value })}
        />
        {!values.allDay && (
          <input
            type="time"
            aria-label="Ends at"
            value={values.endTime}
            onChange={(event) => set({ endTime: event.target.value })}
          />
        )}
      </fieldset>
      <label>
        Repeats
        <select value={values.rule} onChange={(event) => set({ rule: event.target.value })}>
          <option value="">Never</option>
          {[...new Set([...(initial.rule ? [initial.rule] : []), ...RULES])].map((rule) => (
            <option key={rule} value={rule}>
              {capitalize(describeRule(rule))}
            </option>
          ))}
        </select>
      </label>
      <label>
        Place
        <input value={values.place} onChange={(event) => set({ place: event.target.value })} maxLength={500} />
      </label>
      <label className={styles.wide}>
        Notes
        <textarea
          value={values.notes}
          onChange={(event) => set({ notes: event.target.value })}
          rows={2}
          maxLength={10_000}
        />
      </label>
      {recurs && !isWhole && (
        <fieldset className={styles.scope}>
          <legend>Change</legend>
          {(["one", "all"] as const).map((which) => (
            <label key={which} className={styles.check}>
              <input type="radio" name={`${id}-scope`} checked={scope === which} onChange={() => setScope(which)} />
              {which === "one" ? "Only this time" : "The whole series"}
            </label>
          ))}
        </fieldset>
      )}
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.buttons}>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className={styles.save}>
          Save
        </button>
      </div>
    </form>
  );
}
