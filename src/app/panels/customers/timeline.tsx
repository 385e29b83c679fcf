import { useState } from "react";
import { describeMoment, usersZone, payloadFor } from "../../../skills/for-customers-panel";
import { CloseIcon } from "../../icons";
import { useMinute } from "../../transcript/hooks";
import panel from "../panel.module.css";
import { timeline, type Customer, type Entry } from "./customers";
import styles from "./customers-panel.module.css";
import type { ViewProps } from "./customers-panel";
import { SearchField } from "../search-field";
import { Group } from "../group";

/** Entries drawn at a time. */
const STEP = 50;

const FROM = { in: "from them", out: "from us" };

/** All that happened, the newest first, searched as is typed. What was said is text, whatever stands in it. */
export function Timeline({ customer, records, act, done }: ViewProps & { customer: Customer }) {
  const now = useMinute();
  const zone = usersZone();
  const [typed, setTyped] = useState("");
  const [shown, setShown] = useState(STEP);
  const entries = timeline(customer.id, records, typed);
  const isEmpty = typed === "" && entries.length === 0;

  function remove(id: string) {
    const sent = act(payloadFor("delete_interaction", { interaction_id: id }), { quiet: true });
    done.tell("Taken out of the history.", sent);
  }

  return (
    <Group title="History">
      {isEmpty ? (
        <p className={panel.empty}>Nothing yet. Log the first contact with {customer.name}.</p>
      ) : (
        <>
          <SearchField label="Search the history" value={typed} onChange={setTyped} />
          <p className="visually-hidden" role="status">
            {typed === "" ? "" : `${entries.length} found`}
          </p>
          <ol className={panel.rows}>
            {entries.slice(0, shown).map((entry) => (
              <li key={keyOf(entry)} className={panel.row}>
                <span className={panel.words}>
                  <span className={panel.detail}>
                    <time dateTime={entry.at}>{describeMoment(entry.at, zone, now)}</time>
                    {` · ${titleOf(entry)}`}
                  </span>
                  <span className={styles.text} dir="auto">
                    {entry.kind === "opened" ? entry.opened.subject : entry.interaction.text}
                  </span>
                </span>
                {entry.kind === "interaction" && (
                  <button
                    type="button"
                    className={panel.icon}
                    aria-label={`Take the ${entry.interaction.kind} of ${describeMoment(entry.at, zone, now)} out`}
                    onClick={() => remove(entry.interaction.id)}
                  >
                    <CloseIcon />
                  </button>
                )}
              </li>
            ))}
          </ol>
          {entries.length === 0 && <p className={panel.empty}>Nothing is found by “{typed}”.</p>}
          {entries.length > shown && (
            <div className={panel.buttons}>
              <button type="button" className={panel.button} onClick={() => setShown(shown + STEP)}>
                Show older
              </button>
            </div>
          )}
        </>
      )}
    </Group>
  );
}

function titleOf(entry: Entry): string {
  if (entry.kind === "opened") return `case ${entry.opened.number} opened`;
  const { interaction, inCase } = entry;
  const from = interaction.direction && FROM[interaction.direction];
  return [interaction.kind, from, inCase && `case ${inCase.number}`].filter(Boolean).join(" · ");
}

function keyOf(entry: Entry): string {
  return entry.kind === "opened" ? entry.opened.id : entry.interaction.id;
}
