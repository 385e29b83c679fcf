import { useState } from "react";
import { CASE_STATES, capitalize, countOf, isOpen, PRIORITIES, payloadFor } from "../../../skills/for-customers-panel";
import panel from "../panel.module.css";
import type { Case } from "./customers";
import styles from "./customers-panel.module.css";
import type { ViewProps } from "./customers-panel";
import { Group } from "../group";

/** A customer's cases, the open ones first; the closed ones behind a button. */
export function CaseRows({ cases, act, done }: Pick<ViewProps, "act" | "done"> & { cases: Case[] }) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? cases : cases.filter(isOpen);
  const closed = cases.length - cases.filter(isOpen).length;

  function change({ id, number }: Case, values: object, told: string) {
    done.tell(`Case ${number}: ${told}.`, act(payloadFor("change_case", { case_id: id, ...values }), { quiet: true }));
  }

  return (
    <Group
      title="Cases"
      action={
        closed > 0 && (
          <button type="button" className={panel.plain} aria-expanded={isAll} onClick={() => setAll(!isAll)}>
            {isAll ? "Hide closed" : `Show ${countOf(closed, "closed case")}`}
          </button>
        )
      }
    >
      {shown.length > 0 && (
        <ul className={panel.rows}>
          {shown.map((one) => (
            <li key={one.id} className={`${panel.row} ${styles.caseRow}`}>
              <span className={panel.words}>
                <span className={panel.title} dir="auto">
                  {one.number} {one.subject}
                </span>
              </span>
              <span className={styles.choices}>
                <select
                  className={styles.select}
                  aria-label={`State of case ${one.number}`}
                  value={one.state}
                  onChange={({ target }) => change(one, { case_state: target.value }, target.value)}
                >
                  {CASE_STATES.map((state) => (
                    <option key={state} value={state}>
                      {capitalize(state)}
                    </option>
                  ))}
                </select>
                <select
                  className={styles.select}
                  aria-label={`Priority of case ${one.number}`}
                  value={one.priority}
                  onChange={({ target }) => change(one, { case_priority: target.value }, `${target.value} priority`)}
                >
                  {PRIORITIES.map((priority) => (
                    <option key={priority} value={priority}>
                      {capitalize(priority)}
                    </option>
                  ))}
                </select>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Group>
  );
}
