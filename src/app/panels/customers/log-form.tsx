import { useState, type SubmitEvent } from "react";
import { capitalize, INTERACTION_KINDS, payloadFor } from "../../../skills/for-customers-panel";
import panel from "../panel.module.css";
import form from "../form.module.css";
import type { PanelProps } from "../panel-props";
import type { Case, Customer } from "./customers";
import styles from "./customers-panel.module.css";

interface Props extends Pick<PanelProps, "act"> {
  customer: Customer;
  /** Those it may belong to. */
  cases: Case[];
  onSaved: (told: string, sent: ReturnType<PanelProps["act"]>) => void;
}

/** Writes down a call, an email or whatever else happened. */
export function LogForm({ customer, cases, act, onSaved }: Props) {
  const [kind, setKind] = useState("call");
  const [direction, setDirection] = useState("in");
  const [at, setAt] = useState("");
  const [inCase, setCase] = useState("");
  const [text, setText] = useState("");

  function save(event: SubmitEvent) {
    event.preventDefault();
    const interaction_text = text.trim();
    if (interaction_text === "") return;
    const values = {
      customer_id: customer.id,
      interaction_kind: kind,
      interaction_text,
      ...(kind !== "note" && { direction }),
      ...(at !== "" && { at }),
      ...(inCase !== "" && { case_id: inCase }),
    };
    onSaved(`Logged the ${kind}.`, act(payloadFor("log_interaction", values), { quiet: true }));
  }

  return (
    <form className={form.sheet} aria-label={`Log a contact with ${customer.name}`} onSubmit={save}>
      <div className={form.fields}>
        <label className={form.labelled}>
          Kind
          <select className={styles.select} value={kind} onChange={({ target }) => setKind(target.value)}>
            {INTERACTION_KINDS.map((name) => (
              <option key={name} value={name}>
                {capitalize(name)}
              </option>
            ))}
          </select>
        </label>
        {kind !== "note" && (
          <label className={form.labelled}>
            From
            <select className={styles.select} value={direction} onChange={({ target }) => setDirection(target.value)}>
              <option value="in">Them</option>
              <option value="out">Us</option>
            </select>
          </label>
        )}
        <label className={form.labelled}>
          When, if not now
          <input
            className={styles.select}
            type="datetime-local"
            value={at}
            onChange={({ target }) => setAt(target.value)}
          />
        </label>
        {cases.length > 0 && (
          <label className={form.labelled}>
            Case
            <select className={styles.select} value={inCase} onChange={({ target }) => setCase(target.value)}>
              <option value="">None</option>
              {cases.map(({ id, number, subject }) => (
                <option key={id} value={id}>
                  {number} {subject}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <label className={form.labelled}>
        What was said
        <textarea
          autoFocus
          className={`${panel.field} ${form.area}`}
          rows={3}
          dir="auto"
          maxLength={20_000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div>
        <button className={panel.primary} aria-disabled={text.trim() === ""}>
          Log it
        </button>
      </div>
    </form>
  );
}
