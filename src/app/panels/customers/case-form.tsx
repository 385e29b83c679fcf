import { useState, type SubmitEvent } from "react";
import { payloadFor } from "../../../skills/for-customers-panel";
import panel from "../panel.module.css";
import type { PanelProps } from "../panel-props";
import type { Customer } from "./customers";

interface Props extends Pick<PanelProps, "act"> {
  customer: Customer;
  onSaved: (told: string, sent: ReturnType<PanelProps["act"]>) => void;
}

/** Opens a case by what it is about. */
export function CaseForm({ customer, act, onSaved }: Props) {
  const [subject, setSubject] = useState("");

  function save(event: SubmitEvent) {
    event.preventDefault();
    const case_subject = subject.trim();
    if (case_subject === "") return;
    onSaved(
      "Opened a case.",
      act(payloadFor("open_case", { customer_id: customer.id, case_subject }), { quiet: true }),
    );
  }

  return (
    <form className={panel.form} onSubmit={save}>
      <input
        autoFocus
        className={panel.field}
        aria-label="What the case is about"
        placeholder="What is it about?"
        maxLength={500}
        value={subject}
        onChange={({ target }) => setSubject(target.value)}
      />
      <button className={panel.primary} aria-disabled={subject.trim() === ""}>
        Open
      </button>
    </form>
  );
}
