import { useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import type { CardProps } from "../../../skills/card-props";
import type { Person } from "./people";
import styles from "./people-panel.module.css";
import { fieldsOf, savedPerson, type FieldFault, type Fields, type Row } from "./person-fields";

interface Props {
  /** Null: somebody new. */
  person: Person | null;
  act: CardProps<never>["act"];
  /** `sent` is the message that did it. */
  onSaved: (name: string, sent: string) => void;
  onCancel: () => void;
}

const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, month)),
);
const KINDS = ["mobile", "home", "work", "main", "fax"];

/** Adds or changes somebody: what is typed becomes one message to the assistant. */
export function PersonForm({ person, act, onSaved, onCancel }: Props) {
  const [fields, setFields] = useState(() => fieldsOf(person));
  const [fault, setFault] = useState<FieldFault | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const set = (changed: Partial<Fields>) => setFields((before) => ({ ...before, ...changed }));

  function save(event: FormEvent) {
    event.preventDefault();
    const saved = savedPerson(fields);
    if ("field" in saved) {
      setFault(saved);
      form.current?.querySelector<HTMLElement>(`[data-field="${saved.field}"]`)?.focus();
      return;
    }
    const payload = { person: saved.person, ...(person && { person_id: person.id }) };
    onSaved(fields.name.trim(), act(`/save_person${JSON.stringify(payload)}`, { quiet: true }));
  }

  const faultOf = (field: FieldFault["field"]) =>
    fault?.field === field && (
      <p id={`${id}-fault`} className={styles.fault} role="alert">
        {fault.message}
      </p>
    );
  const described = (field: FieldFault["field"]) =>
    fault?.field === field ? { "aria-invalid": true, "aria-describedby": `${id}-fault` } : {};
  const text = (name: "nickname" | "organization") => (
    <input
      className={styles.input}
      value={fields[name]}
      maxLength={100}
      onChange={({ target }) => set({ [name]: target.value })}
    />
  );

  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={save}
      noValidate
      aria-label={person ? `Change ${person.name}` : "Add somebody"}
    >
      <Field label="Name">
        <input
          className={styles.input}
          data-field="name"
          value={fields.name}
          maxLength={100}
          autoComplete="off"
          required
          {...described("name")}
          onChange={({ target }) => set({ name: target.value })}
        />
      </Field>
      {faultOf("name")}
      <Rows
        legend="Numbers"
        noun="Number"
        type="tel"
        most={60}
        rows={fields.phones}
        onRows={(phones) => set({ phones })}
      />
      <Rows
        legend="Emails"
        noun="Email"
        type="email"
        most={320}
        rows={fields.emails}
        onRows={(emails) => set({ emails })}
      />
      <fieldset className={styles.group}>
        <legend>Birthday</legend>
        <div className={styles.row}>
          <input
            className={styles.short}
            data-field="birthday"
            aria-label="Day"
            placeholder="Day"
            inputMode="numeric"
            value={fields.day}
            maxLength={2}
            {...described("birthday")}
            onChange={({ target }) => set({ day: target.value })}
          />
          <select
            className={styles.input}
            aria-label="Month"
            value={fields.month}
            onChange={({ target }) => set({ month: target.value })}
          >
            <option value="">Month</option>
            {MONTHS.map((month, place) => (
              <option key={month} value={place + 1}>
                {month}
              </option>
            ))}
          </select>
          <input
            className={styles.short}
            aria-label="Year, may be left out"
            placeholder="Year"
            inputMode="numeric"
            value={fields.year}
            maxLength={4}
            onChange={({ target }) => set({ year: target.value })}
          />
        </div>
        {faultOf("birthday")}
      </fieldset>
      <Field label="Address">
        <textarea
          className={styles.input}
          rows={2}
          value={fields.address}
          maxLength={1000}
          onChange={({ target }) => set({ address: target.value })}
        />
      </Field>
      <Field label="Place of work">{text("organization")}</Field>
      <Field label="Nickname">{text("nickname")}</Field>
      <Field label="Notes">
        <textarea
          className={styles.input}
          rows={3}
          value={fields.notes}
          maxLength={10_000}
          onChange={({ target }) => set({ notes: target.value })}
        />
      </Field>
      <div className={styles.tools}>
        <button type="submit" className={styles.primary}>
          Save
        </button>
        <button type="button" className={styles.button} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      {children}
    </label>
  );
}

interface RowsProps {
  legend: string;
  noun: string;
  type: "tel" | "email";
  /** Characters that one may have. */
  most: number;
  rows: Row[];
  onRows: (rows: Row[]) => void;
}

/** Numbers or emails, each with its kind. */
function Rows({ legend, noun, type, most, rows, onRows }: RowsProps) {
  const kindsId = useId();
  const change = (key: number, changed: Partial<Row>) =>
    onRows(rows.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;

  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      <datalist id={kindsId}>
        {KINDS.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
      {rows.map(({ key, kind, value }, place) => (
        <div key={key} className={styles.row}>
          <input
            className={styles.input}
            type={type}
            aria-label={`${noun} ${place + 1}`}
            placeholder={noun}
            value={value}
            maxLength={most}
            autoComplete="off"
            onChange={({ target }) => change(key, { value: target.value })}
          />
          <input
            className={styles.kind}
            list={kindsId}
            aria-label={`Kind of ${noun.toLowerCase()} ${place + 1}`}
            placeholder="Kind"
            value={kind}
            maxLength={40}
            autoComplete="off"
            onChange={({ target }) => change(key, { kind: target.value })}
          />
          <button
            type="button"
            className={styles.remove}
            aria-label={`Remove ${noun.toLowerCase()} ${place + 1}`}
            onClick={() => onRows(rows.filter((row) => row.key !== key))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        className={styles.button}
        onClick={() => onRows([...rows, { key: nextKey, kind: "", value: "" }])}
      >
        Add {noun.toLowerCase()}
      </button>
    </fieldset>
  );
}
